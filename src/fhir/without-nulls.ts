/**
 * FHIR JSON has no empty members: "", {}, [] and null (but for gaps in lists of primitives) stand for nothing at all, and
 * some servers write them. https://hl7.org/fhir/R4/json.html
 */
import { isNothing } from './json-extent.js';

/**
 * The value without members that are null, "" or hold nothing else. Lists keep their nulls, which may be gaps, but lose
 * what is otherwise empty. The same object where there is nothing to leave out.
 */
export function withoutNulls<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  const cleaned = Array.isArray(value) ? cleanedList(value) : cleanedObject(value);
  return (cleaned ?? value) as Value;
}

/** Undefined where nothing is to be changed, as in nearly all. */
function cleanedList(list: readonly unknown[]): readonly unknown[] | undefined {
  let cleaned: unknown[] | undefined;
  list.forEach((item, index) => {
    const own = withoutNulls(item);
    const isKept = !isEmpty(own);
    if (own !== item || !isKept) cleaned ??= list.slice(0, index);
    if (isKept) cleaned?.push(own);
  });
  return cleaned;
}

function cleanedObject(object: object): object | undefined {
  let cleaned: Record<string, unknown> | undefined;
  const members = object as Readonly<Record<string, unknown>>;
  for (const key in members) {
    const member = members[key];
    const own = withoutNulls(member);
    const isLeftOut = isNothing(own) || isEmpty(own);
    if (own === member && !isLeftOut) continue;
    cleaned ??= { ...members };
    if (isLeftOut) Reflect.deleteProperty(cleaned, key);
    else cleaned[key] = own;
  }
  return cleaned;
}

/** An object without members, or a list of nothing: gaps alone leave nothing to be between. */
function isEmpty(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.every(isNothing);
  for (const _key in value) return false;
  return true;
}
