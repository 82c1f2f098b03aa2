import { testBreakages } from './broken-knowledge.js';

const age = 'fhir-mappings/patient/age.yaml';

function withTherapies(therapies: string): readonly [string, string] {
  const parameters = `{ withinMonths: 12, therapies: ${therapies} }`;
  return [
    'source: Made up',
    `derive:\n  rule: R\n  source: S\n  algorithm: progression-during-therapy\n  parameters: ${parameters}\nsource: Made up`,
  ];
}

testBreakages([
  {
    name: 'a therapy that is none',
    file: age,
    replace: withTherapies('[walking]'),
    on: 'parameters:',
    message: '`walking` is not a value of `priorTherapies`',
  },
  {
    name: 'an empty list of therapies',
    file: age,
    replace: withTherapies('[]'),
    on: 'parameters:',
    message: 'The parameter `therapies` must list members of `priorTherapies`.',
  },
  {
    name: 'therapies that are no list',
    file: age,
    replace: withTherapies('octreotide'),
    on: 'parameters:',
    message: 'The parameter `therapies` must list members of `priorTherapies`.',
  },
]);
