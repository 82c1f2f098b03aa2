/**
 * The part of GitHub-flavoured Markdown that cards use: paragraphs, lists, bold, emphasis, code, links. Builds DOM
 * nodes and never HTML; whatever it does not know stays visible as text.
 */
import { element, externalLink } from './element.js';

const entities = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" };

/** Tried in this order at every position; `make` may decline with undefined. */
const inlineRules = [
  { pattern: /\\([!-/:-@[-`{-~])/y, make: ([, character]) => character },
  { pattern: /&(lt|gt|amp|quot|#39);/y, make: ([, name]) => entities[name] },
  { pattern: /(`+)(.+?)\1(?!`)/y, make: ([, , code]) => element('code', {}, code.trim()) },
  {
    pattern: /\[((?:\\.|[^[\]\\])+)\]\(((?:[^\s()]|\([^\s()]*\))+)\)/y,
    make: ([, label, address]) => externalLink(address, ...inline(label)),
  },
  {
    pattern: /\*\*(?=\S)((?:\\.|[^\\])+?)(?<=\S)\*\*/y,
    make: ([, text]) => element('strong', {}, ...inline(text)),
  },
  {
    pattern: /\*(?=[^\s*])((?:\\.|[^\\*])+)\*/y,
    make: ([, text]) => element('em', {}, ...inline(text)),
  },
  {
    pattern: /(?<!\w)_(?=[^\s_])((?:\\.|[^\\_])+)_(?!\w)/y,
    make: ([, text]) => element('em', {}, ...inline(text)),
  },
];

/** The nodes of a whole Markdown text. */
export function renderMarkdown(markdown) {
  return markdown
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]*\n/)
    .flatMap((block) => renderBlock(block.split('\n').filter((line) => line.trim() !== '')));
}

/** One block: text lines form a paragraph, and a list may follow it without an empty line. */
function renderBlock(lines) {
  const nodes = [];
  let open = { kind: undefined, items: [] };
  const close = () => {
    if (open.kind === 'p') nodes.push(element('p', {}, ...inline(open.items.join('\n'))));
    else if (open.kind !== undefined) nodes.push(list(open));
  };
  for (const line of lines) {
    const [, bullet, text] = /^\s*([-*+]|\d{1,9}[.)])\s+(.*)$/.exec(line) ?? [];
    const kind = bullet === undefined ? 'p' : /\d/.test(bullet) ? 'ol' : 'ul';
    if (kind === 'p' && open.kind !== undefined && open.kind !== 'p' && /^\s/.test(line)) {
      open.items.push(`${open.items.pop()}\n${line.trim()}`);
    } else {
      if (kind !== open.kind) {
        close();
        open = { kind, items: [] };
      }
      open.items.push(text ?? line.trim());
    }
  }
  close();
  return nodes;
}

function list({ kind, items }) {
  return element(kind, {}, ...items.map((item) => element('li', {}, ...inline(item))));
}

/** Nodes and strings for a run of text. */
function inline(text) {
  const parts = [''];
  let position = 0;
  while (position < text.length) {
    const found = matchAt(text, position);
    const part = found?.part ?? text[position];
    if (typeof part === 'string' && typeof parts.at(-1) === 'string')
      parts.push(parts.pop() + part);
    else parts.push(part);
    position += found?.length ?? 1;
  }
  return parts.filter((part) => part !== '');
}

function matchAt(text, position) {
  for (const { pattern, make } of inlineRules) {
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    const part = match === null ? undefined : make(match);
    if (part !== undefined) return { part, length: match[0].length };
  }
  return undefined;
}
