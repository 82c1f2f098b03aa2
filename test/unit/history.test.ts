/** The course of the disease, as the SMART app plots it. */
import { describe, expect, test } from '@jest/globals';
import type { Procedure } from 'fhir/r4.js';
import { buildHistory } from '../../src/facts/history.js';
import type { PartialResource } from '../../src/model/cases.js';
import type { History } from '../../src/model/smart-app.js';
import { chartOf } from '../support/case-chart.js';
import { concept, evaluatedAt } from '../support/facts-of.js';
import { knowledge } from '../support/knowledge.js';

const when = { at: evaluatedAt, timeZone: 'UTC' };

function historyOf(resources: readonly PartialResource[]): History {
  return buildHistory(chartOf(resources, knowledge), knowledge, when);
}

function observation(id: string, more: object): PartialResource {
  return { resourceType: 'Observation', id, status: 'final', ...more };
}

const ki67 = { code: concept('loinc|29593-1') };
const chromogranin = { code: concept('loinc|9811-1') };
const onTheDay = { effectiveDateTime: '2026-03-01' };

function pointsOf({ series }: History, id: string): readonly object[] {
  return series.filter((one) => one.id === id).flatMap(({ points }) => points);
}

describe('a point', () => {
  test.each([
    ['an exact value', { valueQuantity: { value: 3, code: '%' } }, { low: 3, high: 3 }],
    [
      'a value below a limit',
      { valueQuantity: { value: 5, comparator: '<', code: '%' } },
      { low: 0, high: 5 },
    ],
    [
      'a range',
      { valueRange: { low: { value: 3, code: '%' }, high: { value: 5, code: '%' } } },
      { low: 3, high: 5 },
    ],
    ['a text', { valueString: '10-15 %' }, { low: 10, high: 15 }],
  ])('%s is shown as far as it is known', (_what, value, expected) => {
    const history = historyOf([observation('a', { ...ki67, ...onTheDay, ...value })]);

    expect(pointsOf(history, 'ki67Percent')).toMatchObject([expected]);
    expect(history.leftOut).toEqual([]);
  });

  test('a partial date is as wide as it says', () => {
    const value = { valueQuantity: { value: 3, code: '%' } };
    const history = historyOf([
      observation('a', { ...ki67, effectiveDateTime: '2025-02', ...value }),
    ]);

    expect(pointsOf(history, 'ki67Percent')).toMatchObject([
      { date: { earliest: '2025-02-01', latest: '2025-02-28', text: '2025-02' } },
    ]);
  });

  test('a preliminary record is shown and marked', () => {
    const value = { valueQuantity: { value: 3, code: '%' } };
    const history = historyOf([
      observation('a', { ...ki67, ...onTheDay, ...value, status: 'preliminary' }),
    ]);

    expect(pointsOf(history, 'ki67Percent')).toMatchObject([
      { evidence: { reference: 'Observation/a', notUsed: 'status is preliminary' } },
    ]);
  });

  test('records of one day that disagree are all shown', () => {
    const values = [3, 25].map((value, index) =>
      observation(`k${index}`, { ...ki67, ...onTheDay, valueQuantity: { value, code: '%' } }),
    );

    expect(pointsOf(historyOf(values), 'ki67Percent')).toMatchObject([{ low: 3 }, { low: 25 }]);
  });

  test('a withdrawn record is nowhere', () => {
    const value = { valueQuantity: { value: 3, code: '%' }, status: 'entered-in-error' };
    const history = historyOf([observation('a', { ...ki67, ...onTheDay, ...value })]);

    expect(history).toMatchObject({ series: [], leftOut: [] });
  });
});

describe('what cannot be shown in time is named', () => {
  const value = { valueQuantity: { value: 3, code: '%' } };

  test.each([
    ['without a date', value, 'is undated'],
    ['from the future', { ...value, effectiveDateTime: '2027-01-01' }, 'is dated in the future'],
    [
      'without a number',
      { ...onTheDay, valueString: 'low' },
      'is a text that does not state just a number',
    ],
    ['that is no FHIR', { ...onTheDay, valueQuantity: null }, 'is malformed'],
  ])('a record %s', (_what, more, notUsed) => {
    const { series, leftOut } = historyOf([observation('a', { ...ki67, ...more })]);

    expect(series).toEqual([]);
    expect(leftOut).toMatchObject([
      { series: 'ki67Percent', evidence: { reference: 'Observation/a', notUsed } },
    ]);
  });
});

describe('chromogranin A', () => {
  const inUnit = (id: string, code: string, value = 200): PartialResource =>
    observation(id, {
      code: concept(`loinc|${code}`),
      ...onTheDay,
      valueQuantity: { value, unit: id, code: id },
    });

  test('units that convert share a series, others have one of their own', () => {
    const { series, leftOut } = historyOf([
      inUnit('ng/mL', '9811-1', 200),
      inUnit('ug/L', '9811-1', 150),
      inUnit('nmol/L', '25587-7', 7),
      inUnit('U/L', '30169-7', 30),
    ]);

    expect(series.map(({ unit, points }) => [unit, points.map(({ low }) => low).sort()])).toEqual([
      ['ug/L', [150, 200]],
      ['nmol/L', [7]],
      ['U/L', [30]],
    ]);
    expect(leftOut).toEqual([]);
  });

  test('mass and moles are never converted into each other', () => {
    const { series } = historyOf([inUnit('nmol/L', '9811-1', 7)]);

    expect(series.map(({ unit }) => unit)).toEqual(['nmol/L']);
  });

  test.each([
    ['µg/L', 'ug/L'],
    ['IU/L', '[IU]/L'],
    ['u/L', 'U/L'],
    ['ku/l', 'U/L'],
  ])('%s is what laboratories write for a multiple of %s', (written, meant) => {
    const { series } = historyOf([inUnit(written, '9811-1')]);

    expect(series.map(({ unit }) => unit)).toEqual([meant]);
  });

  test.each([
    ['30 U/L', 'U/L', 30],
    ['30 kU/L', 'U/L', 30_000],
    ['< 100 ng/mL', 'ug/L', 100],
    ['30 IU/L', '[IU]/L', 30],
  ])('the text "%s" is read in %s alone', (valueString, unit, high) => {
    const { series } = historyOf([observation('a', { ...chromogranin, ...onTheDay, valueString })]);

    expect(series).toMatchObject([{ unit, points: [{ high }] }]);
    expect(series).toHaveLength(1);
  });

  test.each([
    ['a text', { valueString: '200' }],
    ['a quantity', { valueQuantity: { value: 200 } }],
  ])('%s without a unit is not given one', (_what, value) => {
    const { series, leftOut } = historyOf([
      observation('a', { ...chromogranin, ...onTheDay, ...value }),
    ]);

    expect(series).toEqual([]);
    expect(leftOut).toMatchObject([{ evidence: { notUsed: 'has no unit' } }]);
  });

  test('a value in no unit that is known is left out, once', () => {
    const { leftOut } = historyOf([
      observation('a', { ...chromogranin, ...onTheDay, valueQuantity: { value: 3, code: 'mm' } }),
    ]);

    expect(leftOut.map(({ series, label }) => [series, label])).toEqual([
      ['chromograninA', 'Chromogranin A'],
    ]);
  });

  test('the stain of a tissue is not the marker in the blood', () => {
    const history = historyOf([
      observation('a', { code: concept('loinc|10471-1'), ...onTheDay, valueString: 'positive' }),
    ]);

    expect(history).toEqual({ series: [], treatments: [], leftOut: [] });
  });
});

describe('treatments', () => {
  test('a therapy under way has a start and no end, one that is over has both', () => {
    const { treatments } = historyOf([
      {
        resourceType: 'MedicationRequest',
        id: 'running',
        status: 'active',
        intent: 'order',
        authoredOn: '2025-06-01',
        medicationCodeableConcept: concept('atc|L01EG02'),
      },
      {
        resourceType: 'MedicationStatement',
        id: 'over',
        status: 'completed',
        effectivePeriod: { start: '2024-01-10', end: '2024-09' },
        medicationCodeableConcept: concept('atc|L01EX01'),
      },
    ]);

    expect(treatments).toMatchObject([
      { id: 'sunitinib', status: 'past', start: '2024-01-10', end: '2024-09-30' },
      { id: 'everolimus', status: 'active', start: '2025-06-01' },
    ]);
    expect(treatments[1]).not.toHaveProperty('end');
  });

  test('a planned treatment is shown from the day for which it is ordered', () => {
    const { treatments } = historyOf([
      {
        resourceType: 'ServiceRequest',
        id: 'planned',
        status: 'active',
        intent: 'order',
        occurrenceDateTime: '2026-12-10',
        code: concept('snomed|307616002'),
      },
    ]);

    expect(treatments).toMatchObject([
      { id: 'curative-resection', status: 'planned', start: '2026-12-10' },
    ]);
  });

  const resection = {
    resourceType: 'Procedure',
    code: concept('snomed|307616002'),
    performedDateTime: '2024-01-10',
  } as const;

  test('one under way is shown once, though two facts read it under different names', () => {
    const { treatments } = historyOf([{ ...resection, id: 'begun', status: 'in-progress' }]);

    expect(treatments).toMatchObject([{ id: 'liver-resection', status: 'active' }]);
    expect(treatments).toHaveLength(1);
  });

  test('records without an id are shown one by one', () => {
    const chart = chartOf([], knowledge);
    const operations: readonly Procedure[] = ['2024-01-10', '2021-05'].map((performedDateTime) => ({
      ...resection,
      status: 'completed',
      subject: {},
      performedDateTime,
    }));
    const { treatments } = buildHistory(
      { ...chart, resources: new Map([['Procedure', operations]]) },
      knowledge,
      when,
    );

    expect(treatments.map(({ start, end }) => [start, end])).toEqual([
      ['2021-05-01', '2021-05-31'],
      ['2024-01-10', '2024-01-10'],
    ]);
  });
});

test('the trends are asked for beside the query plan, not in it', () => {
  expect(knowledge.historyQueries.map(({ key, codes }) => [key, codes])).toEqual([
    [
      'observations-trends-1',
      ['http://loinc.org|9811-1', 'http://loinc.org|25587-7', 'http://loinc.org|30169-7'],
    ],
  ]);
  expect(knowledge.queryPlan.map(({ path }) => path).join()).not.toContain('9811-1');
});
