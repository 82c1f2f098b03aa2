/** A little knowledge in which every part of the pages occurs. */
import type { FactDefinition, PathwayDefinition, ValueSetFile } from '../../src/model/knowledge.js';
import { knowledgeOf } from './knowledge-builder.js';

const source = { section: 'Surgery' };

const pathway: PathwayDefinition = {
  id: 'sirt',
  group: 'ablation-embolisation',
  title: 'Radioembolisation',
  shortTitle: 'SIRT',
  summary: 'About *SIRT*.',
  prominence: 'low',
  criteria: [
    {
      id: 'low-grade',
      role: 'inclusion',
      label: 'low grade',
      when: {
        all: [
          { fact: 'grade', in: ['G1', 'G2'] },
          {
            not: {
              any: [
                { fact: 'age', atLeast: 55 },
                { fact: 'bulkSymptoms', is: 'yes' },
              ],
            },
          },
        ],
      },
      source: { section: 'Outside', external: true, citation: 'unread' },
      figures: ['response'],
      note: 'A note.',
    },
    {
      id: 'thrombosis',
      role: 'exclusion',
      label: 'thrombosis',
      when: { fact: 'portalVeinThrombosis', is: 'yes' },
      source,
      alternative: { pathway: 'prrt', text: 'Not counted there.' },
    },
    { id: 'risk', role: 'attestation', label: 'risk acceptable', source },
  ],
  arms: [{ id: 'young', label: 'the young', when: { fact: 'age', below: 55 }, source }],
  preferredOver: { pathway: 'prrt', when: { fact: 'grade', is: 'G1' } },
  figures: ['response'],
  notes: [{ text: 'Debated.', source }],
};
const other: PathwayDefinition = {
  id: 'prrt',
  group: 'radionuclide',
  title: 'PRRT in full',
  shortTitle: 'PRRT',
  summary: 'About PRRT.',
  criteria: [],
  view: { anyOf: ['sirt'] },
};

const facts: readonly FactDefinition[] = [
  {
    fact: 'grade',
    label: 'Grade',
    topic: 'pathology',
    kind: 'one-of',
    values: ['G1', 'G2', 'G3'],
    valueLabels: { G3: 'high grade' },
    root: false,
    sources: [
      {
        resource: 'Observation',
        codes: 'grades',
        value: { coded: 'answers', boolean: { true: ['G1'] }, strings: { low: ['G1', 'G2'] } },
      },
    ],
    derive: {
      rule: 'grade by age',
      source: 'Test',
      use: 'fallback',
      putsInDoubt: ['age'],
      estimates: [
        {
          cases: [
            { when: { fact: 'age', below: 50, documented: true }, gives: ['G1', 'G2'] },
            { when: { fact: 'age', atLeast: 50 }, gives: ['G3'] },
          ],
          otherwise: ['G1'],
          ignoredWithout: 'age',
        },
      ],
    },
    absence: {
      presume: ['G1'],
      rule: 'nothing on a list that was read',
      source: 'Test',
      readable: ['Condition'],
      staged: { regions: ['chest', 'abdomen'], withinMonths: 6 },
    },
    source: 'Test',
  },
  {
    fact: 'age',
    label: 'Age',
    topic: 'patient',
    kind: 'interval',
    unit: 'a',
    minimum: 0,
    shelfLifeMonths: 1,
    oldAfterMonths: 24,
    staleAfterLiverProcedure: true,
    root: true,
    sources: [{ resource: 'Patient', element: 'birthDate' }],
    source: 'Test',
  },
  ...['bulkSymptoms', 'portalVeinThrombosis'].map((fact): FactDefinition => ({
    fact,
    label: fact,
    topic: 'test',
    kind: 'one-of',
    values: ['yes', 'no'],
    root: true,
    sources: [],
    source: 'Test',
  })),
];

export const valueSets: readonly ValueSetFile[] = [
  {
    id: 'grades',
    title: 'Grades | all',
    source: 'LOINC',
    version: '2026-11',
    codes: [
      { code: 'loinc|1-1', display: 'Grade [Score]', properties: { grade: ['G1', 'G3'] } },
      { code: 'icd|C78', display: 'Secondary', descendants: true, note: 'Noted.' },
    ],
    doNotMatch: [{ code: 'loinc|2-2', display: 'Other grade', why: 'Breast only.' }],
  },
  { id: 'answers', title: 'Answers', source: 'Test', version: '1', codes: [] },
];

const base = knowledgeOf({
  pathways: [pathway, other],
  facts,
  figures: [
    {
      id: 'response',
      statement: 'Half responded.',
      trial: 'TRIAL-1',
      citation: 'unread',
      section: 'Surgery',
    },
  ],
  citations: [{ id: 'unread', text: 'Doe J. 2015', doi: '10.1/x', verified: false }],
});
export const knowledge = {
  ...base,
  codeSystems: { systems: { loinc: { title: 'LOINC', uris: ['http://loinc.org'] } } },
};
