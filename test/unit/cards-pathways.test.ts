import { makeCards } from '../../src/cards/index.js';
import type { Card } from '../../src/model/cds-hooks.js';
import {
  cardOptions,
  criterion,
  evaluationOf,
  evidence,
  fact,
  intervals,
  oneOf,
  pathwayResult,
  type EvaluationParts,
} from '../support/evaluation-builder.js';
import {
  knowledgeOf,
  pathwayDefinition,
  patientViewService,
} from '../support/knowledge-builder.js';

function pathwaysCard(parts: EvaluationParts): Card {
  const cards = makeCards(evaluationOf(parts), knowledgeOf(), patientViewService, cardOptions());
  const card = cards.at(-1);
  if (card === undefined) throw new Error('no card');
  return card;
}

const ki67 = fact('ki67Percent', intervals({ low: 3, high: 3 }));
const presumedThrombosis = fact('portalVeinThrombosis', oneOf('no'), {
  strength: 'presumed',
  presumptions: ['portalVeinThrombosis'],
  evidence: [],
});

test('deciding inputs are shown once with value, date and record', () => {
  const card = pathwaysCard({
    facts: [ki67],
    pathways: ['prrt', 'everolimus'].map((id) =>
      pathwayResult(id, 'criteria-met', {
        criteria: [criterion('low-grade', 'inclusion', 'met', { facts: ['ki67Percent'] })],
      }),
    ),
  });
  expect(card.summary).toBe('Published criteria met on the record: PRRT, everolimus');
  expect(
    card.detail.split('- Ki-67 index: 3 % (2026-10-01, Observation/ki67Percent)'),
  ).toHaveLength(2);
});

const inputRows: readonly (readonly [string, Parameters<typeof fact>[1], object, string])[] = [
  [
    'a derived value says so',
    intervals({ low: 3, high: 5 }),
    { strength: 'derived', rule: 'grade from Ki-67' },
    'Ki-67 index: 3 to 5 % (derived; 2026-10-01, Observation/ki67Percent)',
  ],
  [
    'an old value says so',
    intervals({ low: 0, high: 20, highOpen: true }),
    { old: true },
    'Ki-67 index: below 20 % (old; 2026-10-01, Observation/ki67Percent)',
  ],
  [
    'several records are counted',
    intervals({ low: 50, high: 100, lowOpen: true }),
    { evidence: [evidence(), evidence(), evidence({ notUsed: 'preliminary' })] },
    'Ki-67 index: above 50 % (2026-10-01, Observation/obs-1 and 1 more)',
  ],
  [
    'a record without a date says so',
    intervals({ low: 3, high: 3 }, { low: 7, high: 7 }),
    { evidence: [{ reference: 'Observation/undated' }] },
    'Ki-67 index: 3 % or 7 % (no date, Observation/undated)',
  ],
];

test.each(inputRows)('among the inputs %s', (_, possible, overrides, line) => {
  const card = pathwaysCard({
    facts: [fact('ki67Percent', possible, overrides)],
    pathways: [
      pathwayResult('prrt', 'criteria-met', {
        criteria: [criterion('low-grade', 'inclusion', 'met', { facts: ['ki67Percent'] })],
      }),
    ],
  });
  expect(card.detail).toContain(`- ${line}`);
});

test('a presumption that met criteria rest on is said in the summary and with the pathway', () => {
  const card = pathwaysCard({
    facts: [presumedThrombosis],
    pathways: [
      pathwayResult('thermal-ablation', 'criteria-met', {
        presumptions: ['portalVeinThrombosis'],
        criteria: [criterion('pvt', 'exclusion', 'not-met', { facts: ['portalVeinThrombosis'] })],
      }),
    ],
  });
  expect(card.summary).toBe(
    'Published criteria met on the record: thermal ablation. Presumed, not recorded: portal vein thrombosis (no)',
  );
  expect(card.detail).toContain(
    '- Thermal ablation; presumed, not recorded: portal vein thrombosis (no)',
  );
  expect(card.detail).not.toContain('Basis on the record');
});

test('many presumptions are still said in a summary under 140 characters', () => {
  const presumed = ['portalVeinThrombosis', 'rightHeartInsufficiency', 'bulkSymptoms'].map((id) =>
    fact(id, oneOf('no'), { strength: 'presumed', presumptions: [id], evidence: [] }),
  );
  const card = pathwaysCard({
    facts: presumed,
    pathways: ['curative-resection', 'thermal-ablation', 'sirt'].map((id) =>
      pathwayResult(id, 'criteria-met', { presumptions: presumed.map((item) => item.id) }),
    ),
  });
  expect(card.summary).toBe(
    'Published criteria met on the record for 3 pathways; 3 of them on presumptions',
  );
});

test('what is worth knowing beside a met pathway stands in its line', () => {
  const definition = pathwayDefinition('transarterial-chemoembolisation', {
    preferredOver: {
      pathway: 'transarterial-embolisation',
      when: { fact: 'primarySite', is: 'lung' },
    },
  });
  const armDefinition = {
    id: 'arm',
    label: 'an arm',
    when: { fact: 'grade', is: 'G1' },
    source: { section: 'Test' },
  };
  const card = pathwaysCard({
    pathways: [
      pathwayResult('transarterial-embolisation', 'criteria-met'),
      pathwayResult(definition.id, 'criteria-met', {
        definition,
        preferred: true,
        criteria: [
          criterion('ecog-3-or-worse', 'caution', 'met', {
            definition: {
              id: 'ecog-3-or-worse',
              role: 'caution',
              label: 'ECOG 3 or worse',
              source: { section: 'Outside', external: true },
            },
          }),
          criterion('acceptable-morbidity', 'attestation', 'unknown'),
        ],
        arms: [
          {
            id: 'arm',
            definition: armDefinition,
            result: 'met',
            tree: { op: 'test', fact: 'grade', text: 'is G1', result: 'met' },
          },
        ],
      }),
    ],
  });
  expect(card.detail).toContain(
    '- TACE; caution: ECOG 3 or worse (not from the review); to confirm: acceptable morbidity; the source prefers it to TAE for this origin; settings of the trials that fit: an arm',
  );
});

test('excluded and open pathways fill the five lines and the rest is counted with a link', () => {
  const excluding = [criterion('nec', 'exclusion', 'met')];
  const card = pathwaysCard({
    pathways: [
      pathwayResult('prrt', 'criteria-met'),
      pathwayResult('curative-resection', 'excluded', { criteria: excluding }),
      pathwayResult('staged-resection', 'excluded', { criteria: excluding }),
      pathwayResult('everolimus', 'needs-data', { missing: ['ki67Percent', 'age'] }),
      pathwayResult('sunitinib', 'needs-data'),
      pathwayResult('sirt', 'needs-data', { missing: ['age'] }),
    ],
  });
  expect(card.detail).toContain('- Curative resection: nec');
  expect(card.detail).toContain('- SIRT: open: Age');
  expect(card.detail).toContain('- Everolimus: open: Ki-67 index, Age');
  expect(card.detail).toContain(
    'Not listed here: pathways that need data: 1, pathways not met: 11. [Published criteria (Review of about 2016)](https://nelm.example.org/evidence/review-2016/)',
  );
});

test('less prominent pathways come after the others of their status', () => {
  const low = pathwayDefinition('prrt', { prominence: 'low' });
  const card = pathwaysCard({
    pathways: [
      pathwayResult('prrt', 'criteria-met', { definition: low }),
      pathwayResult('sunitinib', 'criteria-met'),
    ],
  });
  expect(card.summary).toBe('Published criteria met on the record: sunitinib, PRRT');
});

test('a due multidisciplinary review is said on the card', () => {
  const met = pathwayResult('prrt', 'criteria-met');
  const due = pathwaysCard({ pathways: [met, pathwayResult('mdt-review', 'criteria-met')] });
  const done = pathwaysCard({ pathways: [met] });
  expect(due.detail).toContain('No current multidisciplinary review is on the record.');
  expect(done.detail).not.toContain('No current multidisciplinary review');
});
