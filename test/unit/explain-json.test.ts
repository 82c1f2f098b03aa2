import { evaluationToJson } from '../../src/explain/index.js';
import type { Fact } from '../../src/model/values.js';
import {
  evaluationOf,
  evidence,
  fact,
  intervals,
  member,
  members,
  oneOf,
  pathwayResult,
  unknownFact,
  type EvaluationParts,
} from '../support/evaluation-builder.js';
import { knowledgeOf } from '../support/knowledge-builder.js';

const toJson = (parts: EvaluationParts): Record<string, unknown> =>
  evaluationToJson(evaluationOf(parts), knowledgeOf());

const factJson = (given: Fact): unknown =>
  (toJson({ facts: [given] })['facts'] as Record<string, unknown>)[given.id];

test('the head of the object is that of the public interface', () => {
  const json = toJson({ queries: { 'observations-1': 'partial' } });
  expect(Object.keys(json)).toEqual([
    'evaluatedAt',
    'software',
    'knowledge',
    'queries',
    'inScope',
    'scopeReasons',
    'facts',
    'pathways',
    'decisive',
    'conflicts',
  ]);
  expect(json).toMatchObject({
    evaluatedAt: '2026-11-23T10:00:00Z',
    software: 'nelm-cds 0.1.0',
    knowledge: { edition: 'review-2016', version: '1.0.0', hash: 'abcdef0123456789', site: null },
    queries: { 'observations-1': 'partial' },
    inScope: true,
    scopeReasons: [],
  });
});

test('a documented number has interval, unit, strength and its evidence', () => {
  const record = evidence({
    system: 'http://loinc.org',
    code: '29593-1',
    value: '3 %',
    reference: 'Observation/k',
  });
  const given = fact('ki67Percent', intervals({ low: 3, high: 3 }), { evidence: [record] });
  expect(factJson(given)).toEqual({
    status: 'known',
    kind: 'interval',
    interval: { low: 3, lowInclusive: true, high: 3, highInclusive: true },
    unit: '%',
    strength: 'documented',
    evidence: [
      {
        reference: 'Observation/k',
        system: 'http://loinc.org',
        code: '29593-1',
        value: '3 %',
        date: '2026-10-01',
      },
    ],
  });
});

const intervalRows: readonly (readonly [string, Fact['possible'], object])[] = [
  [
    'a comparator gives an exclusive end',
    intervals({ low: 0, high: 5, highOpen: true }),
    { interval: { low: 0, lowInclusive: true, high: 5, highInclusive: false } },
  ],
  [
    'an open end is omitted',
    intervals({ low: 6, high: Infinity, lowOpen: true }),
    { interval: { low: 6, lowInclusive: false } },
  ],
  [
    'both ends open leave an empty interval',
    intervals({ low: -Infinity, high: Infinity }),
    { interval: {} },
  ],
  [
    'several intervals are listed beside their hull',
    intervals({ low: 1, high: 2 }, { low: 30, high: 40, highOpen: true }),
    {
      interval: { low: 1, lowInclusive: true, high: 40, highInclusive: false },
      intervals: [
        { low: 1, lowInclusive: true, high: 2, highInclusive: true },
        { low: 30, lowInclusive: true, high: 40, highInclusive: false },
      ],
    },
  ],
];

test.each(intervalRows)('%s', (_, possible, expected) => {
  const {
    kind,
    interval,
    intervals: several,
  } = factJson(fact('ki67Percent', possible)) as Record<string, unknown>;
  expect(kind).toBe('interval');
  expect({ interval, ...(several !== undefined && { intervals: several }) }).toEqual(expected);
});

test('a derived value names its rule', () => {
  const given = fact('grade', oneOf('G1', 'G2'), {
    strength: 'derived',
    rule: 'grade-from-ki67',
    evidence: [],
  });
  expect(factJson(given)).toEqual({
    status: 'known',
    kind: 'one-of',
    values: ['G1', 'G2'],
    strength: 'derived',
    rule: 'grade-from-ki67',
    evidence: [],
  });
});

test('a set lists its members with status, date and records', () => {
  const day = { earliest: '2026-01-01', latest: '2026-01-31', text: '2026-01' };
  const given = fact(
    'priorTherapies',
    members(member('octreotide', 'active', { date: day, evidence: [] })),
    { evidence: [] },
  );
  expect(factJson(given)).toEqual({
    status: 'known',
    kind: 'set',
    members: [{ id: 'octreotide', status: 'active', date: '2026-01', evidence: [] }],
    strength: 'documented',
    evidence: [],
  });
});

const day = { earliest: '2026-08-03', latest: '2026-08-03', text: '2026-08-03' };
const dateRows: readonly (readonly [string, Fact['possible'], object])[] = [
  [
    'a date is shown as recorded with its age',
    { kind: 'date', monthsAgo: { low: 3, high: 4 }, date: day },
    {
      kind: 'date',
      date: '2026-08-03',
      monthsAgo: { low: 3, lowInclusive: true, high: 4, highInclusive: true },
    },
  ],
  [
    'what never happened has no date',
    { kind: 'date', monthsAgo: { low: Infinity, high: Infinity } },
    { kind: 'date', never: true },
  ],
];

test.each(dateRows)('%s', (_, possible, expected) => {
  expect(factJson(fact('mdtReview', possible, { evidence: [] }))).toEqual({
    status: 'known',
    ...expected,
    strength: 'documented',
    evidence: [],
  });
});

test('an unknown fact gives its reason and the record that was not used', () => {
  const old = evidence({ value: 'positive', notUsed: 'stale' });
  const given = unknownFact('somatostatinReceptorStatus', 'stale', { evidence: [old] });
  expect(factJson(given)).toMatchObject({
    status: 'unknown',
    reason: 'stale',
    evidence: [{ reference: 'Observation/obs-1', value: 'positive', notUsed: 'stale' }],
  });
});

test('decisive data and conflicts are listed', () => {
  const conflict = {
    facts: ['grade', 'ki67Percent'],
    text: 'They differ.',
    evidence: [evidence()],
  };
  const datum = { fact: 'age', settles: ['prrt'], couldChange: ['prrt', 'sirt'] };
  expect(toJson({ decisive: [datum], conflicts: [conflict] })).toMatchObject({
    decisive: [datum],
    conflicts: [
      { ...conflict, evidence: [{ reference: 'Observation/obs-1', date: '2026-10-01' }] },
    ],
  });
});

test('the object survives JSON unchanged', () => {
  const json = toJson({
    facts: [fact('ki67Percent', intervals({ low: 3, high: Infinity }))],
    pathways: [pathwayResult('prrt', 'criteria-met')],
  });
  expect(JSON.parse(JSON.stringify(json))).toEqual(json);
});
