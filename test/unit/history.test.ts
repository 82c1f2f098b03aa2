/** The course of the disease, as the SMART app plots it. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildHistory } from '../../src/facts/history.js';
import type { PartialResource } from '../../src/model/cases.js';
import type { History } from '../../src/model/smart-app.js';
import { chartOf } from '../support/case-chart.js';
import { concept, evaluatedAt } from '../support/facts-of.js';
import { knowledge } from '../support/knowledge.js';
import { chartOfPatient, patients } from '../support/sandbox-charts.js';

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

  test('each record is shown once, by the first fact that reads it', () => {
    for (const { id } of patients) {
      const { treatments } = buildHistory(chartOfPatient(id), knowledge, when);
      const keys = treatments.map((one) => `${one.id} ${one.evidence.reference}`);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});

describe('of every sandbox patient', () => {
  test('each piece of evidence is a record of the chart, and the chart stays as it is', () => {
    for (const { id } of patients) {
      const chart = chartOfPatient(id);
      const before = JSON.stringify([...chart.resources]);
      const { series, treatments, leftOut } = buildHistory(chart, knowledge, when);
      const known = new Set(
        [...chart.resources.values()].flat().map((one) => `${one.resourceType}/${one.id ?? ''}`),
      );
      const shown = [...series.flatMap(({ points }) => points), ...treatments, ...leftOut];
      expect(shown.filter(({ evidence }) => !known.has(evidence.reference))).toEqual([]);
      expect(JSON.stringify([...chart.resources])).toBe(before);
    }
  });

  test('the order of the chart does not matter', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...patients.map(({ id }) => id)),
        fc.infiniteStream(fc.nat()) as fc.Arbitrary<Iterator<number, number>>,
        (id, order) => {
          const chart = chartOfPatient(id);
          const shuffled = new Map(
            [...chart.resources].map(([type, all]) => [
              type,
              all
                .map((resource) => ({ resource, key: order.next().value }))
                .sort((a, b) => a.key - b.key)
                .map(({ resource }) => resource),
            ]),
          );
          expect(buildHistory({ ...chart, resources: shuffled }, knowledge, when)).toEqual(
            buildHistory(chart, knowledge, when),
          );
        },
      ),
      { numRuns: 30 },
    );
  });

  test('some have a course to look at', () => {
    const told = patients.filter(({ id }) => {
      const { series } = buildHistory(chartOfPatient(id), knowledge, when);
      return series.some(({ points }) => points.length >= 3);
    });
    expect(told.length).toBeGreaterThan(0);
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
