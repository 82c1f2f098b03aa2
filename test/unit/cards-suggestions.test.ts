import { makeCards } from '../../src/cards/index.js';
import type { Card, Suggestion } from '../../src/model/cds-hooks.js';
import type { Fact, SetMember } from '../../src/model/values.js';
import {
  cardOptions,
  evaluationOf,
  fact,
  member,
  members,
  pathwayResult,
  unknownFact,
  type EvaluationParts,
} from '../support/evaluation-builder.js';
import { knowledgeOf, patientViewService } from '../support/knowledge-builder.js';

function cardsFor(parts: EvaluationParts): readonly Card[] {
  return makeCards(evaluationOf(parts), knowledgeOf(), patientViewService, cardOptions());
}

function suggestionsFor(parts: EvaluationParts): readonly Suggestion[] {
  return cardsFor(parts).flatMap((card) => card.suggestions ?? []);
}

const labelsFor = (parts: EvaluationParts): readonly string[] =>
  suggestionsFor(parts).map((suggestion) => suggestion.label);

const needing = (...facts: readonly string[]): EvaluationParts => ({
  pathways: [pathwayResult('prrt', 'needs-data')],
  decisive: facts.map((id) => ({ fact: id, settles: ['prrt'], couldChange: ['prrt'] })),
});

const closing: readonly (readonly [string, string])[] = [
  ['somatostatinReceptorStatus', 'SSTR PET/CT'],
  ['krenningScore', 'SSTR PET/CT'],
  ['ki67Percent', 'Ki-67 immunostaining on the existing specimen'],
  ['hepaticInvolvementPercent', 'Liver imaging with volumetry'],
  ['extrahepaticDisease', 'Referral to the multidisciplinary tumour board'],
  ['liverResectability', 'Resectability assessment by hepatobiliary surgery'],
  ['rightHeartInsufficiency', 'Echocardiography'],
];

test.each(closing)('missing %s is answered by: %s', (factId, order) => {
  expect(labelsFor(needing(factId))).toEqual([`Draft order: ${order}`]);
});

test('no order asks for what could not be read: it may be on record', () => {
  const facts = [unknownFact('ki67Percent', 'fetch-failed')];
  expect(labelsFor({ ...needing('ki67Percent'), facts })).toEqual([]);
});

test('one order closes several gaps and is suggested once', () => {
  expect(labelsFor(needing('hepaticInvolvementPercent', 'liverLesionCount'))).toEqual([
    'Draft order: Liver imaging with volumetry',
  ]);
});

test('a gap that no order closes gets no suggestion, and the card no selection behaviour', () => {
  const [card] = cardsFor(needing('age'));
  expect(card).toBeDefined();
  expect(card?.suggestions).toBeUndefined();
  expect(card?.selectionBehavior).toBeUndefined();
});

test('no order is suggested where no decisive-data card is shown', () => {
  const parts = needing('ki67Percent');
  const decisive = [{ fact: 'ki67Percent', settles: [], couldChange: ['prrt'] }];
  expect(labelsFor({ ...parts, decisive })).toEqual([]);
});

const existing = (...list: readonly SetMember[]): Fact => fact('existingOrders', members(...list));
const dated = (day: string): Partial<SetMember> => ({
  date: { earliest: day, latest: day, text: day },
});

const orderRows: readonly (readonly [string, Fact, boolean])[] = [
  ['planned', existing(member('liver-imaging-volumetry', 'planned')), false],
  ['in progress', existing(member('liver-imaging-volumetry', 'active')), false],
  ['done without a date', existing(member('liver-imaging-volumetry', 'past')), false],
  [
    'done within its shelf life',
    existing(member('liver-imaging-volumetry', 'past', dated('2026-05-23'))),
    false,
  ],
  [
    'done before its shelf life',
    existing(member('liver-imaging-volumetry', 'past', dated('2026-05-22'))),
    true,
  ],
  ['another order', existing(member('echocardiography', 'planned')), true],
  ['not ordered', existing(), true],
  ['not read', unknownFact('existingOrders', 'fetch-failed'), false],
  ['known in part only because reading failed', { ...existing(), reason: 'fetch-failed' }, false],
];

test.each(orderRows)('imaging that is %s', (_, orders, isSuggested) => {
  const labels = labelsFor({ ...needing('hepaticInvolvementPercent'), facts: [orders] });
  expect(labels).toEqual(isSuggested ? ['Draft order: Liver imaging with volumetry'] : []);
});

test('a staining once done is not ordered again, for it has no shelf life', () => {
  const done = existing(member('ki67-immunostaining', 'past', dated('2019-01-01')));
  expect(labelsFor({ ...needing('ki67Percent'), facts: [done] })).toEqual([]);
});

test('transplant evaluation and tumour board follow met criteria, on the last card', () => {
  const cards = cardsFor({
    ...needing('ki67Percent'),
    pathways: [
      pathwayResult('prrt', 'needs-data'),
      pathwayResult('liver-transplantation', 'criteria-met'),
      pathwayResult('mdt-review', 'criteria-met'),
    ],
  });
  expect(cards.map((card) => card.suggestions?.map(({ label }) => label))).toEqual([
    ['Draft order: Ki-67 immunostaining on the existing specimen'],
    [
      'Draft order: Referral for liver transplant evaluation',
      'Draft order: Referral to the multidisciplinary tumour board',
    ],
  ]);
});

test('a referral already made is not suggested again', () => {
  expect(
    labelsFor({
      pathways: [pathwayResult('liver-transplantation', 'criteria-met')],
      facts: [existing(member('liver-transplant-evaluation-referral', 'planned'))],
    }),
  ).toEqual([]);
});

test('the action creates a draft R4 ServiceRequest with the codings in their order', () => {
  const [suggestion] = suggestionsFor(needing('ki67Percent'));
  expect(suggestion).toEqual({
    label: 'Draft order: Ki-67 immunostaining on the existing specimen',
    uuid: '00000000-0000-4000-8000-000000000002',
    actions: [
      {
        type: 'create',
        description: 'Draft order: Ki-67 immunostaining on the existing specimen',
        resource: {
          resourceType: 'ServiceRequest',
          status: 'draft',
          intent: 'proposal',
          category: [
            {
              coding: [
                {
                  system: 'http://snomed.info/sct',
                  code: '108252007',
                  display: 'Laboratory procedure',
                },
              ],
            },
          ],
          code: {
            coding: [
              {
                system: 'http://loinc.org',
                code: '29593-1',
                display: 'Cells.Ki-67 nuclear Ag/cells in Tissue by Immune stain',
              },
              {
                system: 'https://nelm-cds.example.org/fhir/CodeSystem/nelm',
                code: 'ki67-immunostaining',
                display: 'Ki-67 immunostaining on the existing specimen',
              },
            ],
            text: 'Ki-67 immunostaining on the existing specimen',
          },
          subject: { reference: 'Patient/pat-1' },
        },
      },
    ],
  });
});

const LOINC = 'http://loinc.org';
const SNOMED = 'http://snomed.info/sct';
const NCIT = 'http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl';
const NELM = 'https://nelm-cds.example.org/fhir/CodeSystem/nelm';

const codings: readonly (readonly [string, readonly string[]])[] = [
  ['sstr-pet-ct', [`${NELM}|sstr-pet-ct`]],
  ['ki67-immunostaining', [`${LOINC}|29593-1`, `${NELM}|ki67-immunostaining`]],
  ['liver-imaging-volumetry', [`${LOINC}|36813-4`, `${NELM}|liver-imaging-volumetry`]],
  ['resectability-assessment', [`${NELM}|resectability-assessment`]],
  ['echocardiography', [`${NELM}|echocardiography`, `${LOINC}|42148-7`]],
  [
    'liver-transplant-evaluation-referral',
    [`${SNOMED}|306316000`, `${NELM}|liver-transplant-evaluation-referral`],
  ],
  ['net-mdt-referral', [`${NCIT}|C93304`, `${LOINC}|85232-7`, `${NELM}|net-mdt-referral`]],
];

test.each(codings)('the order %s has its codings in order', (id, expected) => {
  const order = patientViewService.orders.find((candidate) => candidate.id === id);
  expect(order?.codings.map(({ system, code }) => `${system}|${code}`)).toEqual(expected);
});

test('there are no other orders', () => {
  expect(patientViewService.orders.map(({ id }) => id)).toEqual(codings.map(([id]) => id));
});
