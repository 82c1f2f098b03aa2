/** The tree of a Markdown text as elements of the page. */
import { h, type VNode } from 'preact';
import { markdownTree, type MarkdownNode } from '../markdown/markdown-tree.js';
import { WebLink } from './web-link.js';

const voidTags = new Set(['hr', 'br']);

export function MarkdownView({ text }: { readonly text: string }) {
  return <div class="markdown">{markdownTree(text).map(nodeView)}</div>;
}

function nodeView(node: MarkdownNode): VNode | string {
  if (typeof node === 'string') return node;
  if (node.kind === 'link') return <WebLink url={node}>{node.children.map(nodeView)}</WebLink>;
  if (voidTags.has(node.tag)) return h(node.tag, {});
  if (node.tag === 'table') {
    return (
      <table>
        <tbody>{node.children.map(nodeView)}</tbody>
      </table>
    );
  }
  return h(node.tag, {}, node.children.map(nodeView));
}
