import { mkdtempSync, rmSync, symlinkSync, cpSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkKnowledge, loadCases, loadKnowledge } from '../../src/definitions/index.js';
import { DefinitionError } from '../../src/errors/definition-error.js';
import { fixtureRoot } from './broken-knowledge.js';

const edition = 'minimal';
const knowledge = loadKnowledge(fixtureRoot, { edition });

const local = 'https://nelm-cds.example.org/fhir/CodeSystem/nelm';
const icd10 = 'http://hl7.org/fhir/sid/icd-10-cm';

describe('value sets', () => {
  test.each([
    ['a code under the official address', 'ki67', 'http://loinc.org', '29593-1', 'loinc|29593-1'],
    [
      'a code under another address',
      'ki67',
      'urn:oid:2.16.840.1.113883.6.1',
      '29593-1',
      'loinc|29593-1',
    ],
    ['a code of another system', 'ki67', icd10, '29593-1', undefined],
    ['a code without a system', 'ki67', undefined, '29593-1', undefined],
    ['no code', 'ki67', 'http://loinc.org', undefined, undefined],
    ['the beginning of a code', 'ki67', 'http://loinc.org', '29593', undefined],
    ['more than the code', 'ki67', 'http://loinc.org', '29593-10', undefined],
    ['a chapter', 'net-diagnoses', icd10, 'C7A', 'icd-10-cm|C7A'],
    ['a code within a chapter', 'net-diagnoses', icd10, 'C7A.094', 'icd-10-cm|C7A'],
    ['the more exact entry within a chapter', 'net-diagnoses', icd10, 'C7A.1', 'icd-10-cm|C7A.1'],
    ['a code that never matches, within a chapter', 'net-diagnoses', icd10, 'C7A.092', undefined],
    ['a code beside the chapter', 'net-diagnoses', icd10, 'C7B.02', undefined],
    ['a name that objects have anyway', 'ki67', 'constructor', 'prototype', undefined],
  ])('%s is looked up as it must be.', (_name, id, system, code, expected) => {
    const found = knowledge.valueSets.get(id)?.find(system, code);

    expect(found?.code).toBe(expected);
  });

  test('Searches name whole codes under the official address.', () => {
    expect(knowledge.valueSets.get('ki67')?.searchCodes).toEqual([
      'http://loinc.org|29593-1',
      `${local}|ki67-presence`,
    ]);
    expect(knowledge.valueSets.get('net-diagnoses')?.searchCodes).toEqual([`${icd10}|C7A.1`]);
  });
});

test('The query plan reads the patient first and asks only for what facts need.', () => {
  const patient = 'patient={{context.patientId}}';
  const categories = 'http://loinc.org|LP29684-5,http://loinc.org|LP7839-6';
  const codes = `${local}|mdt-review`;

  expect(
    knowledge.queryPlan.map(({ key, path, required, scope }) => [key, path, required, scope]),
  ).toEqual([
    ['patient', 'Patient/{{context.patientId}}', true, true],
    ['conditions', `Condition?${patient}`, true, true],
    [
      'observations-1',
      `Observation?${patient}&code=${local}|grade,http://loinc.org|29593-1,${local}|ki67-presence,${codes}`,
      false,
      false,
    ],
    ['procedures', `Procedure?${patient}`, false, false],
    ['medicationRequests', `MedicationRequest?${patient}`, false, false],
    ['diagnosticReports', `DiagnosticReport?${patient}&category=${categories}`, false, false],
    ['serviceRequests', `ServiceRequest?${patient}&status=active`, false, false],
  ]);
});

test('Each fact knows the queries of its own sources.', () => {
  expect(Object.fromEntries(knowledge.factQueries)).toEqual({
    age: ['patient'],
    grade: ['observations-1'],
    ki67Percent: ['observations-1'],
    liverMetastases: ['conditions'],
    mdtReview: ['observations-1'],
    neuroendocrineDiagnosis: ['conditions'],
    priorTherapies: ['procedures', 'medicationRequests', 'serviceRequests'],
  });
});

test('Facts come after those that they are derived from or presumed by.', () => {
  const order = knowledge.facts.map(({ fact }) => fact);

  expect(order.indexOf('grade')).toBeGreaterThan(order.indexOf('ki67Percent'));
  expect(order.indexOf('liverMetastases')).toBeGreaterThan(
    order.indexOf('neuroendocrineDiagnosis'),
  );
  expect([...order].sort()).toEqual([...knowledge.factById.keys()].sort());
});

test('The limits of a number are those of all tests on it and the ends of its range.', () => {
  expect(Object.fromEntries(knowledge.limits)).toEqual({
    age: [0, 55, 90],
    ki67Percent: [0, 3, 5, 20, 55, 100],
  });
});

test('Pathways stand in the order of the groups and of the services.', () => {
  expect(knowledge.pathways.map(({ id }) => id)).toEqual(['resection', 'analogue', 'team-review']);
});

test('Figures and citations are found by id.', () => {
  expect(knowledge.figures.get('resection-survival')?.trial).toBe('MADE-UP-1');
  expect(knowledge.citations.get('made-up-paper')?.doi).toBe('10.1234/made.up');
  expect(knowledge.version).toBe('1.2.3');
  expect(knowledge.site).toBeNull();
});

test('Nothing in the knowledge can be changed.', () => {
  const { factById, pathways, valueSets, reading } = knowledge;

  expect(Object.isFrozen(pathways[0]?.criteria[0]?.when)).toBe(true);
  expect(Object.isFrozen(reading.candidates)).toBe(true);
  expect(Object.isFrozen(valueSets.get('ki67')?.find('http://loinc.org', '29593-1'))).toBe(true);
  expect(() => (factById as Map<string, unknown>).set('x', {})).toThrow(TypeError);
  expect(() => (factById as Map<string, unknown>).delete('age')).toThrow(TypeError);
});

test('An edition that does not exist is refused with all its missing files.', () => {
  expect(() => loadKnowledge(fixtureRoot, { edition: 'maximal' })).toThrow(DefinitionError);
  expect(() => loadKnowledge(fixtureRoot, { edition: 'maximal' })).toThrow(
    /criteria\/maximal\/edition\.yaml:1:1: This file is missing\.\n.*evidence\.yaml/,
  );
});

test('A site overlay is refused, not ignored.', () => {
  expect(() => loadKnowledge(fixtureRoot, { edition, site: 'somewhere' })).toThrow(
    'fhir-mappings/sites/somewhere.yaml:1:1: There is no site overlay `somewhere`: this version reads none.',
  );
});

test('Case tables come with the files they stand in.', () => {
  const { pathways, mappings } = loadCases(fixtureRoot);

  expect(pathways.map((table) => [table.file, table.edition, table.table.pathway])).toContainEqual([
    'criteria/minimal/surgery/resection/cases.yaml',
    'minimal',
    'resection',
  ]);
  expect(mappings.map(({ file, table }) => [file, table.fact])).toContainEqual([
    'fhir-mappings/pathology/ki67-percent.cases.yaml',
    'ki67Percent',
  ]);
});

test('A file that cannot be read is a problem, not a crash.', () => {
  const root = mkdtempSync(join(tmpdir(), 'knowledge-'));
  cpSync(fixtureRoot, root, { recursive: true });
  symlinkSync('/nowhere', join(root, 'fhir-mappings/pathology/broken.yaml'));

  const problems = checkKnowledge(root);

  rmSync(root, { recursive: true });
  expect(problems.map(({ file, message }) => `${file}: ${message}`)).toEqual([
    'fhir-mappings/pathology/broken.yaml: The file cannot be read.',
  ]);
});

test('Without any knowledge the missing files are told.', () => {
  const root = mkdtempSync(join(tmpdir(), 'knowledge-'));

  const problems = checkKnowledge(root);

  rmSync(root, { recursive: true });
  expect(problems.map(({ file }) => file)).toContain('criteria/review-2016/scope.yaml');
});
