import { makeCards } from '../../src/cards/index.js';
import { composeDetail } from '../../src/cards/detail.js';
import { fitSummary, inSentence } from '../../src/cards/summary.js';
import type { Card } from '../../src/model/cds-hooks.js';
import type { PathwayStatus } from '../../src/model/evaluation.js';
import {
  cardOptions,
  criterion,
  evaluationOf,
  evidence,
  fact,
  intervals,
  member,
  members,
  pathwayResult,
  type EvaluationParts,
} from '../support/evaluation-builder.js';
import { knowledgeOf, patientViewService } from '../support/knowledge-builder.js';

const longId = 'f'.repeat(36);
const treatmentIds = patientViewService.pathways.filter((id) => id !== 'mdt-review');

/** Everything at once: all pathways in one status, long ids, ten facts, all of them decisive, failed queries. */
function fullEvaluation(status: PathwayStatus): EvaluationParts {
  const ids = [...knowledgeOf().factById.keys()];
  const facts = ids.map((id) =>
    fact(id, intervals({ low: 3, high: 3 }), {
      evidence: [evidence({ reference: `Observation/${longId}` })],
    }),
  );
  const pathways = treatmentIds.map((id) =>
    pathwayResult(id, status, {
      missing: ids,
      presumptions: ids,
      criteria: [
        criterion('a-criterion-with-a-long-name-that-excludes', 'exclusion', 'met', { facts: ids }),
        criterion('another-criterion-that-is-required', 'inclusion', 'met', { facts: ids }),
      ],
    }),
  );
  const treated = treatmentIds.map((id) => member(id, 'active'));
  return {
    facts: [...facts, fact('currentTreatments', members(...treated))],
    pathways: [...pathways, pathwayResult('mdt-review', 'criteria-met')],
    decisive: ids.map((id) => ({ fact: id, settles: treatmentIds, couldChange: treatmentIds })),
    conflicts: ids.map((id) => ({ facts: [id], text: 'x'.repeat(500), evidence: [evidence()] })),
    statements: [{ id: 'lung', text: 'Primary in the lung: written for other primaries.' }],
    queries: Object.fromEntries(ids.map((id) => [`observations-${id}`, 'error' as const])),
  };
}

function cardsFor(parts: EvaluationParts): readonly Card[] {
  return makeCards(evaluationOf(parts), knowledgeOf(), patientViewService, cardOptions());
}

const statuses: readonly PathwayStatus[] = [
  'criteria-met',
  'needs-data',
  'criteria-not-met',
  'excluded',
];

describe.each(statuses)('with 17 pathways that are %s', (status) => {
  const cards = cardsFor(fullEvaluation(status));

  test('every summary is under 140 characters and every detail at most 1,200', () => {
    expect(cards.length).toBeGreaterThan(0);
    for (const card of cards) {
      expect(card.summary.length).toBeLessThan(140);
      expect(card.detail.length).toBeLessThanOrEqual(1200);
    }
  });

  test('at most five pathways are named in a detail', () => {
    const titles = treatmentIds.map((id) => pathwayResult(id, status).definition.shortTitle);
    for (const card of cards) {
      const named = titles.filter((title) =>
        new RegExp(`(^|[- (,])(${title}|${inSentence(title)})[ ;:,()]`, 'mu').test(card.detail),
      );
      expect(named.length).toBeLessThanOrEqual(5);
    }
  });

  test('what is left out is counted with a link, and the closing sentences stay', () => {
    for (const card of cards) {
      expect(card.detail).toMatch(/Not listed here: .+\. \[Published criteria .+\]\(https:.+\)$/u);
      expect(card.detail).toContain('the multidisciplinary team decides');
      expect(card.detail).toContain('Source: Review of about 2016. These criteria date from');
      expect(card.detail).toContain('Primary in the lung: written for other primaries.');
      expect(card.detail).toContain('Could not be read: ');
    }
  });
});

test('lines are dropped whole, the least important group first', () => {
  const plan = {
    groups: [
      {
        heading: 'First',
        lines: ['one', 'two'],
        dropOrder: 2,
        count: (n: number) => `first: ${String(n)}`,
      },
      {
        heading: 'Second',
        lines: ['three', 'four'],
        dropOrder: 3,
        count: (n: number) => `second: ${String(n)}`,
      },
      { lines: ['Always.'], dropOrder: 0 },
    ],
    notListed: (counts: string) => `More: ${counts}.`,
  };
  expect(composeDetail(plan, 50)).toEqual({
    text: '**First**\n\n- one\n- two\n\nAlways.\n\nMore: second: 2.',
    dropped: 2,
  });
  expect(composeDetail(plan, 1)).toEqual({
    text: 'Always.\n\nMore: first: 2, second: 2.',
    dropped: 4,
  });
});

test('groups that name alike what they leave out are counted together', () => {
  const count = (omitted: number): string => `gaps: ${omitted}`;
  const groups = [
    { lines: ['one', 'two'], dropOrder: 1, count },
    { lines: ['three'], dropOrder: 2, count, unlisted: 4 },
  ];
  const notListed = (counts: string): string => `Not listed: ${counts}.`;
  expect(composeDetail({ groups, notListed }, 1).text).toBe('Not listed: gaps: 7.');
});

const summaries: readonly (readonly [string, readonly string[], string])[] = [
  ['the fullest wording that fits is taken', ['a'.repeat(140), 'short'], 'short'],
  ['139 characters fit', ['a'.repeat(139), 'short'], 'a'.repeat(139)],
  [
    'where none fits the last is cut at a word',
    ['word '.repeat(40)],
    `${'word '.repeat(27).trim()}…`,
  ],
];

test.each(summaries)('of the wordings of a summary %s', (_, wordings, expected) => {
  expect(fitSummary(wordings)).toBe(expected);
});

const unread: readonly (readonly [string, EvaluationParts['queries'], string | RegExp])[] = [
  ['failed', { 'observations-1': 'error' }, 'Could not be read: observations-1. '],
  ['not supplied', { procedures: 'absent' }, 'Could not be read: procedures. '],
  ['read in part', { 'observations-2': 'partial' }, 'Read only in part: observations-2. '],
  [
    'numerous',
    Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8].map((n) => [`q${String(n)}`, 'error' as const])),
    'Could not be read: q1, q2, q3, q4, q5, q6 and 2 more. ',
  ],
].map((row) => row as [string, EvaluationParts['queries'], string]);

test.each(unread)('queries that are %s are named on the card', (_, queries, words) => {
  const [card] = cardsFor({
    pathways: [pathwayResult('prrt', 'criteria-met')],
    ...(queries && { queries }),
  });
  expect(card?.detail).toContain(words);
});

test.each(['data', 'empty', 'null'] as const)('a query answered as %s is not named', (state) => {
  const [card] = cardsFor({
    pathways: [pathwayResult('prrt', 'criteria-met')],
    queries: { 'observations-1': state },
  });
  expect(card?.detail).not.toContain('observations-1');
});

test('a required query that is absent is not the concern of a card', () => {
  const knowledge = knowledgeOf({
    queryPlan: [
      {
        key: 'conditions',
        resourceType: 'Condition',
        path: 'Condition',
        required: true,
        scope: true,
      },
    ],
  });
  const evaluation = evaluationOf({
    pathways: [pathwayResult('prrt', 'criteria-met')],
    queries: { conditions: 'absent' },
  });
  const [card] = makeCards(evaluation, knowledge, patientViewService, cardOptions());
  expect(card?.detail).not.toContain('conditions');
});
