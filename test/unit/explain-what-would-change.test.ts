import { evaluationToText } from '../../src/explain/index.js';
import type { PathwayResult, TreeResult } from '../../src/model/evaluation.js';
import type { Fact } from '../../src/model/values.js';
import {
  criterion,
  evaluationOf,
  fact,
  intervals,
  member,
  members,
  oneOf,
  pathwayResult,
  unknownFact,
  type EvaluationParts,
} from '../support/evaluation-builder.js';
import { knowledgeOf, pathwayDefinition } from '../support/knowledge-builder.js';

type Result = TreeResult['result'];

function leaf(id: string, text: string, result: Result, reason?: TreeResult['reason']): TreeResult {
  return { op: 'test', fact: id, text, result, ...(reason !== undefined && { reason }) };
}

const age = fact('age', intervals({ low: 58, high: 58 }));
const below55 = leaf('age', 'Age below 55 years', 'not-met');

function textOf(parts: EvaluationParts): string {
  return evaluationToText(evaluationOf(parts), knowledgeOf(), { color: false });
}

/** The paragraph of one pathway on one line. */
function paragraph(pathway: PathwayResult, facts: readonly Fact[], more: EvaluationParts = {}) {
  const text = textOf({ ...more, facts, pathways: [pathway] });
  const found = text.split('\n\n').find((block) => block.includes(`(${pathway.id}): `));
  return (found ?? '').replace(/\s+/gu, ' ');
}

function notMet(tree: TreeResult): PathwayResult {
  return pathwayResult('prrt', 'criteria-not-met', {
    criteria: [criterion('young-enough', 'inclusion', tree.result, { tree })],
  });
}

const unmet: readonly (readonly [string, TreeResult, readonly Fact[], string])[] = [
  [
    'a number with the published limit',
    below55,
    [age],
    'Age: 58 years; published limit below 55 years.',
  ],
  [
    'a value with the one asked for',
    leaf('grade', 'Grade is G1', 'not-met'),
    [fact('grade', oneOf('G3'))],
    'Grade: G3; asked for G1.',
  ],
  [
    'a value that must not be',
    {
      op: 'not',
      result: 'not-met',
      of: [leaf('priorTherapies', 'Therapies so far includes octreotide', 'met')],
    },
    [fact('priorTherapies', members(member('octreotide', 'past')))],
    'Therapies so far: octreotide (past); asked for not includes octreotide.',
  ],
  [
    'only the part of an all that fails',
    { op: 'all', result: 'not-met', of: [leaf('grade', 'Grade is G1', 'met'), below55] },
    [age, fact('grade', oneOf('G1'))],
    'Not met: young enough. Age: 58 years; published limit below 55 years. ✗',
  ],
  [
    'every part of an any',
    {
      op: 'any',
      result: 'not-met',
      of: [leaf('grade', 'Grade is G1', 'not-met'), below55],
    },
    [age, fact('grade', oneOf('G3'))],
    'Grade: G3; asked for G1. Age: 58 years; published limit below 55 years.',
  ],
];

test.each(unmet)('a criterion that is not met names %s', (_, tree, facts, words) => {
  expect(paragraph(notMet(tree), facts)).toContain(words);
});

const openTree = leaf('grade', 'Grade is G1', 'unknown', 'no-data');
const open = pathwayResult('prrt', 'needs-data', {
  missing: ['grade'],
  criteria: [criterion('low-grade', 'inclusion', 'unknown', { tree: openTree })],
});

const stillOpen: readonly (readonly [string, PathwayResult, readonly Fact[], string])[] = [
  [
    'what is not recorded',
    open,
    [unknownFact('grade', 'no-data')],
    'Open: low grade. Grade: nothing recorded; asked for G1.',
  ],
  [
    'a value that does not decide',
    pathwayResult('prrt', 'needs-data', {
      criteria: [
        criterion('low-grade', 'inclusion', 'unknown', {
          tree: leaf('grade', 'Grade is G1', 'unknown', 'undecided-value'),
        }),
      ],
    }),
    [fact('grade', oneOf('G1', 'G2'))],
    'Grade: G1 or G2 (the recorded value does not decide); asked for G1.',
  ],
  [
    'a presumption that is not enough',
    open,
    [fact('grade', oneOf('G1'), { strength: 'presumed', presumptions: ['grade'], evidence: [] })],
    'Grade: G1, but only presumed from a report whose text is unread; asked for G1.',
  ],
  [
    'an exclusion as such',
    pathwayResult('prrt', 'needs-data', {
      criteria: [criterion('high-grade', 'exclusion', 'unknown', { tree: openTree })],
    }),
    [unknownFact('grade', 'no-data')],
    'Open, would exclude: high grade. Grade: nothing recorded; excludes if G1.',
  ],
];

test.each(stillOpen)('a pathway that needs data names %s', (_, pathway, facts, words) => {
  expect(paragraph(pathway, facts)).toContain(words);
});

const decisive = [
  { fact: 'ki67Percent', settles: ['prrt'], couldChange: ['prrt'] },
  { fact: 'liverResectability', settles: ['sirt'], couldChange: ['sirt', 'prrt'] },
  { fact: 'bulkSymptoms', settles: [], couldChange: ['sirt'] },
];

test('a pathway that needs data names what would settle and what could change it', () => {
  const words = paragraph(open, [], { decisive });

  expect(words).toContain('- Would settle it, alone: Ki-67 index.');
  expect(words).toContain('- Could change it, alone: Liver resectability.');
  expect(words).not.toContain('Bulk symptoms');
});

test('a pathway that no single value decides says so', () => {
  expect(paragraph(open, [])).toContain('- No single value would decide it: several are missing.');
});

test.each(['criteria-met', 'excluded'] as const)(
  'a pathway with status %s has no such section',
  (status) => {
    const pathway = pathwayResult('prrt', status, {
      criteria: [criterion('low-grade', 'inclusion', 'met', { tree: below55 })],
    });
    expect(paragraph(pathway, [age], { decisive })).not.toContain('What would change it');
  },
);

const view = pathwayDefinition('downstaging', { view: { anyOf: ['prrt', 'sirt'] } });

test.each([
  ['criteria-not-met', [], 'those of no member are; members not excluded: none.'],
  ['needs-data', ['prrt'], 'some of its members need data; members not excluded: prrt.'],
] as const)('a view with status %s points to its members', (status, left, words) => {
  const pathway = pathwayResult('downstaging', status, { definition: view, members: left });
  expect(paragraph(pathway, [])).toContain(`Its own criteria are met, but ${words}`);
});

test('a view whose own criteria are not met does not point to its members', () => {
  const pathway = pathwayResult('downstaging', 'criteria-not-met', {
    definition: view,
    members: ['prrt'],
    criteria: [criterion('young-enough', 'inclusion', 'not-met', { tree: below55 })],
  });
  expect(paragraph(pathway, [age])).not.toContain('Its own criteria are met');
});

const arm = {
  id: 'arm',
  label: 'trial of the young',
  when: { fact: 'age', below: 55 },
  source: { section: 'Test' },
} as const;

test.each([
  [
    'not-met',
    below55,
    '✗ setting: trial of the young - Age: 58 years; published limit below 55 years',
  ],
  ['met', leaf('age', 'Age below 55 years', 'met'), '✓ setting: trial of the young'],
  [
    'unknown',
    leaf('grade', 'Grade is G1', 'unknown', 'stale'),
    '? setting: trial of the young - Grade: recorded too long ago; asked for G1',
  ],
] as const)('an arm with result %s is marked and says why', (result, tree, words) => {
  const arms = [{ id: 'arm', definition: arm, result, tree }];
  const words2 = paragraph(pathwayResult('prrt', 'criteria-met', { arms }), [age]);
  expect(words2.endsWith(words)).toBe(true);
});

test('a tree shows the value beside the test, and the label of the fact once', () => {
  expect(paragraph(notMet(below55), [age])).toContain('✗ Age below 55 years [58 years]');
});

test('a value that the test names is not repeated', () => {
  const met = leaf('grade', 'Grade is G1', 'met');
  const words = paragraph(notMet(met), [fact('grade', oneOf('G1'))]);
  expect(words.endsWith('✓ Grade is G1')).toBe(true);
});

test('assumptions are named at the top, and their values are not called documented', () => {
  const possible = intervals({ low: 2, high: 2 });
  const assumed = fact('ki67Percent', possible, { rule: 'assumed', evidence: [] });
  const text = evaluationToText(evaluationOf({ facts: [assumed] }), knowledgeOf(), {
    color: false,
    assumptions: [{ fact: 'ki67Percent', possible }],
  });

  expect(text.split('\n\n')[1]).toBe('assumed: Ki-67 index 2 %');
  expect(text).toContain('  Ki-67 index: 2 % (assumed)');
});

test('no line of the section is longer than 100 columns', () => {
  const pathway = notMet(leaf('age', `Age ${'below 55 years or '.repeat(20)}`, 'not-met'));
  const long = textOf({ facts: [age], pathways: [pathway] });
  expect(long.split('\n').filter((line) => Array.from(line).length > 100)).toEqual([]);
});
