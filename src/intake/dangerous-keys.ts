/** Keys that change an object's prototype when an object is copied carelessly; no template or extension has them. */
export const dangerousKeys: ReadonlySet<string> = new Set([
  '__proto__',
  'constructor',
  'prototype',
]);

/** A copy without them. */
export function withoutDangerousKeys(
  from: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(from).filter(([key]) => !dangerousKeys.has(key)));
}
