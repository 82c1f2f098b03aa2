/** Reading elements of resources that were posted from outside: nothing about their shape is taken for granted. */

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

/** All values at a dotted path, with arrays on the way flattened; empty when there are none. */
export function valuesAt(root: unknown, path: string): readonly unknown[] {
  return path.split('.').reduce<readonly unknown[]>(
    (values, name) =>
      values.flatMap((value): readonly unknown[] => {
        const found = member(value, name);
        if (found === undefined || found === null) return [];
        return Array.isArray(found) ? (found as readonly unknown[]) : [found];
      }),
    [root],
  );
}

/** The strings at a dotted path; values of other types are passed over. */
export function textsAt(root: unknown, path: string): readonly string[] {
  return valuesAt(root, path).filter((value) => typeof value === 'string');
}

/** The first string at a dotted path. */
export function textAt(root: unknown, path: string): string | undefined {
  return textsAt(root, path)[0];
}
