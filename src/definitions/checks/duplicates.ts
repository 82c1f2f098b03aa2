/** Things that carry an id which an earlier one carries already. */

/** The later ones, each with the file of the first. */
export function duplicates<T extends { readonly file: string }>(
  items: readonly T[],
  idOf: (item: T) => string,
): readonly (T & { readonly firstFile: string })[] {
  const first = new Map<string, string>();
  return items.flatMap((item) => {
    const firstFile = first.get(idOf(item));
    if (firstFile === undefined) first.set(idOf(item), item.file);
    return firstFile === undefined ? [] : [{ ...item, firstFile }];
  });
}

/** Positions of the entries of a list whose id has occurred before. */
export function repeatedPositions(ids: readonly string[]): readonly number[] {
  return ids.flatMap((id, i) => (ids.indexOf(id) < i ? [i] : []));
}
