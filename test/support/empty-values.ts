/** Paths of everything in a JSON value that is null, "", [] or {}. */
export function emptyValues(value: unknown, path = ''): readonly string[] {
  if (value === null || value === '') return [path];
  if (typeof value !== 'object') return [];
  const members = Object.entries(value);
  if (members.length === 0) return [path];
  return members.flatMap(([key, member]) => emptyValues(member, `${path}/${key}`));
}
