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

type Watch = (words: readonly string[]) => boolean;

/** By the lists of the knowledge, which are the same for all charts. */
const prepared = new WeakMap<readonly string[], Watch>();

/** Whether a name contains one of those watched for, which are written in small letters and figures alone. */
export function isWatched(words: readonly string[], watched: readonly string[]): boolean {
  let watch = prepared.get(watched);
  if (watch === undefined) {
    watch = prepareWatch(watched);
    prepared.set(watched, watch);
  }
  return watch(words);
}

/** One pass over a name for all parts that it may contain. */
function prepareWatch(watched: readonly string[]): Watch {
  const parts = watched.filter((one) => one.length >= shortestPart);
  const pattern = parts.length === 0 ? undefined : new RegExp(parts.join('|'));
  const whole = new Set(watched.filter((one) => one.length < shortestPart));
  return (words) => pattern?.test(words.join('')) === true || hasWord(words, whole);
}

/** One of the words, or two of them: "5-FU". */
function hasWord(words: readonly string[], whole: ReadonlySet<string>): boolean {
  return words.some((word, index) => whole.has(word) || whole.has(word + (words[index + 1] ?? '')));
}
