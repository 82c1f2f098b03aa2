/** "Did you mean ...?" */

/** The one of `known` that `name` is most likely a slip for, or undefined if none is near. */
export function similarName(name: string, known: Iterable<string>): string | undefined {
  const limit = Math.max(1, Math.round(name.length / 3));
  const near = [...known]
    .map((candidate) => ({ candidate, distance: distanceBetween(name, candidate) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.candidate;
}

/** `; did you mean \`x\`?`, or a full stop. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const similar = similarName(name, known);
  return similar === undefined ? '.' : `; did you mean \`${similar}\`?`;
}

/** Words joined for a sentence: `a, b or c`. */
export function oneOfWords(words: Iterable<string>): string {
  const list = [...words].map((word) => `\`${word}\``);
  return list.length < 2
    ? list.join('')
    : `${list.slice(0, -1).join(', ')} or ${list.at(-1) ?? ''}`;
}

/** Names that contain one another are near, however much longer one is. */
function distanceBetween(a: string, b: string): number {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  return shorter.length > 3 && longer.includes(shorter) ? 1 : editDistance(a, b);
}

/** Number of single letters to change, add, leave out or swap with the next one; capitals count like small letters. */
function editDistance(a: string, b: string): number {
  const [from, to] = [a.toLowerCase(), b.toLowerCase()];
  const rows = [Array.from({ length: to.length + 1 }, (_value, index) => index)];
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= from.length; i += 1) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= to.length; j += 1) {
      const isSame = from[i - 1] === to[j - 1];
      const isSwapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      row.push(
        Math.min(
          at(i - 1, j - 1) + (isSame ? 0 : 1),
          at(i - 1, j) + 1,
          at(i, j - 1) + 1,
          isSwapped ? at(i - 2, j - 2) + 1 : Infinity,
        ),
      );
    }
  }
  return at(from.length, to.length);
}
