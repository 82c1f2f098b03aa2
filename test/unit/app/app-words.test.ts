import { factValueText } from '../../../src/cards/value-text.js';
import { evaluationToJson } from '../../../src/explain/to-json.js';
import { reasonWords } from '../../../src/explain/reason-words.js';
import { appKnowledge } from '../../../src/smart-app/app-knowledge.js';
import type { Evaluation } from '../../../app/src/evaluation/evaluation.js';
import {
  countParts,
  filterGroups,
  filterHash,
  readFilter,
} from '../../../app/src/evaluation/matrix-filter.js';
import { pathwaysByGroup } from '../../../app/src/evaluation/pathway-view.js';
import {
  criterionState,
  reasonWords as appReasonWords,
} from '../../../app/src/evaluation/state-words.js';
import { boundsText, valueText } from '../../../app/src/evaluation/value-text.js';
import { createVocabulary } from '../../../app/src/evaluation/vocabulary.js';
import { recordLines } from '../../../app/src/chart/record-lines.js';
import { patientBanner } from '../../../app/src/chart/patient-banner.js';
import { decidingInputs } from '../../../app/src/print/deciding-inputs.js';
import { knowledge } from '../../support/knowledge.js';
import { evaluationOf, patients } from '../../support/sandbox-charts.js';

const vocabulary = createVocabulary(appKnowledge(knowledge));

function shownOf(patient: string): Evaluation {
  return evaluationToJson(evaluationOf(patient), knowledge) as unknown as Evaluation;
}

test.each(patients.map(({ id }) => id))(
  'the app tells the facts of %s in the words of the cards',
  (id) => {
    const evaluation = evaluationOf(id);
    const shown = shownOf(id);

    const told = Object.entries(shown.facts).map(([factId, fact]) => [
      factId,
      valueText(fact, vocabulary.fact(factId)),
    ]);
    const expected = [...evaluation.facts].map(([factId, fact]) => [
      factId,
      factValueText(fact, knowledge.factById.get(factId)),
    ]);
    expect(told).toEqual(expected);
  },
);

test('reasons are told as explain tells them', () => {
  expect(appReasonWords).toEqual(reasonWords);
});

test.each([
  [{ low: 3, high: 3 }, '3 %'],
  [{ high: 5, highInclusive: false }, 'below 5 %'],
  [{ low: 20 }, 'at least 20 %'],
  [{ low: 3, lowInclusive: false, high: 20 }, 'above 3 to 20 %'],
  [{ low: 0, high: 100 }, 'any value'],
  [{}, 'any value'],
])('the interval %j is "%s"', (bounds, text) => {
  expect(boundsText(bounds, { fact: { minimum: 0, maximum: 100 }, unit: '%' })).toBe(text);
});

test.each([
  ['inclusion', 'met', 'good', 'Met'],
  ['inclusion', 'not-met', 'bad', 'Not met'],
  ['inclusion', 'unknown', 'open', 'Not known'],
  ['exclusion', 'met', 'bad', 'Applies'],
  ['exclusion', 'not-met', 'good', 'Does not apply'],
  ['exclusion', 'unknown', 'open', 'Not known'],
  ['attestation', 'not-met', 'bad', 'Recorded otherwise, excludes'],
  ['attestation', 'unknown', 'open', 'For the clinician to confirm'],
  ['caution', 'met', 'warn', 'Applies'],
  ['unfavourable', 'met', 'warn', 'Applies'],
  ['favourable', 'met', 'good', 'Applies'],
  ['favourable', 'not-met', 'neutral', 'Does not apply'],
] as const)('a criterion of role %s that is %s is marked %s: %s', (role, result, mark, words) => {
  expect(criterionState(role, result)).toEqual({ mark, words });
});

describe('The matrix', () => {
  const maple = shownOf('maple');
  const groups = pathwaysByGroup(maple, maple, vocabulary);

  test('has every pathway of the evaluation once, by group', () => {
    const ids = groups.flatMap(({ pathways }) => pathways.map(({ id }) => id));

    expect(ids.toSorted()).toEqual(Object.keys(maple.pathways).toSorted());
  });

  test('says what excludes a pathway', () => {
    const resection = groups
      .flatMap(({ pathways }) => pathways)
      .find(({ id }) => id === 'curative-resection');

    expect(resection?.status).toBe('excluded');
    expect(resection?.why[0]).toBe('Excluded by: right heart insufficiency');
  });

  test.each(['met', 'missing', 'not-met', 'excluded', 'all'] as const)(
    'filtered by "%s" shows as many pathways as it counts',
    (show) => {
      const shown = filterGroups(groups, { show, find: '' }, vocabulary.factLabel);

      expect(shown.flatMap(({ pathways }) => pathways)).toHaveLength(countParts(groups)[show]);
    },
  );

  test('filtered by what is excluded shows only the criteria that exclude', () => {
    const shown = filterGroups(groups, { show: 'excluded', find: '' }, vocabulary.factLabel);
    const states = shown.flatMap(({ pathways }) =>
      pathways.flatMap(({ criteria }) => criteria.map(({ state }) => state.mark)),
    );

    expect(new Set(states)).toEqual(new Set(['bad']));
  });

  test('is searched by pathway, criterion and fact', () => {
    const find = (text: string) =>
      filterGroups(groups, { show: 'all', find: text }, vocabulary.factLabel)
        .flatMap(({ pathways }) => pathways)
        .map(({ id }) => id);

    expect(find('prrt')).toContain('prrt');
    expect(find('KI-67')).toContain('liver-transplantation');
    expect(find('no such word')).toEqual([]);
  });

  test('marks what assumptions have changed', () => {
    const assumed: Evaluation = {
      ...maple,
      pathways: { ...maple.pathways, prrt: { ...required(maple, 'prrt'), status: 'excluded' } },
    };

    const changed = pathwaysByGroup(assumed, maple, vocabulary)
      .flatMap(({ pathways }) => pathways)
      .filter(({ was }) => was !== undefined);

    expect(changed.map(({ id }) => id)).toEqual(['prrt']);
  });

  test('in print names the inputs that decide, with their dates, and says what is only presumed', () => {
    const cedar = shownOf('cedar');
    const pathways = pathwaysByGroup(cedar, cedar, vocabulary).flatMap((group) => group.pathways);
    const transplantation = pathways.find(({ id }) => id === 'liver-transplantation');
    const met = pathways.filter(({ status }) => status === 'criteria-met');

    expect(transplantation).toBeDefined();
    const lines = met.flatMap((pathway) => decidingInputs(pathway, cedar, vocabulary));
    expect(lines.join('\n')).toMatch(/grade G1 or G2 \(G\d, \d{4}-\d{2}-\d{2}\)/);
    expect(lines.join('\n')).toMatch(/, presumed/);
  });
});

function required(evaluation: Evaluation, id: string) {
  const pathway = evaluation.pathways[id];
  if (pathway === undefined) throw new Error(`no pathway ${id}`);
  return pathway;
}

test.each([
  ['', { show: 'all', find: '' }],
  ['#show=missing', { show: 'missing', find: '' }],
  ['#show=excluded&find=ki-67+%26', { show: 'excluded', find: 'ki-67 &' }],
  ['#show=%3Cscript%3E', { show: 'all', find: '' }],
] as const)('the fragment "%s" is the filter %j', (hash, filter) => {
  expect(readFilter(hash)).toEqual(filter);
  expect(readFilter(filterHash(filter))).toEqual(filter);
});

describe('A record in words', () => {
  test('tells its elements and leaves out what has no meaning for a reader', () => {
    const lines = recordLines({
      resourceType: 'Observation',
      id: '1',
      meta: { versionId: '3' },
      text: { div: '<div><script>alert(1)</script></div>' },
      status: 'final',
      code: { coding: [{ system: 'http://loinc.org', code: '29593-1', display: 'Ki-67' }] },
      subject: { reference: 'Patient/elm' },
      effectivePeriod: { start: '2026-01-01' },
      valueQuantity: { value: 3, comparator: '<', unit: '%' },
      component: [{ code: { text: 'hot spot' }, valueString: 'yes' }],
    });

    expect(lines).toEqual([
      { label: 'Status', text: 'final' },
      { label: 'Code', text: 'Ki-67' },
      { label: 'Effective', text: '2026-01-01 to …' },
      { label: 'Value', text: '<3 %' },
      { label: 'Component', text: 'code hot spot, value yes' },
    ]);
  });

  test.each([
    { code: 7, status: null, component: 'x', valueQuantity: [], note: [[[]]], extra: { a: {} } },
    { resourceType: 5, id: {}, code: { coding: {} }, category: [null, 1, { coding: [null] }] },
    JSON.parse('{"__proto__": {"code": "x"}, "constructor": 1}') as Record<string, unknown>,
    nested(500),
  ])('never throws on odd JSON', (record) => {
    expect(Array.isArray(recordLines(record))).toBe(true);
  });

  function nested(depth: number): Record<string, unknown> {
    return depth === 0 ? { text: 'end' } : { inner: nested(depth - 1) };
  }
});

test.each([
  [undefined, 'Name not recorded'],
  [
    {
      name: [
        { use: 'old', text: 'Before' },
        { use: 'official', family: 'Oak', given: ['Olga'] },
      ],
    },
    'Oak, Olga',
  ],
  [{ name: 'Oak' }, 'Name not recorded'],
  [{ name: [{ given: [null, 5] }] }, '5'],
])('a patient recorded as %j is called "%s"', (patient, name) => {
  expect(patientBanner(patient as never).name).toBe(name);
});
