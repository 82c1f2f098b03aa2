import { makeCards } from '../../src/cards/index.js';
import type { Card } from '../../src/model/cds-hooks.js';
import type { Conflict } from '../../src/model/values.js';
import {
  cardOptions,
  criterion,
  evaluationOf,
  evidence,
  fact,
  member,
  members,
  pathwayResult,
  unknownFact,
  type EvaluationParts,
} from '../support/evaluation-builder.js';
import { knowledgeOf, patientViewService } from '../support/knowledge-builder.js';

const knowledge = knowledgeOf();

function cardsFor(parts: EvaluationParts): readonly Card[] {
  return makeCards(evaluationOf(parts), knowledge, patientViewService, cardOptions());
}

function kindsFor(parts: EvaluationParts): readonly string[] {
  return cardsFor(parts).map(
    (card) => /^nelm(Safety|Decisive|Pathways)/u.exec(card.source.topic.code)?.[1] ?? 'none',
  );
}

const excludedTace = pathwayResult('transarterial-chemoembolisation', 'excluded', {
  criteria: [
    criterion('portal-vein-thrombosis', 'exclusion', 'met', { facts: ['portalVeinThrombosis'] }),
  ],
});
const taceActive = fact(
  'currentTreatments',
  members(member('transarterial-chemoembolisation', 'active')),
);
const prrtOpen = pathwayResult('prrt', 'needs-data', {
  missing: ['somatostatinReceptorStatus'],
  criteria: [
    criterion('sstr-positive', 'inclusion', 'unknown', { facts: ['somatostatinReceptorStatus'] }),
    criterion('extensive', 'unfavourable', 'unknown', { facts: ['hepaticInvolvementPercent'] }),
  ],
});
const sstrSettles = {
  fact: 'somatostatinReceptorStatus',
  settles: ['prrt'],
  couldChange: ['prrt'],
};
const prrtMet = pathwayResult('prrt', 'criteria-met');
const conflictOn = (name: string): readonly Conflict[] => [
  { facts: [name], text: 'Two records of the same day differ.', evidence: [evidence()] },
];

const occasions: readonly (readonly [string, EvaluationParts, readonly string[]])[] = [
  ['a patient about whom nothing is to be said gets no card', {}, []],
  [
    'a patient out of scope gets no card whatever is met',
    { inScope: false, pathways: [prrtMet], decisive: [sstrSettles] },
    [],
  ],
  [
    'an excluded treatment in progress makes a safety card',
    { pathways: [excludedTace], facts: [taceActive] },
    ['Safety'],
  ],
  [
    'an excluded treatment that is planned makes a safety card',
    {
      pathways: [excludedTace],
      facts: [fact('currentTreatments', members(member(excludedTace.id, 'planned')))],
    },
    ['Safety'],
  ],
  [
    'an excluded treatment of the past makes no card',
    {
      pathways: [excludedTace],
      facts: [fact('currentTreatments', members(member(excludedTace.id, 'past')))],
    },
    [],
  ],
  [
    'a treatment in progress whose criteria are merely not met makes no card',
    {
      pathways: [pathwayResult('prrt', 'criteria-not-met')],
      facts: [fact('currentTreatments', members(member('prrt', 'active')))],
    },
    [],
  ],
  ['an excluded pathway that nobody treats by makes no card', { pathways: [excludedTace] }, []],
  [
    'a fact that settles a pathway makes a decisive-data card',
    { pathways: [prrtOpen], decisive: [sstrSettles] },
    ['Decisive'],
  ],
  [
    'a fact that could only change a status makes no card',
    { pathways: [prrtOpen], decisive: [{ ...sstrSettles, settles: [] }] },
    [],
  ],
  [
    'a fact that settles only the multidisciplinary review makes no card',
    { decisive: [{ fact: 'mdtReview', settles: ['mdt-review'], couldChange: ['mdt-review'] }] },
    [],
  ],
  [
    'a fact that settles only a pathway outside the service makes no card',
    { decisive: [{ fact: 'age', settles: ['elsewhere'], couldChange: ['elsewhere'] }] },
    [],
  ],
  [
    'a conflict on an inclusion criterion makes a decisive-data card',
    { pathways: [prrtOpen], conflicts: conflictOn('somatostatinReceptorStatus') },
    ['Decisive'],
  ],
  [
    'a conflict on an exclusion criterion makes a decisive-data card',
    { pathways: [excludedTace], conflicts: conflictOn('portalVeinThrombosis') },
    ['Decisive'],
  ],
  [
    'a conflict on a criterion that never gates makes no card',
    { pathways: [prrtOpen], conflicts: conflictOn('hepaticInvolvementPercent') },
    [],
  ],
  ['met criteria make a pathways card', { pathways: [prrtMet] }, ['Pathways']],
  [
    'a due multidisciplinary review alone makes no card',
    { pathways: [pathwayResult('mdt-review', 'criteria-met')] },
    [],
  ],
  [
    'all occasions together make three cards, the most urgent first',
    {
      pathways: [excludedTace, prrtOpen, pathwayResult('somatostatin-analogue', 'criteria-met')],
      facts: [taceActive],
      decisive: [sstrSettles],
    },
    ['Safety', 'Decisive', 'Pathways'],
  ],
];

test.each(occasions)('%s', (_, parts, expected) => {
  expect(kindsFor(parts)).toEqual(expected);
});

test('only the safety card is a warning', () => {
  const cards = cardsFor({
    pathways: [excludedTace, prrtOpen, pathwayResult('somatostatin-analogue', 'criteria-met')],
    facts: [taceActive],
    decisive: [sstrSettles],
  });
  expect(cards.map((card) => card.indicator)).toEqual(['warning', 'info', 'info']);
});

test('the safety card names treatment, exclusion, the records and what decides', () => {
  const thrombosis = fact(
    'portalVeinThrombosis',
    { kind: 'one-of', values: ['yes'] },
    { evidence: [evidence({ reference: 'Condition/pvt', date: '2026-09-12' })] },
  );
  const [card] = cardsFor({ pathways: [excludedTace], facts: [taceActive, thrombosis] });
  expect(card?.summary).toBe(
    'TACE (in progress): excluded by published criteria on the record: portal vein thrombosis',
  );
  expect(card?.detail).toContain(
    '- TACE (in progress; 2026-10-01, ServiceRequest/transarterial-chemoembolisation): portal vein thrombosis',
  );
  expect(card?.detail).toContain('- Portal vein thrombosis: yes (2026-09-12, Condition/pvt)');
  expect(card?.detail).toContain('the multidisciplinary team decides');
});

test('a recorded judgement on the wrong side is named as what excludes', () => {
  const pathway = pathwayResult('curative-resection', 'excluded', {
    criteria: [criterion('expected-mortality-below-5', 'attestation', 'not-met')],
  });
  const planned = fact('currentTreatments', members(member('curative-resection', 'planned')));
  const [card] = cardsFor({ pathways: [pathway], facts: [planned] });
  expect(card?.summary).toBe(
    'Curative resection (ordered): excluded by published criteria on the record: expected mortality below 5 (recorded: not so)',
  );
});

test('the decisive-data card says what one test would settle', () => {
  const [card] = cardsFor({
    pathways: [prrtOpen, pathwayResult('somatostatin-analogue', 'needs-data')],
    facts: [unknownFact('somatostatinReceptorStatus', 'no-data')],
    decisive: [
      {
        fact: 'somatostatinReceptorStatus',
        settles: ['prrt', 'somatostatin-analogue'],
        couldChange: ['prrt', 'somatostatin-analogue'],
      },
    ],
  });
  expect(card?.summary).toBe('SSTR imaging would settle 2 pathways (PRRT, somatostatin analogue).');
  expect(card?.detail).toContain('- SSTR imaging (PRRT, somatostatin analogue): nothing recorded');
});

const whyRows: readonly (readonly [string, ReturnType<typeof fact>, string])[] = [
  [
    'a stale fact shows its old value',
    unknownFact('somatostatinReceptorStatus', 'stale', {
      evidence: [evidence({ value: 'positive', date: '2023-02-01', notUsed: 'stale' })],
    }),
    'too old to count: positive (2023-02-01, Observation/obs-1)',
  ],
  [
    'a value across the limit is shown as recorded',
    fact('somatostatinReceptorStatus', { kind: 'one-of', values: ['positive', 'negative'] }),
    'recorded as positive or negative, which leaves it open (2026-10-01, Observation/somatostatinReceptorStatus)',
  ],
  [
    'a failed query is the reason given',
    unknownFact('somatostatinReceptorStatus', 'fetch-failed'),
    'could not be read',
  ],
  [
    'disagreeing records are the reason given',
    fact(
      'somatostatinReceptorStatus',
      { kind: 'one-of', values: ['positive', 'negative'] },
      { reason: 'conflicting', evidence: [] },
    ),
    'records contradict each other',
  ],
];

test.each(whyRows)('on the decisive-data card %s', (_, status, words) => {
  const [card] = cardsFor({ pathways: [prrtOpen], facts: [status], decisive: [sstrSettles] });
  expect(card?.detail).toContain(`SSTR imaging (PRRT): ${words}`);
});

test('a conflict is told with its records', () => {
  const [card] = cardsFor({
    pathways: [prrtOpen],
    conflicts: [
      {
        facts: ['somatostatinReceptorStatus'],
        text: 'Two records of the same day differ.',
        evidence: [
          evidence({ value: 'positive' }),
          evidence({ value: 'negative', reference: 'Observation/obs-2' }),
        ],
      },
    ],
  });
  expect(card?.summary).toBe(
    'Records contradict each other on somatostatin receptor status on imaging; published criteria depend on it.',
  );
  expect(card?.detail).toContain(
    '- Two records of the same day differ. (positive, 2026-10-01, Observation/obs-1; negative, 2026-10-01, Observation/obs-2)',
  );
});
