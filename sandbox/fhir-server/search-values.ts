/** Separators and escapes in search values. https://hl7.org/fhir/R4/search.html#escaping */

/** Splits at separators that no backslash precedes; the parts keep their escapes. */
export function splitUnescaped(text: string, separator: ',' | '|'): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === separator) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}

/** Resolves `\,`, `\|`, `\$` and `\\`. */
export function unescapeValue(text: string): string {
  return text.replace(/\\([,|$\\])/g, '$1');
}

/** The alternatives of a comma-separated value, unescaped, without empty ones. */
export function alternatives(value: string): readonly string[] {
  return splitUnescaped(value, ',')
    .filter((part) => part !== '')
    .map(unescapeValue);
}

/** Text as string parameters compare it: without case and accents. */
export function foldText(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
