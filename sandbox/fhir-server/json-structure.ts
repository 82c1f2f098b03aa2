/** What JSON from outside may look like before anything walks through it. */
import { dangerousKeys } from '../../src/intake/dangerous-keys.js';
import { isObject } from '../json-object.js';

/** Deeper than any FHIR resource in use; what is much deeper overflows the stack when it is written out. */
const maxDepth = 40;

/** Whether a value is nested deeper than is safe. Walks without recursion. */
export function isTooDeep(root: unknown): boolean {
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value: root, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= maxDepth) return true;
    for (const inner of Object.values(value)) open.push({ value: inner, depth: depth + 1 });
  }
  return false;
}

/** A copy with every object passed through `change`, outer ones first, and without the dangerous keys. Not for deep values. */
export function copyJson(
  value: unknown,
  change: (object: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
): unknown {
  if (Array.isArray(value)) return value.map((inner) => copyJson(inner, change));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(change(value))
      .filter(([name]) => !dangerousKeys.has(name))
      .map(([name, inner]) => [name, copyJson(inner, change)]),
  );
}

/** How many elements `copyJson` leaves out. */
export function countRefusedNames(root: unknown): number {
  let count = 0;
  const open = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null) continue;
    count += Object.keys(value).filter((name) => dangerousKeys.has(name)).length;
    open.push(...(Object.values(value) as unknown[]));
  }
  return count;
}
