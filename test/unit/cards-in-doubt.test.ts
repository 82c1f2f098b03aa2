/** What excludes a treatment is not forgotten because a procedure on the liver may be unread; nor is a test asked for twice. */
import { plainPresentation, makeCards } from '../../src/cards/index.js';
import type { Card } from '../../src/model/cds-hooks.js';
import type { PartialResource } from '../../src/model/cases.js';
import type { QueryState } from '../../src/model/chart.js';
import { createEvaluator } from '../../src/pipeline.js';
import { chartOf } from '../support/case-chart.js';
import {
  cardOptions,
  evaluationOf,
  evidence,
  pathwayResult,
  unknownFact,
} from '../support/evaluation-builder.js';
import { concept, evaluatedAt } from '../support/facts-of.js';
import { knowledgeOf, patientViewService } from '../support/knowledge-builder.js';
import { knowledge } from '../support/knowledge.js';

const evaluateChart = createEvaluator({ knowledge, software: 'test' });
const [service] = knowledge.services;

const tumour: readonly PartialResource[] = [
  { resourceType: 'Condition', code: concept('icd10cm|C25.4') },
  { resourceType: 'Condition', code: concept('icd10cm|C7B.02') },
];
const embolisation = concept('snomed|314617008');
const ordered: PartialResource = { resourceType: 'ServiceRequest', code: embolisation };
const thrombosis = (isPresent: boolean): PartialResource => ({
  resourceType: 'Observation',
  code: concept('snomed|17920008'),
  effectiveDateTime: '2026-10-01',
  valueBoolean: isPresent,
});

function cardsOf(
  resources: readonly PartialResource[],
  queries: Readonly<Record<string, QueryState>> = {},
): readonly Card[] {
  const chart = chartOf([...tumour, ...resources], knowledge, queries);
  const evaluation = evaluateChart(chart, { at: evaluatedAt, timeZone: 'UTC' });
  if (service === undefined) throw new Error('the knowledge has no service');
  return makeCards(
    evaluation,
    knowledge,
    service,
    cardOptions({ presentation: plainPresentation }),
  );
}

const warningOf = (cards: readonly Card[]): Card | undefined =>
  cards.find(({ indicator }) => indicator === 'warning');

test('an exclusion on record warns without any doubt where procedures were read', () => {
  const warning = warningOf(cardsOf([ordered, thrombosis(true)]));

  expect(warning?.summary).toContain('excluded by published criteria on the record');
  expect(warning?.detail).not.toContain('unless');
});

test.each<QueryState>(['error', 'partial', 'absent'])(
  'it warns in doubt, with its basis, where the answer on procedures is %s',
  (state) => {
    const warning = warningOf(cardsOf([ordered, thrombosis(true)], { Procedure: state }));

    expect(warning?.summary).toContain('excluded as far as the record could be read');
    expect(warning?.summary.length).toBeLessThan(140);
    expect(warning?.detail).toContain('unless what was not read, or is unclear');
    expect(warning?.detail).toContain('Portal vein thrombosis: yes (2026-10-01');
  },
);

test('it warns in doubt beside a procedure of which nobody knows whether it was done', () => {
  const unclear = { resourceType: 'Procedure', code: embolisation, status: 'unknown' };

  expect(warningOf(cardsOf([ordered, thrombosis(true), unclear]))?.summary).toContain(
    'excluded as far as the record could be read',
  );
});

const hepatectomy = { resourceType: 'Procedure', code: concept('snomed|107963000') };

test.each([
  ['a hepatectomy has no date', hepatectomy],
  ['a hepatectomy may have been before or after', { ...hepatectomy, performedDateTime: '2026' }],
])('it warns in doubt where %s', (_what, procedure) => {
  const warning = warningOf(cardsOf([ordered, thrombosis(true), procedure]));

  expect(warning?.summary).toContain('excluded as far as the record could be read');
});

test('a procedure that was certainly done after the finding leaves nothing to warn of', () => {
  const later = { ...hepatectomy, performedDateTime: '2026-10-20' };

  expect(warningOf(cardsOf([ordered, thrombosis(true), later]))).toBeUndefined();
});

test('it warns in doubt where a required criterion is not met either', () => {
  const resectable = {
    resourceType: 'Observation',
    code: concept('nelm|liver-resectability'),
    effectiveDateTime: '2026-10-01',
    valueCodeableConcept: concept('nelm|resectable'),
  };
  const cards = cardsOf([ordered, thrombosis(true), resectable], { Procedure: 'error' });

  expect(warningOf(cards)?.summary).toContain('excluded as far as the record could be read');
});

test.each<QueryState>(['error', 'absent'])(
  'a diagnosis that excludes still warns where the answer on observations is %s',
  (state) => {
    const diagnosis = { resourceType: 'Condition', code: concept('icd10cm|I81') };

    expect(warningOf(cardsOf([ordered, diagnosis], { Observation: state }))?.summary).toContain(
      'excluded',
    );
  },
);

test('a finding that excludes still warns beside a newer one that cannot be used', () => {
  const unclear = { ...thrombosis(false), effectiveDateTime: '2026-11-01', status: 'unknown' };

  expect(warningOf(cardsOf([ordered, thrombosis(true), unclear]))?.summary).toContain(
    'excluded as far as the record could be read',
  );
});

test.each([
  ['the finding is not there', [ordered, thrombosis(false)]],
  ['no treatment is ordered', [thrombosis(true)]],
])('it warns of nothing where %s', (_what, resources) => {
  expect(warningOf(cardsOf(resources, { Procedure: 'error' }))).toBeUndefined();
});

test('what was read of a fact that is not known to hold is told with its record', () => {
  const facts = [
    unknownFact('liverResectability', 'fetch-failed', {
      evidence: [evidence({ value: 'unresectable' })],
    }),
  ];
  const [card] = makeCards(
    evaluationOf({
      facts,
      pathways: [pathwayResult('prrt', 'needs-data')],
      decisive: [{ fact: 'liverResectability', settles: ['prrt'], couldChange: ['prrt'] }],
    }),
    knowledgeOf(),
    patientViewService,
    cardOptions(),
  );

  expect(card?.detail).toContain(
    'not all that bears on it could be read; read was unresectable (2026-10-01, Observation/obs-1)',
  );
  expect(card?.suggestions).toBeUndefined();
});
