import { makeCards } from '../../src/cards/index.js';
import { findBrokenRule } from '../../src/http/check-response.js';
import type { Card } from '../../src/model/cds-hooks.js';
import {
  cardOptions,
  criterion,
  evaluationOf,
  fact,
  member,
  members,
  pathwayResult,
} from '../support/evaluation-builder.js';
import {
  knowledgeOf,
  patientViewService,
  patientViewServiceFile,
} from '../support/knowledge-builder.js';

const evaluation = evaluationOf({
  facts: [fact('currentTreatments', members(member('sirt', 'active')))],
  pathways: [
    pathwayResult('sirt', 'excluded', { criteria: [criterion('x', 'exclusion', 'met')] }),
    pathwayResult('prrt', 'needs-data'),
    pathwayResult('liver-transplantation', 'criteria-met'),
    pathwayResult('everolimus', 'criteria-met'),
  ],
  decisive: [
    { fact: 'somatostatinReceptorStatus', settles: ['prrt'], couldChange: ['prrt'] },
    { fact: 'ki67Percent', settles: ['prrt'], couldChange: ['prrt'] },
  ],
});
const makeAll = (): readonly Card[] =>
  makeCards(evaluation, knowledgeOf(), patientViewService, cardOptions());
/** As they are sent: what is undefined is not written. */
const cards = JSON.parse(JSON.stringify(makeAll())) as readonly Card[];

function values(node: unknown): readonly unknown[] {
  if (typeof node !== 'object' || node === null) return [node];
  return [node, ...Object.values(node).flatMap(values)];
}

test('the same evaluation gives the same cards', () => {
  expect(makeAll()).toEqual(cards);
});

test('the cards pass the check that every answer passes before it leaves', () => {
  expect(findBrokenRule({ cards })).toBeUndefined();
});

test('nothing anywhere is null, an empty string, list or object', () => {
  for (const value of values(cards)) {
    expect([null, undefined, '']).not.toContain(value);
    if (typeof value === 'object' && value !== null) {
      expect(Object.keys(value).length).toBeGreaterThan(0);
    }
  }
});

// verifies cds-hooks-3.0 C2, C7, C8, C9, C11
test('every card has summary, indicator, source and uuid, and no key beyond those agreed', () => {
  for (const card of cards) {
    expect(card.summary.length).toBeGreaterThan(0);
    expect(['info', 'warning']).toContain(card.indicator);
    expect(card.source.label).toBe('Review of about 2016');
    const known = ['uuid', 'summary', 'indicator', 'detail', 'source', 'overrideReasons', 'links'];
    const rest = Object.keys(card).filter((key) => !known.includes(key));
    expect(['', 'selectionBehavior,suggestions']).toContain(rest.sort().join(','));
  }
  const ids = cards.flatMap((card) => [card.uuid, ...(card.suggestions ?? []).map((s) => s.uuid)]);
  expect(new Set(ids).size).toBe(ids.length);
});

// verifies cds-hooks-3.0 C3, C4
test('suggestions come with selection behaviour any and one action in the same words', () => {
  const withSuggestions = cards.filter((card) => card.suggestions !== undefined);
  expect(withSuggestions).toHaveLength(2);
  for (const card of withSuggestions) {
    expect(card.selectionBehavior).toBe('any');
    for (const suggestion of card.suggestions ?? []) {
      expect(suggestion.actions).toHaveLength(1);
      expect(suggestion.actions[0]?.description).toBe(suggestion.label);
      expect(suggestion.actions[0]?.type).toBe('create');
      expect(suggestion.actions[0]?.resource?.resourceType).toBe('ServiceRequest');
      expect(suggestion.actions[0]?.resource).not.toHaveProperty('id');
    }
  }
});

// verifies cds-hooks-3.0 C5
test('links are absolute and lead to the evidence page of the source', () => {
  for (const card of cards) {
    expect(card.links).toEqual([
      {
        label: 'Published criteria (Review of about 2016)',
        url: card.source.url,
        type: 'absolute',
      },
    ]);
  }
});

// verifies cds-hooks-3.0 C5
test('for a client that can launch the app, every card links to it as well', () => {
  const options = { ...cardOptions(), hasSmartApp: true };
  for (const { links } of makeCards(evaluation, knowledgeOf(), patientViewService, options)) {
    expect(links?.map(({ type }) => type)).toEqual(['absolute', 'smart']);
    expect(links?.[1]).toEqual({
      label: 'All criteria for this patient',
      url: 'https://nelm.example.org/app/launch.html',
      type: 'smart',
    });
  }
});

test('the source is the page of the one pathway, else that of the edition', () => {
  expect(cards.map((card) => card.source.url)).toEqual([
    'https://nelm.example.org/evidence/review-2016/sirt',
    'https://nelm.example.org/evidence/review-2016/prrt',
    'https://nelm.example.org/evidence/review-2016/',
  ]);
});

test('the topic joins the kind of card and the groups of its pathways, so that dismissing one mutes no other', () => {
  expect(cards.map((card) => card.source.topic)).toEqual([
    {
      code: 'nelmSafetyAblationEmbolisation',
      system: 'urn:nelm-cds:card-topic',
      display: 'Treatment that meets a published exclusion criterion: Ablation and embolisation',
    },
    {
      code: 'nelmDecisiveRadionuclide',
      system: 'urn:nelm-cds:card-topic',
      display: 'Missing data that decide: Radionuclide therapy',
    },
    {
      code: 'nelmPathwaysTransplantationSystemic',
      system: 'urn:nelm-cds:card-topic',
      display: 'Published criteria met: Liver transplantation, Systemic treatment',
    },
  ]);
});

// verifies cds-hooks-3.0 C6
test('the override reasons are those of HL7 for clinicians, each with code, system and display', () => {
  const codes = cards[0]?.overrideReasons?.map(({ code }) => code);
  expect(codes).toEqual([
    'cds-not-applicable',
    'cds-suboptimal-context',
    'recipient-disagrees-evidence',
    'recipient-concerns-outcomes',
    'does-not-align-preferences',
    'not-convenient-feasible',
    'action-completed',
    'patient-contraindication',
    'patient-refuses',
    'too-costly-uncovered',
    'service-not-available',
    'recipient-does-not-understand',
  ]);
  for (const reason of cards.flatMap((card) => card.overrideReasons ?? [])) {
    expect(reason.system).toBe('http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes');
    expect(reason.display).toMatch(/\w/u);
  }
});

// verifies cds-hooks-3.0 C10
test('details are Markdown without HTML, tables or images', () => {
  for (const { detail } of cards) {
    expect(detail).not.toMatch(/<[a-z/!]|!\[|^\s*\|/imu);
    expect(detail).toContain('the multidisciplinary team decides');
    expect(detail).toContain('These criteria date from about 2016');
  }
});

test('no text of the service recommends, prescribes or ranks', () => {
  const words = Object.values(patientViewService.texts).join('\n');
  expect(words).not.toMatch(/\b(give|start|prescribe|recommend\w*|best|first choice|should)\b/iu);
});

test('the evaluation and the knowledge are left as they were', () => {
  const before = JSON.stringify([evaluation, patientViewService]);
  makeAll();
  expect(JSON.stringify([evaluation, patientViewService])).toBe(before);
});

test('the service file announces itself for patient-view and judges each pathway once', () => {
  const { id, hook, pathways } = patientViewServiceFile;
  expect([id, hook]).toEqual(['nelm-patient-view', 'patient-view']);
  expect(new Set(pathways).size).toBe(pathways.length);
});
