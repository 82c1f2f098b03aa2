/** Parts of one resource that are judged; the largest real ones have a few thousand. */
export const maxNodes = 20_000;

/** Whether a parsed JSON value has more than `limit` values in it, itself included. Stops counting there. */
export function hasMoreNodes(value: unknown, limit: number): boolean {
  const waiting: unknown[] = [value];
  let count = 0;
  while (waiting.length > 0) {
    const next = waiting.pop();
    count += 1;
    if (count > limit) return true;
    if (typeof next !== 'object' || next === null) continue;
    const parts: readonly unknown[] = Object.values(next);
    if (count + waiting.length + parts.length > limit) return true;
    for (const part of parts) waiting.push(part);
  }
  return false;
}
