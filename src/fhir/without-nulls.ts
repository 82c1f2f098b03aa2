/**
 * FHIR JSON has no empty members: "" and null (but for gaps in lists of primitives) stand for nothing at all, and some
 * servers write them. https://hl7.org/fhir/R4/json.html
 */

/** The value without members that are null or "". The same object where there are none. */
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
    if (own !== item) (cleaned ??= [...list])[index] = own;
  });
  return cleaned;
}

function cleanedObject(object: object): object | undefined {
  let cleaned: Record<string, unknown> | undefined;
  const members = object as Readonly<Record<string, unknown>>;
  for (const key in members) {
    const member = members[key];
    const own = withoutNulls(member);
    if (own === member && !isNothing(member)) continue;
    cleaned ??= { ...members };
    if (isNothing(member)) Reflect.deleteProperty(cleaned, key);
    else cleaned[key] = own;
  }
  return cleaned;
}

function isNothing(member: unknown): boolean {
  return member === null || member === '';
}
