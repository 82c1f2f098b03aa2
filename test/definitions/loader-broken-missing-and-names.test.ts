import { testBreakages } from './broken-knowledge.js';

const pathway = 'criteria/minimal/surgery/resection/pathway.yaml';
const analogue = 'criteria/minimal/systemic/analogue/pathway.yaml';
const cases = 'criteria/minimal/surgery/resection/cases.yaml';
const scope = 'criteria/minimal/scope.yaml';
const service = 'hooks/minimal-patient-view/service.yaml';
const reading = 'fhir-mappings/reading.yaml';
const ki67 = 'fhir-mappings/pathology/ki67-percent.yaml';
const ki67Codes = 'fhir-mappings/value-sets/ki67.yaml';
const diagnoses = 'fhir-mappings/value-sets/net-diagnoses.yaml';
const edition = 'criteria/minimal/edition.yaml';

testBreakages([
  { name: 'no scope file', file: scope, missing: true, message: 'This file is missing.' },
  { name: 'no reading rules', file: reading, missing: true, message: 'This file is missing.' },
  {
    name: 'no service',
    file: service,
    missing: true,
    toldIn: 'hooks',
    message: 'There is no service in this folder.',
  },
  {
    name: 'a pathway without cases',
    file: cases,
    missing: true,
    toldIn: pathway,
    on: 'id: resection',
    message: 'The pathway has no cases; add cases.yaml beside it.',
  },
  {
    name: 'a fact without cases',
    file: 'fhir-mappings/patient/age.cases.yaml',
    missing: true,
    toldIn: 'fhir-mappings/patient/age.yaml',
    on: 'fact: age',
    message: 'The fact `age` has no cases; add a file ending in .cases.yaml beside it.',
  },
  {
    name: 'an edition in a folder of another name',
    file: edition,
    replace: ['id: minimal', 'id: maximal'],
    on: 'id: maximal',
    message: 'The edition is `maximal`, but it lies in the folder `minimal`.',
  },
  {
    name: 'a topic that is not the folder',
    file: ki67,
    replace: ['topic: pathology', 'topic: histology'],
    on: 'topic:',
    message: 'The topic is `histology`, but the file lies in the folder `pathology`.',
  },
  {
    name: 'a group that the edition does not have',
    file: edition,
    replace: ['- id: surgery', '- id: surgeries'],
    toldIn: pathway,
    on: 'group: surgery',
    message: 'There is no group `surgery` in edition.yaml.',
  },
  {
    name: 'the same group twice',
    file: edition,
    replace: ['limits:', '  - id: surgery\n    title: Again\nlimits:'],
    on: '- id: surgery',
    last: true,
    message: 'The group `surgery` is defined twice.',
  },
  {
    name: 'a criterion defined twice',
    file: pathway,
    replace: ['- id: young', '- id: acceptable-risk'],
    on: '- id: acceptable-risk',
    last: true,
    message: 'The criterion `acceptable-risk` is defined twice in this pathway.',
  },
  {
    name: 'a criterion that the scope adds already',
    file: pathway,
    replace: ['- id: acceptable-risk', '- id: not-very-old'],
    on: '- id: not-very-old',
    message: 'The criterion `not-very-old` is already added to every pathway by scope.yaml.',
  },
  {
    name: 'an arm defined twice',
    file: analogue,
    replace: [
      'arms:\n',
      'arms:\n  - id: octreotide-lar\n    label: first\n    when: { fact: age, below: 5 }\n    source: { section: A }\n',
    ],
    on: '- id: octreotide-lar',
    last: true,
    message: 'The arm `octreotide-lar` is defined twice in this pathway.',
  },
  {
    name: 'a code listed twice',
    file: ki67Codes,
    replace: ['local|ki67-presence', 'loinc|29593-1'],
    on: 'loinc|29593-1',
    last: true,
    message: 'The code `loinc|29593-1` is listed twice in this value set.',
  },
  {
    name: 'a code that matches and never matches',
    file: diagnoses,
    replace: ['icd-10-cm|C7A.092', 'icd-10-cm|C7A.1'],
    on: 'C7A.1',
    last: true,
    message: 'The code `icd-10-cm|C7A.1` is listed both as matching and as never matching.',
  },
  {
    name: 'a code system that nobody defined',
    file: ki67Codes,
    replace: ['loinc|29593-1', 'lonic|29593-1'],
    on: 'lonic',
    message: 'There is no code system `lonic` in code-systems.yaml; did you mean `loinc`?',
  },
  {
    name: 'one address for two code systems',
    file: 'fhir-mappings/code-systems.yaml',
    replace: ['https://nelm-cds.example.org/fhir/CodeSystem/nelm', 'http://loinc.org'],
    on: 'http://loinc.org',
    last: true,
    message: 'The address http://loinc.org already belongs to `loinc`.',
  },
  {
    name: 'a value set that nobody defined',
    file: ki67,
    replace: ['codes: ki67', 'codes: ki-67'],
    on: 'codes: ki-67',
    message: 'There is no value set `ki-67`; did you mean `ki67`?',
  },
]);
