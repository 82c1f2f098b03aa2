/** Refractoriness as it follows from assumed facts; from records it is shown in the mapping cases. */
import { expect, test } from '@jest/globals';
import type { Assumption } from '../../src/model/values.js';
import { concept, factSetOf } from '../support/facts-of.js';

const therapy = {
  resourceType: 'MedicationRequest',
  medicationCodeableConcept: concept('rxnorm|7617'),
  authoredOn: '2026-01-10',
};
const progression: Assumption = {
  fact: 'diseaseStatus',
  possible: { kind: 'one-of', values: ['progressive'] },
};
const stability: Assumption = {
  fact: 'diseaseStatus',
  possible: { kind: 'one-of', values: ['stable'] },
};
const noTherapy: Assumption = {
  fact: 'priorTherapies',
  possible: { kind: 'set', members: [], complete: true },
};
const pastTherapy: Assumption = {
  fact: 'priorTherapies',
  possible: {
    kind: 'set',
    members: [{ id: 'octreotide', status: 'past', evidence: [] }],
    complete: true,
  },
};

test('Progression assumed under a therapy that runs means refractory.', () => {
  const { facts } = factSetOf([therapy], [progression]);

  expect(facts.get('refractoryToMedicalTherapy')).toMatchObject({
    status: 'known',
    strength: 'derived',
    possible: { kind: 'one-of', values: ['yes'] },
  });
});

test.each([
  ['stable disease under therapy', [stability]],
  ['progression without any therapy', [progression, noTherapy]],
  ['progression after a therapy that is over', [progression, pastTherapy]],
])('Assumed %s means nothing.', (_, assumptions) => {
  const { facts } = factSetOf([therapy], assumptions);

  expect(facts.get('refractoryToMedicalTherapy')?.status).toBe('unknown');
});
