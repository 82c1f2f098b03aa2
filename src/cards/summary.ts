/** Summaries are plain text under 140 characters: the fullest wording that fits. */

/** CDS Hooks: shorter than this. */
export const summaryLimit = 140;

/** The first wording short enough; if none is, the last one cut at a word. */
export function fitSummary(wordings: readonly string[]): string {
  const clean = wordings.map((wording) => wording.replace(/\s+/gu, ' ').trim());
  const fitting = clean.find((wording) => wording.length < summaryLimit);
  if (fitting !== undefined) return fitting;
  const cut = (clean.at(-1) ?? '').slice(0, summaryLimit - 2);
  const lastSpace = cut.lastIndexOf(' ');
  return `${lastSpace > 0 ? cut.slice(0, lastSpace) : cut}…`;
}

/** Shorter and shorter versions of a list: all names, then all but one and a count, down to one name. */
export function shorteningLists(
  names: readonly string[],
  andMore: (shown: string, more: number) => string,
): readonly string[] {
  return names.map((_, dropped) => {
    const shown = names.slice(0, names.length - dropped).join(', ');
    return dropped === 0 ? shown : andMore(shown, dropped);
  });
}

/** A title inside a sentence: "Somatostatin analogue" -> "somatostatin analogue"; "PRRT" stays. */
export function inSentence(title: string): string {
  return /^\p{Lu}\p{Ll}/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
