import { makeCards } from '../../src/cards/index.js';
import { chartText, plainChartText } from '../../src/cards/markdown.js';
import type { Card } from '../../src/model/cds-hooks.js';
import {
  cardOptions,
  criterion,
  evaluationOf,
  evidence,
  fact,
  member,
  members,
  oneOf,
  pathwayResult,
  unknownFact,
} from '../support/evaluation-builder.js';
import { knowledgeOf, patientViewService } from '../support/knowledge-builder.js';

const rows: readonly (readonly [string, string, string])[] = [
  ['an HTML tag', '<script>alert(1)</script>', '&lt;script>alert(1)&lt;/script>'],
  ['a comment', '<!-- hidden', '&lt;!-- hidden'],
  ['an entity', '&lt;b&gt;', '&amp;lt;b&amp;gt;'],
  ['a link', '[click](https://evil.example)', '\\[click\\]\\(https: //evil.example)'],
  ['an image', '![x](http://evil.example/p.png)', '!\\[x\\]\\(http: //evil.example/p.png)'],
  ['a bare address', 'see https://evil.example/x', 'see https: //evil.example/x'],
  ['an address without a scheme', 'www.evil.example', 'www .evil.example'],
  ['a mail address', 'a@evil.example', 'a @ evil.example'],
  ['an automatic link', '<https://evil.example>', '&lt;https: //evil.example>'],
  ['code', '`rm -rf` and ```js', '\\`rm -rf\\` and \\`\\`\\`js'],
  ['emphasis', '**bold** _em_ ~~gone~~', '\\*\\*bold\\*\\* \\_em\\_ \\~\\~gone\\~\\~'],
  ['a backslash before a bracket', '\\[a](b)', '\\\\\\[a\\]\\(b)'],
  ['a table', 'a | b\n--- | ---', 'a \\| b --- \\| ---'],
  ['a heading on a new line', 'x\n# Heading\r\n- item', 'x # Heading - item'],
  ['hidden and reversing characters', 'a\u202eb\u200bc\u0007d', 'a b c d'],
  ['a comparator', '<5 %', '<5 %'],
  ['plain text', 'Ki-67 3-5 % (hot spot)', 'Ki-67 3-5 % (hot spot)'],
];

test.each(rows)('chart text with %s becomes inert', (_, raw, inert) => {
  expect(chartText(raw)).toBe(inert);
});

test('chart text is shortened to 80 characters with an ellipsis', () => {
  expect(chartText('x'.repeat(10_000))).toBe(`${'x'.repeat(79)}…`);
  expect(plainChartText('😀'.repeat(100), 3)).toBe('😀😀…');
});

const hostile: readonly string[] = [
  '<img src=x onerror=alert(1)>',
  '[a](https://evil.example) ![b](https://evil.example/b.png)',
  '``` </div> https://evil.example',
  '| a | b |\n|---|---|',
  'y'.repeat(10_000),
];

function cardsWith(text: string): readonly Card[] {
  const record = evidence({
    reference: `Observation/${text}`,
    value: text,
    display: text,
    date: text,
  });
  const stated = fact('portalVeinThrombosis', oneOf('yes'), { evidence: [record] });
  const stale = unknownFact('somatostatinReceptorStatus', 'stale', { evidence: [record] });
  const evaluation = evaluationOf({
    queries: { [text]: 'error' },
    facts: [
      stated,
      stale,
      fact(
        'currentTreatments',
        members(member('thermal-ablation', 'active', { evidence: [record] })),
      ),
    ],
    pathways: [
      pathwayResult('thermal-ablation', 'excluded', {
        criteria: [criterion('pvt', 'exclusion', 'met', { facts: ['portalVeinThrombosis'] })],
      }),
      pathwayResult('prrt', 'needs-data', {
        criteria: [
          criterion('sstr', 'inclusion', 'unknown', { facts: ['somatostatinReceptorStatus'] }),
        ],
      }),
      pathwayResult('sirt', 'criteria-met', {
        criteria: [criterion('x', 'inclusion', 'met', { facts: ['portalVeinThrombosis'] })],
      }),
    ],
    decisive: [{ fact: 'somatostatinReceptorStatus', settles: ['prrt'], couldChange: ['prrt'] }],
    conflicts: [{ facts: ['somatostatinReceptorStatus'], text, evidence: [record] }],
  });
  return makeCards(evaluation, knowledgeOf(), patientViewService, cardOptions());
}

test.each(hostile)('no card lets chart text act as markup (%#)', (text) => {
  const cards = cardsWith(text);
  expect(cards).toHaveLength(3);
  for (const card of cards) {
    expect(card.detail.length).toBeLessThanOrEqual(1200);
    expect(card.detail).not.toMatch(/<[a-z/!]/iu);
    expect(card.detail).not.toMatch(/!\[|(?<!\\)`|^\|/mu);
    expect(card.detail).not.toContain('://evil');
    expect(card.detail.match(/\]\([^)]*\)/gu) ?? []).toEqual(
      card.detail.match(/\]\(https:\/\/nelm\.example\.org[^)]*\)/gu) ?? [],
    );
    expect(card.summary).not.toContain('evil');
    expect(card.summary).not.toContain('yyy');
    expect(JSON.stringify(card.suggestions ?? [])).not.toContain('evil');
  }
});

test('labels of the knowledge are escaped too', () => {
  const knowledge = knowledgeOf({ edition: { shortLabel: 'Review <b>of</b> [2016](x)' } });
  const evaluation = evaluationOf({ pathways: [pathwayResult('prrt', 'criteria-met')] });
  const [card] = makeCards(evaluation, knowledge, patientViewService, cardOptions());
  expect(card?.detail).toContain('Source: Review &lt;b>of&lt;/b> \\[2016\\]\\(x).');
});
