import { evaluationToText } from '../../src/explain/index.js';
import {
  criterion,
  evaluationOf,
  evidence,
  fact,
  intervals,
  oneOf,
  pathwayResult,
  unknownFact,
  type EvaluationParts,
} from '../support/evaluation-builder.js';
import { knowledgeOf } from '../support/knowledge-builder.js';

const textOf = (parts: EvaluationParts, color = false): string =>
  evaluationToText(evaluationOf(parts), knowledgeOf(), { color });

const below5 = { op: 'test', fact: 'ki67Percent', text: 'below 5 %', result: 'met' } as const;
const parts: EvaluationParts = {
  queries: { 'observations-1': 'error', procedures: 'absent', conditions: 'data' },
  statements: [{ id: 'lung', text: 'Primary in the lung.' }],
  facts: [
    fact('ki67Percent', intervals({ low: 3, high: 3 }), {
      evidence: [evidence({ display: 'Ki-67', value: '3 %' })],
    }),
    fact('portalVeinThrombosis', oneOf('no'), {
      strength: 'presumed',
      rule: 'no thrombosis recorded',
      evidence: [],
    }),
    unknownFact('somatostatinReceptorStatus', 'stale', {
      evidence: [evidence({ value: 'positive', date: '2023-01-01', notUsed: 'stale' })],
    }),
    unknownFact('liverResectability', 'no-data'),
    unknownFact('bulkSymptoms', 'no-data'),
  ],
  pathways: [
    pathwayResult('prrt', 'needs-data', {
      missing: ['somatostatinReceptorStatus'],
      presumptions: ['portalVeinThrombosis'],
      criteria: [
        criterion('low-grade', 'inclusion', 'met', { tree: below5 }),
        criterion('sstr-positive', 'inclusion', 'unknown', {
          reason: 'stale',
          tree: {
            op: 'any',
            of: [{ ...below5, result: 'not-met' }],
            result: 'unknown',
          },
        }),
      ],
    }),
    pathwayResult('sirt', 'excluded', {
      criteria: [criterion('poorly-differentiated', 'exclusion', 'met')],
    }),
    pathwayResult('everolimus', 'criteria-not-met', {
      criteria: [criterion('progressive-disease', 'inclusion', 'not-met')],
    }),
  ],
  decisive: [
    {
      fact: 'somatostatinReceptorStatus',
      settles: ['prrt'],
      couldChange: ['prrt', 'somatostatin-analogue'],
    },
  ],
  conflicts: [{ facts: ['grade', 'ki67Percent'], text: 'They differ.', evidence: [evidence()] }],
};
const text = textOf(parts);

const lines: readonly (readonly [string, string])[] = [
  ['the edition and its age', 'Review of about 2016. These criteria date from about 2016; check'],
  ['the scope', 'In scope: a neuroendocrine tumour with liver metastases is on the record.'],
  ['statements that hold', '  ! Primary in the lung.'],
  ['a failed query', '  observations-1: could not be read'],
  ['a query not supplied', '  procedures: not supplied'],
  ['a known fact', '  Ki-67 index: 3 % (documented)'],
  ['its evidence', '      2026-10-01, Observation/obs-1, Ki-67, value 3 %'],
  [
    'a presumption with its rule',
    'Portal vein thrombosis: no (presumed; by no thrombosis recorded)',
  ],
  ['a stale fact', 'Somatostatin receptor status on imaging: unknown (recorded too long ago)'],
  ['the stale record', '2023-01-01, Observation/obs-1, value positive, [not used: stale]'],
  ['facts without any record', '  Unknown, nothing recorded: Liver resectability, Bulk symptoms'],
  ['a conflict', '  Grade, Ki-67 index: They differ.'],
  [
    'decisive data',
    '  Somatostatin receptor status on imaging would settle PRRT; could change Somatostatin analogue',
  ],
  ['a pathway with its status', 'PRRT (prrt): needs data'],
  ['what is missing', '  Missing: Somatostatin receptor status on imaging.'],
  ['what is presumed', '  Presumed, not recorded: Portal vein thrombosis.'],
  ['a met criterion', '  ✓ required: low grade'],
  ['its test', '      ✓ Ki-67 index below 5 %'],
  ['an open criterion', '  ? required: sstr positive (recorded too long ago)'],
  ['the operator of a tree', '      ? any of\n        ✗ Ki-67 index below 5 %'],
  ['why a pathway is excluded', '  Excluded by: poorly differentiated.'],
  ['why a pathway is not met', '  Not met: progressive disease.'],
  ['who decides', 'This informs only; the multidisciplinary team decides.'],
];

test.each(lines)('the text shows %s', (_, line) => {
  expect(text).toContain(line);
});

test('no line is longer than 100 columns', () => {
  const long = textOf({
    ...parts,
    statements: [{ id: 'long', text: 'word '.repeat(80) }],
    facts: [
      fact('bulkSymptoms', oneOf('yes'), { evidence: [evidence({ value: 'x y '.repeat(90) })] }),
    ],
  });
  expect(long.split('\n').filter((line) => line.length > 100)).toEqual([]);
});

test('out of scope says so with the reasons', () => {
  const out = textOf({
    inScope: false,
    scopeReasons: [{ code: 'no-net', text: 'No neuroendocrine tumour is on the record.' }],
  });
  expect(out).toContain('Out of scope: the service says nothing about this patient.');
  expect(out).toContain('  - No neuroendocrine tumour is on the record.');
});

test('colours are used only when asked for', () => {
  expect(text).not.toContain('\u001b');
  expect(textOf(parts, true)).toContain('\u001b[32m✓\u001b[0m required: low grade');
});

test('chart text cannot send control sequences to the terminal', () => {
  const hostile = textOf({
    facts: [
      fact('bulkSymptoms', oneOf('yes'), {
        evidence: [evidence({ value: '\u001b[2J\u001b]0;owned\u0007' })],
      }),
    ],
  });
  expect(hostile.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
});

test('further records are counted', () => {
  const many = textOf({
    facts: [
      fact('bulkSymptoms', oneOf('yes'), { evidence: Array.from({ length: 5 }, () => evidence()) }),
    ],
  });
  expect(many).toContain('      and 2 more');
});
