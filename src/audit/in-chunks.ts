/** Keeps a statement's parameters below what both databases take (32,766 in SQLite). */
const chunkSize = 500;

/** Calls `work` with one chunk after the other; the results in the same order. */
export async function inChunks<Item, Result>(
  items: readonly Item[],
  work: (chunk: readonly Item[]) => Promise<readonly Result[]>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += chunkSize) {
    results.push(...(await work(items.slice(start, start + chunkSize))));
  }
  return results;
}
