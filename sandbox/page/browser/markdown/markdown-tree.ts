/**
 * GitHub-flavoured Markdown as a small tree of known elements: never HTML, which stays visible as text. Images are
 * not loaded, links lead to http and https only, and the depth is bounded, whatever the text is.
 */
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { Nodes } from 'mdast';
import { webAddress } from '../calling/card-answers.js';

export type MarkdownTag =
  | 'p'
  | 'strong'
  | 'em'
  | 'del'
  | 'code'
  | 'pre'
  | 'ul'
  | 'ol'
  | 'li'
  | 'blockquote'
  | 'h4'
  | 'hr'
  | 'br'
  | 'table'
  | 'tr'
  | 'td';

export type MarkdownNode =
  | string
  | {
      readonly kind: 'element';
      readonly tag: MarkdownTag;
      readonly children: readonly MarkdownNode[];
    }
  | {
      readonly kind: 'link';
      readonly href: string;
      /** Where it leads, to be shown beside its words. */
      readonly host: string;
      readonly children: readonly MarkdownNode[];
    };

/** Card details have at most 1,200 characters; beyond this, parsing would take long. */
const maxCharacters = 10_000;
const maxDepth = 16;

const tags: ReadonlyMap<string, MarkdownTag> = new Map<string, MarkdownTag>([
  ['paragraph', 'p'],
  ['strong', 'strong'],
  ['emphasis', 'em'],
  ['delete', 'del'],
  ['list', 'ul'],
  ['listItem', 'li'],
  ['blockquote', 'blockquote'],
  ['heading', 'h4'],
  ['thematicBreak', 'hr'],
  ['break', 'br'],
  ['table', 'table'],
  ['tableRow', 'tr'],
  ['tableCell', 'td'],
]);

/** Never throws: what cannot be parsed is shown as it is. */
export function markdownTree(text: string): readonly MarkdownNode[] {
  const isLong = text.length > maxCharacters;
  const shown = isLong ? text.slice(0, maxCharacters) : text;
  const end = isLong ? [paragraph(`… ${text.length - maxCharacters} more characters`)] : [];
  try {
    const root = fromMarkdown(shown, {
      extensions: [gfm()],
      mdastExtensions: [gfmFromMarkdown()],
    });
    return [...root.children.flatMap((node) => convert(node, 0)), ...end];
  } catch {
    return [paragraph(shown), ...end];
  }
}

function paragraph(text: string): MarkdownNode {
  return { kind: 'element', tag: 'p', children: [text] };
}

function convert(node: Nodes, depth: number): readonly MarkdownNode[] {
  if (depth > maxDepth) return [plainText(node)];
  const children =
    'children' in node ? node.children.flatMap((one) => convert(one, depth + 1)) : [];
  if (node.type === 'link') return link(node.url, children);
  if (node.type === 'code') {
    const code: MarkdownNode = { kind: 'element', tag: 'code', children: [node.value] };
    return [{ kind: 'element', tag: 'pre', children: [code] }];
  }
  if (node.type === 'inlineCode') return [{ kind: 'element', tag: 'code', children: [node.value] }];
  const tag = node.type === 'list' && node.ordered === true ? 'ol' : tags.get(node.type);
  if (tag !== undefined) {
    const box = node.type === 'listItem' ? checkbox(node.checked) : [];
    return [{ kind: 'element', tag, children: [...box, ...children] }];
  }
  return children.length > 0 ? children : [ownText(node)].filter((text) => text !== '');
}

function checkbox(isChecked: boolean | null | undefined): readonly string[] {
  if (typeof isChecked !== 'boolean') return [];
  return [isChecked ? '☑ ' : '☐ '];
}

/** What stands for a node without children: raw HTML as written, an image as its words. */
function ownText(node: Nodes): string {
  if ('value' in node) return node.value;
  if ('alt' in node) return node.alt ?? '';
  return '';
}

function link(address: string, children: readonly MarkdownNode[]): readonly MarkdownNode[] {
  const url = webAddress(address);
  if (url === undefined) return children;
  return [{ kind: 'link', href: url.href, host: url.host, children }];
}

/** All text below a node, without recursion: the depth is what is not trusted here. */
function plainText(node: Nodes): string {
  const texts: string[] = [];
  const open: Nodes[] = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if ('children' in next) open.push(...[...next.children].reverse());
    else texts.push(ownText(next));
  }
  return texts.join(' ');
}
