/** Drugs that cannot be told from those that criteria test: what rests on them names their records. */
import { expect, test } from '@jest/globals';
import { concept, factOf } from '../support/facts-of.js';

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

test.each([
  ['its own code', { code: concept('rxnorm|7617') }, 'known'],
  [
    'no ingredient of the mappings',
    { ingredient: [{ itemCodeableConcept: { text: 'water' } }] },
    'known',
  ],
  [
    'an ingredient of the mappings',
    { ingredient: [{ itemCodeableConcept: concept('rxnorm|7617') }] },
    'unknown',
  ],
  [
    'an ingredient by reference',
    { ingredient: [{ itemReference: { reference: 'Medication/warfarin' } }] },
    'unknown',
  ],
  [
    'an ingredient by display',
    { ingredient: [{ itemReference: { display: 'warfarin' } }] },
    'unknown',
  ],
  [
    'ingredients of no use',
    { ingredient: [null, 'warfarin', { itemReference: { reference: 7 } }] },
    'known',
  ],
])('a product with %s', (_, product, status) => {
  const resources = [
    { resourceType: 'Medication', id: 'bag', code: { text: 'Pump bag' }, ...product },
    { resourceType: 'Medication', id: 'warfarin', code: { text: 'Warfarin' } },
    {
      resourceType: 'MedicationRequest',
      id: 'order',
      medicationReference: { reference: 'Medication/bag' },
      authoredOn: '2026-09-01',
    },
  ];
  expect(factOf('coumarins', resources).status).toBe(status);
});
