/** Drugs that cannot be told from those that criteria test: what rests on them names their records. */
import { expect, test } from '@jest/globals';
import { factOf } from '../support/facts-of.js';

const marcumar = {
  resourceType: 'MedicationRequest',
  id: 'marcumar',
  medicationCodeableConcept: { text: 'Marcumar 3 mg' },
  authoredOn: '2026-09-01',
};
const lisinopril = {
  resourceType: 'MedicationRequest',
  id: 'lisinopril',
  medicationCodeableConcept: { text: 'Lisinopril 10 mg' },
};

test.each(['coumarins', 'priorTherapies', 'currentTreatments'])(
  '%s is unknown for want of a code, and says of which drug',
  (fact) => {
    expect(factOf(fact, [marcumar, lisinopril])).toMatchObject({
      status: 'unknown',
      reason: 'fetch-failed',
      evidence: [
        {
          reference: 'MedicationRequest/marcumar',
          value: 'Marcumar 3 mg',
          date: '2026-09-01',
          notUsed: 'is a drug without a code of the mappings',
        },
      ],
    });
  },
);

test('a drug without any name is named by its record', () => {
  const nameless = { resourceType: 'MedicationRequest', id: 'nameless' };
  expect(factOf('coumarins', [nameless]).evidence).toMatchObject([
    { reference: 'MedicationRequest/nameless' },
  ]);
});
