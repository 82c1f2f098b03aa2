/**
 * Chart text inside cards. Some clients render raw HTML found in Markdown, so nothing from a chart may act as
 * markup, link or image. https://github.github.com/gfm/
 */

/** Longest piece of chart text shown on a card, in characters. */
export const chartTextLimit = 80;

/* Control, zero-width and bidirectional characters can hide or reorder what a reader sees. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu;

/* Most texts need no care; one look tells. */
const isOneLine = /^[!-~]+(?: [!-~]+)*$/u;
const hasMarkup = /[\\`*_[\]|~&<]/u;
const mayLink = /:\/\/|www\.|@/iu;

/** One line without invisible characters, shortened to `limit` characters with an ellipsis. Still raw: for plain text only. */
export function plainChartText(text: string, limit: number = chartTextLimit): string {
  const line = inOneLine(text);
  if (line.length <= limit) return line;
  const characters = Array.from(line);
  return characters.length <= limit ? line : `${characters.slice(0, limit - 1).join('')}…`;
}

/** Chart text made inert for GitHub-flavoured Markdown: no markup, HTML, entities, links, images or automatic links. */
export function chartText(text: string, limit: number = chartTextLimit): string {
  const escaped = escapeMarkdown(plainChartText(text, limit));
  if (!mayLink.test(escaped)) return escaped;
  return escaped
    .replace(/:\/\//gu, ': //')
    .replace(/\bwww\./giu, 'www .')
    .replace(/(?<=\S)@(?=\S)/gu, ' @ ');
}

/** Text of the knowledge (labels, notes), which may hold characters that Markdown would read as markup. */
export function knowledgeText(text: string): string {
  return escapeMarkdown(inOneLine(text));
}

function inOneLine(text: string): string {
  if (isOneLine.test(text)) return text;
  return text.replace(invisible, ' ').replace(/\s+/gu, ' ').trim();
}

function escapeMarkdown(text: string): string {
  if (!hasMarkup.test(text)) return text;
  return text
    .replace(/[\\`*_[\]|~]/gu, '\\$&')
    .replace(/(?<=\])\(/gu, '\\(')
    .replace(/&(?=#?\w+;)/gu, '&amp;')
    .replace(/<(?=[a-z/!?])/giu, '&lt;');
}

/** A Markdown link with our own address as target. */
export function markdownLink(label: string, url: string): string {
  return `[${knowledgeText(label)}](${url})`;
}
