/** Names of drugs as charts write them, compared without regard to accents, capitals, blanks and punctuation. */
import type { ReadingRules } from '../model/mapping-files.js';

/** Shorter names occur in others by chance: 5fu in "amiloride 5/furosemide". They must be whole words. */
const shortestPart = 5;

/** Latin letters that are no plain ones with marks, and the sign of micrograms. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ı: 'i',
  μ: 'u',
};

const foldable = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'g');

/** The words of a name in small plain letters; none for what holds other letters, or none, which cannot be compared. */
export function wordsOfName(name: string): readonly string[] {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(foldable, (letter) => plainLetters[letter] ?? letter);
  const isComparable = /[a-z]/.test(plain) && !/[^\P{Letter}a-z]/u.test(plain);
  return isComparable ? plain.split(/[^a-z0-9]+/).filter((word) => word !== '') : [];
}

type Watch = (words: readonly string[]) => boolean;

/** Parts of names, in small letters and figures alone. */
export type DrugNames = Pick<ReadingRules, 'drugNames' | 'otherDrugNames'>;

/** By the lists of the knowledge, which are the same for all charts. */
const prepared = new WeakMap<DrugNames, Watch>();

/** Whether a name contains one of those watched for, once those that are none of them are cut out. */
export function isWatched(words: readonly string[], names: DrugNames): boolean {
  let watch = prepared.get(names);
  if (watch === undefined) {
    watch = prepareWatch(names);
    prepared.set(names, watch);
  }
  return watch(words);
}

/** One pass over a name for all parts that it may contain; a second one where it does. */
function prepareWatch({ drugNames = [], otherDrugNames = [] }: DrugNames): Watch {
  const parts = anyOf(drugNames.filter((one) => one.length >= shortestPart));
  const others = new RegExp(anyOf(otherDrugNames), 'g');
  const whole = new Set(drugNames.filter((one) => one.length < shortestPart));
  const holdsPart = (name: string): boolean =>
    parts.test(name) && parts.test(name.replaceAll(others, ' '));
  return (words) => holdsPart(words.join('')) || hasWord(words, whole);
}

/** An empty list matches nothing. */
function anyOf(parts: readonly string[]): RegExp {
  return parts.length === 0 ? /(?!)/ : new RegExp(parts.join('|'));
}

/** One of the words, or two of them: "5-FU". */
function hasWord(words: readonly string[], whole: ReadonlySet<string>): boolean {
  return words.some((word, index) => whole.has(word) || whole.has(word + (words[index + 1] ?? '')));
}
