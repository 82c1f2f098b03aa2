/** The synthetic patients carry what an independent reading of the specification expects of them. */
import { describe, expect, test } from '@jest/globals';
import { makeCards } from '../../src/cards/index.js';
import { evaluationOf, patients, service } from '../support/sandbox-charts.js';
import { knowledge } from '../support/knowledge.js';

describe.each(patients.map((patient) => [patient.id, patient] as const))('%s', (id, patient) => {
  const evaluation = evaluationOf(id);
  const { expected } = patient;

  test(`scope: ${patient.story}`, () => {
    expect(evaluation.inScope).toBe(expected.inScope);
    expect(evaluation.scopeReasons[0]?.code).toBe(expected.scopeReason);
  });

  test('pathway statuses', () => {
    const statuses = Object.fromEntries(evaluation.pathways.map((one) => [one.id, one.status]));
    expect(statuses).toEqual(expected.pathways ?? {});
  });

  test('conflicts', () => {
    const named = new Set(evaluation.conflicts.flatMap(({ facts }) => facts));
    if (expected.conflicts === undefined) expect([...named]).toEqual([]);
    else expect([...named]).toEqual(expect.arrayContaining([...expected.conflicts]));
  });

  test('what is unknown, why, and what would settle it', () => {
    const reasons = Object.keys(expected.unknownFacts ?? {}).map((fact) => [
      fact,
      evaluation.facts.get(fact)?.reason,
    ]);
    expect(Object.fromEntries(reasons)).toEqual(expected.unknownFacts ?? {});
    for (const [fact, pathways] of Object.entries(expected.settledBy ?? {})) {
      const settles = evaluation.decisive.find((datum) => datum.fact === fact)?.settles ?? [];
      expect(settles).toEqual(expect.arrayContaining([...pathways]));
    }
  });

  test('silence or cards, and a warning where a planned treatment is excluded', () => {
    const options = { baseUrl: 'https://cds.example.org', patientId: id, newId: () => 'x' };
    const cards = service === undefined ? [] : makeCards(evaluation, knowledge, service, options);
    expect(cards.length > 0 ? 'some' : 'none').toBe(expected.cards);
    expect(cards.some(({ indicator }) => indicator === 'warning')).toBe(
      expected.warnsAbout !== undefined,
    );
  });
});
