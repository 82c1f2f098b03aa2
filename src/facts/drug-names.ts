/** Names of drugs as charts write them, compared without regard to accents, capitals, blanks and punctuation. */

/** Shorter names occur in others by chance: 5fu in "amiloride 5/furosemide". They must be whole words. */
const shortestPart = 5;

/** The words of a name in small plain letters; none for what holds no Latin letter, which cannot be compared. */
export function wordsOfName(name: string): readonly string[] {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();
  return /[a-z]/.test(plain) ? plain.split(/[^a-z0-9]+/).filter((word) => word !== '') : [];
}

/** Whether a name contains one of those watched for, which are written in small letters and figures alone. */
export function isWatched(words: readonly string[], watched: readonly string[]): boolean {
  const joined = words.join('');
  return watched.some((one) =>
    one.length < shortestPart ? isWord(one, words) : joined.includes(one),
  );
}

/** One of the words, or two of them: "5-FU". */
function isWord(name: string, words: readonly string[]): boolean {
  return words.some((word, index) => word === name || word + (words[index + 1] ?? '') === name);
}
