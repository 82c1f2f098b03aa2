import { testBreakages, type Breakage } from './broken-knowledge.js';

const file = 'fhir-mappings/trends.yaml';

function trends(series: string, treatments = 'priorTherapies'): string {
  return `# yaml-language-server: $schema=../schemas/trends.schema.json
series:
${series}
treatments: [${treatments}]
`;
}

const own = '  - { id: marker, label: Marker, codes: ki67, units: [ug/L] }';

const breakages: readonly Breakage[] = [
  {
    name: 'a fact that does not exist',
    file,
    text: trends('  - fact: ki67Percnt'),
    on: 'ki67Percnt',
    message: 'There is no fact `ki67Percnt`; did you mean `ki67Percent`?',
  },
  {
    name: 'a set where a measure must be',
    file,
    text: trends('  - fact: priorTherapies'),
    on: 'fact: priorTherapies',
    message:
      'Here must be a number or one of several values, not `priorTherapies`, which is a set.',
  },
  {
    name: 'a number where treatments must be',
    file,
    text: trends(own, 'ki67Percent'),
    on: 'treatments:',
    message: 'Here must be a set of treatments, not `ki67Percent`, which is a number.',
  },
  {
    name: 'a value set that does not exist',
    file,
    text: trends('  - { id: marker, label: Marker, codes: ki76, units: [ug/L] }'),
    on: 'ki76',
    message: 'There is no value set `ki76`; did you mean `ki67`?',
  },
  {
    name: 'a series given twice',
    file,
    text: trends(`${own}\n${own}`),
    on: 'id: marker',
    last: true,
    message: '`marker` is shown twice.',
  },
  {
    name: 'a series without units',
    file,
    text: trends('  - { id: marker, label: Marker, codes: ki67 }'),
    on: 'id: marker',
    message: 'The field `units` is missing',
  },
];

testBreakages(breakages, { alone: true });
