/** HTML of the evidence pages: everything escaped, no script, one inline style that a CSP can name by its hash. */
import { createHash } from 'node:crypto';

/** Markup that is already safe; only `html` and `joined` make it. */
export interface Markup {
  readonly markup: string;
}

type Part = string | Markup | readonly Markup[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => entities[character] ?? character);
}

function toMarkup(part: Part): string {
  if (typeof part === 'string') return escapeHtml(part);
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('\n');
}

/** Template tag: interpolated strings are escaped, markup is kept. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const markup = strings.reduce((text, string, index) => {
    const part = parts[index - 1];
    return text + (part === undefined ? '' : toMarkup(part)) + string;
  }, '');
  return { markup };
}

/** Nothing at all, for optional parts. */
export const nothing: Markup = { markup: '' };

const style = `
:root { color-scheme: light dark; --line: #c9ced6; --soft: #f2f4f7; --quiet: #4d5661; --link: #0b57a4; }
@media (prefers-color-scheme: dark) {
  :root { --line: #454c56; --soft: #22262c; --quiet: #b3bcc7; --link: #8cc4ff; }
  body { background: #16191d; color: #e9ecf0; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; padding: 1rem; font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1.15rem; margin-top: 2rem; border-bottom: 1px solid var(--line); padding-bottom: .25rem; }
h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
a { color: var(--link); }
ul { padding-left: 1.2rem; }
li { margin: .4rem 0; }
.quiet { color: var(--quiet); font-size: .9rem; }
.note { background: var(--soft); border-left: 4px solid var(--line); padding: .5rem .75rem; }
.mark { border: 1px solid currentColor; border-radius: .25rem; padding: 0 .3rem; font-size: .8rem; white-space: nowrap; }
`;

/** For `Content-Security-Policy: style-src` of the evidence pages, quotes included. */
export const evidenceStyleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

/** A whole document. */
export function htmlDocument(title: string, body: Markup): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
${body.markup}
</body>
</html>
`;
}
