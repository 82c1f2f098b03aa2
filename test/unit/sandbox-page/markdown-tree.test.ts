import fc from 'fast-check';
import {
  markdownTree,
  type MarkdownNode,
} from '../../../sandbox/page/browser/markdown/markdown-tree.js';

/** The tree in one line: `p(a strong(b))`. */
function outline(nodes: readonly MarkdownNode[]): string {
  return nodes
    .map((node) => {
      if (typeof node === 'string') return node;
      const name = node.kind === 'link' ? `link ${node.href} [${node.host}]` : node.tag;
      return `${name}(${outline(node.children)})`;
    })
    .join('');
}

test.each([
  ['plain', 'p(plain)'],
  ['**bold** and _soft_', 'p(strong(bold) and em(soft))'],
  ['- a\n- b', 'ul(li(p(a))li(p(b)))'],
  ['1. a', 'ol(li(p(a)))'],
  ['~~old~~', 'p(del(old))'],
  ['a &lt;b&gt; \\*c\\*', 'p(a <b> *c*)'],
  ['- [x] done', 'ul(li(☑ p(done)))'],
  ['`a<b`', 'p(code(a<b))'],
  ['# Heading', 'h4(Heading)'],
  ['| a |\n|---|\n| b |', 'table(tr(td(a))tr(td(b)))'],
  ['[Source](https://example.org/x)', 'p(link https://example.org/x [example.org](Source))'],
])('%j is shown as %s', (text, shown) => {
  expect(outline(markdownTree(text))).toBe(shown);
});

test.each([
  ['HTML', '<script>alert(1)</script>', '<script>alert(1)</script>'],
  ['HTML within text', 'a <img src=x onerror=alert(1)> b', 'p(a <img src=x onerror=alert(1)> b)'],
  ['an image', '![words](https://evil.example/pixel)', 'p(words)'],
  ['a link that is a script', '[press](javascript:alert(1))', 'p(press)'],
  ['a link that is data', '[press](data:text/html,x)', 'p(press)'],
  ['a relative link', '[press](../admin)', 'p(press)'],
])('%s stays text', (_case, text, shown) => {
  expect(outline(markdownTree(text))).toBe(shown);
});

test('nesting without end is flattened, and no text is lost', () => {
  const shown = outline(markdownTree(`${'> '.repeat(500)}deep`));

  expect(shown.split('blockquote')).toHaveLength(18);
  expect(shown).toContain('deep');
});

test('a text without end is cut, and says so', () => {
  expect(outline(markdownTree('x'.repeat(10_005)))).toContain('… 5 more characters');
});

test('no text whatever throws or makes a link to anything but the web', () => {
  const piece = fc.constantFrom('[', ']', '(', ')', '*', '_', '`', '<a>', '&#0;', '\n', '> ', '- ');
  fc.assert(
    fc.property(
      fc.array(fc.oneof(piece, fc.string({ maxLength: 5 })), { maxLength: 60 }),
      (parts) => {
        const links = outline(markdownTree(parts.join(''))).match(/link (\S*?):/g) ?? [];
        return links.every((link) => /^link https?:$/.test(link));
      },
    ),
    { numRuns: 300 },
  );
});
