/** Units as people read them; UCUM codes that are no words are left as they are. */
const words: Readonly<Record<string, string>> = {
  a: 'years',
  mo: 'months',
  '1': '',
  '{#}': '',
};

/** The unit with a leading blank, or nothing where a bare number reads better. */
export function unitText(unit: string | undefined): string {
  const word = unit === undefined ? '' : (words[unit] ?? unit);
  return word === '' ? '' : ` ${word}`;
}
