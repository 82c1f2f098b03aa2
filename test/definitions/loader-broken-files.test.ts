import { checkKnowledge } from '../../src/definitions/index.js';
import { fixtureRoot, testBreakages, type Breakage } from './broken-knowledge.js';

const pathway = 'criteria/minimal/surgery/resection/pathway.yaml';
const edition = 'criteria/minimal/edition.yaml';
const ki67 = 'fhir-mappings/pathology/ki67-percent.yaml';
const valueSet = 'fhir-mappings/value-sets/ki67.yaml';

const breakages: readonly Breakage[] = [
  {
    name: 'a misspelt field',
    file: pathway,
    replace: ['    role: attestation', '    rolle: attestation\n    role: attestation'],
    on: 'rolle:',
    message: '`rolle` is not a field known here; did you mean `role`?',
  },
  {
    name: 'a field from nowhere',
    file: 'fhir-mappings/reading.yaml',
    replace: ['approximateSpreadPercent', 'colour: blue\napproximateSpreadPercent'],
    on: 'colour',
    message:
      '`colour` is not a field known here; known are: liverProcedures, stagingReports, candidates, approximateSpreadPercent, drugNames, otherDrugNames, unitSpellings, reportCategories.',
  },
  {
    name: 'a spelling of a unit that is none',
    file: 'fhir-mappings/reading.yaml',
    replace: ["percent: '%'", 'percent: per cent of cells'],
    on: 'percent: per cent',
    message: '`per cent of cells` is no unit of UCUM (https://ucum.org), such as 10*9/L or mg/dL.',
  },
  {
    name: 'a number in quotes',
    file: pathway,
    replace: ['{ fact: ki67Percent, atLeast: 0, below: 5 }', "{ fact: ki67Percent, below: '5' }"],
    on: "below: '5'",
    message: '`below` must be a number, but is the text "5".',
  },
  {
    name: 'a text that YAML reads as a number',
    file: edition,
    replace: ["'1.2.3'", '1.10'],
    on: 'version: 1.10',
    message: '`version` must be a text, but is the number 1.1; put it in quotes.',
  },
  {
    name: 'an odd version',
    file: edition,
    replace: ["'1.2.3'", "'1.2'"],
    on: 'version:',
    message:
      '`version` must be three numbers with points between them, in quotes, such as "1.0.0", but is "1.2".',
  },
  {
    name: 'a role that does not exist',
    file: pathway,
    replace: ['role: exclusion', 'role: exclusions'],
    on: 'exclusions',
    message:
      '`role` must be one of: inclusion, exclusion, attestation, favourable, unfavourable, caution; but it is `exclusions`; did you mean `exclusion`?',
  },
  {
    name: 'a missing field',
    file: pathway,
    replace: ['    role: attestation\n', ''],
    on: 'id: acceptable-risk',
    message: 'The field `role` is missing in entry 4 of `criteria`.',
  },
  {
    name: 'a field without a value',
    file: pathway,
    replace: ['shortTitle: Resection', 'shortTitle:'],
    on: 'shortTitle:',
    message: '`shortTitle` must be a text, but it has no value.',
  },
  {
    name: 'a single value where a list belongs',
    file: ki67,
    replace: ['sources:\n', 'values: low\nsources:\n'],
    on: 'values: low',
    message: '`values` must be a list, but is the text "low".',
  },
  {
    name: 'yes where true belongs',
    file: ki67,
    replace: ['root: true', 'root: yes'],
    on: 'root: yes',
    message: '`root` must be true or false, but is the text "yes".',
  },
  {
    name: 'an empty list',
    file: 'criteria/minimal/systemic/team-review/pathway.yaml',
    replace: ['anyOf: [resection, analogue]', 'anyOf: []'],
    on: 'anyOf',
    message: '`anyOf` must not be empty.',
  },
  {
    name: 'the same value twice in a list',
    file: pathway,
    replace: ['in: [G1, G2]', 'in: [G1, G1]'],
    on: 'in: [G1, G1]',
    message: '`in` names the same thing twice: "G1".',
  },
  {
    name: 'a misspelt operator deep in a condition, told at the test itself',
    file: pathway,
    replace: ['not: { fact: liverMetastases, is: no }', 'not: { fact: liverMetastases, iss: no }'],
    on: 'iss: no',
    message: '`iss` is not a field known here; did you mean `is`?',
  },
  {
    name: 'a condition that is all and any at once',
    file: pathway,
    replace: [
      '    when:\n      all:',
      '    when:\n      any: [{ fact: age, below: 5 }]\n      all:',
    ],
    on: 'any: [{',
    message: '`any` is not a field known here; known are: all.',
  },
  {
    name: 'a code without a code system',
    file: valueSet,
    replace: ['loinc|29593-1', '29593-1'],
    on: 'code: 29593-1',
    message:
      '`code` must be the short name of a code system, a bar and a code, such as loinc|29593-1, but is "29593-1".',
  },
  {
    name: 'a fact id in the wrong spelling',
    file: pathway,
    replace: ['{ fact: age, below: 55 }', '{ fact: Age, below: 55 }'],
    on: 'fact: Age',
    message:
      '`fact` must be a fact id such as ki67Percent: it begins with a small letter and has only letters and digits, but is "Age".',
  },
  {
    name: 'a key given twice',
    file: pathway,
    replace: ['title: Resection of the metastases', 'title: Resection\ntitle: Resections'],
    on: 'title: Resections',
    message: '`title` is given twice here; keep one of the two.',
  },
  {
    name: 'a tab for indentation',
    file: edition,
    replace: ['    title: Surgery', '\ttitle: Surgery'],
    on: '\ttitle: Surgery',
    message: 'A tab stands where spaces are needed; indent with spaces.',
  },
  {
    name: 'a bracket that is not closed',
    file: 'fhir-mappings/reading.yaml',
    replace: ['[thermal-ablation]', '[thermal-ablation'],
    on: 'stagingReports',
    message: 'A list or group opened with [ or { is not closed before this line.',
  },
  {
    name: 'an empty file',
    file: valueSet,
    text: '',
    message: 'The file is empty.',
  },
  {
    name: 'a file of comments only',
    file: valueSet,
    text: '# yaml-language-server: $schema=../../schemas/value-set.schema.json\n',
    message: 'The file is empty.',
  },
  {
    name: 'two documents in one file',
    file: valueSet,
    replace: ['codes:', '---\ncodes:'],
    on: '---',
    message: 'The file holds more than one document; remove the line `---`.',
  },
  {
    name: 'a list where a file of fields belongs',
    file: valueSet,
    text: '# yaml-language-server: $schema=../../schemas/value-set.schema.json\n- a\n',
    on: '- a',
    message: 'The file must be a group of fields, but is a list.',
  },
  {
    name: 'a file in a place where none belongs',
    file: 'criteria/minimal/resection.yaml',
    text: 'id: resection\n',
    message: 'No knowledge file belongs at this place; see the folders of the files beside it.',
  },
  {
    name: 'the ending .yml',
    file: 'fhir-mappings/pathology/mitoses.yml',
    text: 'fact: mitoses\n',
    message: 'The ending of the file must be .yaml.',
  },
  {
    name: 'a site overlay',
    file: 'fhir-mappings/sites/somewhere.yaml',
    text: 'id: somewhere\n',
    message: 'Site overlays are not read by this version.',
  },
  {
    name: 'a first line that leads to another schema',
    file: valueSet,
    replace: ['value-set.schema.json', 'fact.schema.json'],
    message:
      'The first line must be: # yaml-language-server: $schema=../../schemas/value-set.schema.json',
  },
  {
    name: 'an instant without a zone',
    file: 'fhir-mappings/patient/age.cases.yaml',
    replace: ['10:00:00Z', '10:00:00'],
    on: 'at:',
    message:
      '`at` must be a date and time with its zone, such as 2026-11-23T10:00:00Z, but is "2026-11-23T10:00:00".',
  },
];

test('The fixture knowledge is sound.', () => {
  expect(checkKnowledge(fixtureRoot)).toEqual([]);
});

testBreakages(breakages, { alone: true });
