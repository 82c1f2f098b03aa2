/** The course of the disease in the synthetic charts. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildHistory } from '../../src/facts/history.js';
import { evaluatedAt } from '../support/facts-of.js';
import { knowledge } from '../support/knowledge.js';
import { chartOfPatient, patients } from '../support/sandbox-charts.js';

const when = { at: evaluatedAt, timeZone: 'UTC' };

describe('of every sandbox patient', () => {
  test('each record is shown once, by the first fact that reads it', () => {
    for (const { id } of patients) {
      const { treatments } = buildHistory(chartOfPatient(id), knowledge, when);
      const keys = treatments.map((one) => `${one.id} ${one.evidence.reference}`);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

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
