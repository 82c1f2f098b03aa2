import { evaluationToJson } from '../../../src/explain/to-json.js';
import { parsePossible } from '../../../src/facts/given-facts.js';
import { appKnowledge } from '../../../src/smart-app/app-knowledge.js';
import type { Evaluation } from '../../../app/src/evaluation/evaluation.js';
import { createVocabulary } from '../../../app/src/evaluation/vocabulary.js';
import { withAssumption } from '../../../app/src/what-if/assumptions.js';
import { isDoubtful, questionsFor } from '../../../app/src/what-if/questions.js';
import { sliderStops, stopOf } from '../../../app/src/what-if/slider-stops.js';
import { statusChanges } from '../../../app/src/what-if/status-changes.js';
import { knowledge } from '../../support/knowledge.js';
import { evaluationOf, patients } from '../../support/sandbox-charts.js';

const words = appKnowledge(knowledge);
const vocabulary = createVocabulary(words);

function shownOf(patient: string): Evaluation {
  return evaluationToJson(evaluationOf(patient), knowledge) as unknown as Evaluation;
}

test.each([
  [
    { limits: [3, 20], minimum: 0, maximum: 100, unit: '%' },
    ['below 3 %', '3 %', 'above 3 to below 20 %', '20 %', 'above 20 %'],
  ],
  [{ limits: [0, 5], minimum: 0, unit: '%' }, ['0 %', 'above 0 to below 5 %', '5 %', 'above 5 %']],
  [
    { limits: [3, 4], minimum: 0, maximum: 4, unit: '1' },
    ['below 3', '3', 'above 3 to below 4', '4'],
  ],
  [{ limits: [] }, []],
])('a slider for %j stands on each limit and once between', (fact, texts) => {
  expect(sliderStops(fact).map(({ text }) => text)).toEqual(texts);
});

const numbers = words.facts.filter(({ kind, limits }) => kind === 'interval' && limits.length > 0);

test.each(numbers.map((fact) => [fact.id, fact] as const))(
  'every stop of %s is told apart by its value, ascending, and is a value the service takes',
  (id, fact) => {
    const stops = sliderStops(fact);
    const values = stops.map(({ value }) => value);

    expect(values).toEqual([...new Set(values)].toSorted((a, b) => a - b));
    expect(values.map((value) => stopOf(stops, fact.limits, value))).toEqual([...values.keys()]);
    const definition = knowledge.factById.get(id);
    const taken = values.map((value) => definition && parsePossible(definition, value));
    expect(taken).not.toContain(undefined);
  },
);

describe('The questions', () => {
  test.each(patients.map(({ id }) => id))('for %s are roots, each once', (patient) => {
    const record = shownOf(patient);

    const { open, others } = questionsFor(record, vocabulary);

    const all = [...open, ...others];
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((id) => vocabulary.fact(id)?.root !== true)).toEqual([]);
  });

  test('begin with what decides most', () => {
    const elm = shownOf('elm');
    const decisive = elm.decisive.map(({ fact }) => fact);

    expect(questionsFor(elm, vocabulary).open.slice(0, decisive.length)).toEqual(decisive);
    expect(decisive.length).toBeGreaterThan(1);
  });
});

test.each([
  [undefined, true],
  [{ status: 'unknown', kind: 'one-of', evidence: [] }, true],
  [
    { status: 'known', kind: 'one-of', values: ['yes'], strength: 'documented', evidence: [] },
    false,
  ],
  [{ status: 'known', kind: 'one-of', values: ['yes'], strength: 'presumed', evidence: [] }, true],
  [{ status: 'known', kind: 'one-of', values: ['G1', 'G2'], evidence: [] }, true],
  [
    { status: 'known', kind: 'one-of', values: ['G1', 'G3'], reason: 'conflicting', evidence: [] },
    true,
  ],
  [{ status: 'known', kind: 'interval', interval: { high: 5 }, evidence: [] }, true],
  [{ status: 'known', kind: 'interval', interval: { low: 5, high: 5 }, evidence: [] }, false],
] as const)('the fact %j is in doubt: %s', (fact, expected) => {
  expect(isDoubtful(fact)).toBe(expected);
});

test('an assumption replaces the one before and can be taken back', () => {
  const one = withAssumption({}, 'ki67Percent', 2);
  const other = withAssumption(one, 'ki67Percent', 30);

  expect(other).toEqual({ ki67Percent: 30 });
  expect(withAssumption(other, 'ki67Percent', undefined)).toEqual({});
  expect(one).toEqual({ ki67Percent: 2 });
});

test('a change of status is told with what it was', () => {
  const elm = shownOf('elm');
  const prrt = elm.pathways['prrt'];
  const assumed = {
    ...elm,
    pathways: { ...elm.pathways, prrt: { ...prrt, status: 'criteria-met' } },
  };

  expect(statusChanges(elm, assumed as Evaluation)).toEqual([
    { pathway: 'prrt', was: 'needs-data', now: 'criteria-met' },
  ]);
  expect(statusChanges(elm, elm)).toEqual([]);
});
