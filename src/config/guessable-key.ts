/** Whether a secret key was made up by a person rather than by chance. Finds what is plain, and no more. */

const fewestDifferentBytes = 8;
const fewestOwnCharacters = 8;
const longestUnit = 64;

/** What examples and people in a hurry write where a key belongs, and what separates the words. */
const placeholders =
  /change|replace|insert|secret|password|passwort|example|placeholder|default|pseudonym|nelm|cds|test|your|this|here|with|key|me|my|[\s._-]/gi;

/** Few different bytes, one unit over and over, or hardly more than the words of a placeholder. */
export function isGuessable(key: Uint8Array): boolean {
  return new Set(key).size < fewestDifferentBytes || isRepetition(key) || isPlaceholder(key);
}

function isRepetition(key: Uint8Array): boolean {
  const longest = Math.min(longestUnit, Math.floor(key.length / 2));
  const lengths = Array.from({ length: longest }, (_value, index) => index + 1);
  return lengths.some((length) =>
    key.every((byte, index) => index < length || byte === key[index - length]),
  );
}

function isPlaceholder(key: Uint8Array): boolean {
  const text = Buffer.from(key).toString('latin1');
  return text.replace(placeholders, '').length < fewestOwnCharacters;
}
