import fc from 'fast-check';
import { assembleEdition, parseKnowledge } from '../../src/definitions/assemble.js';
import type { KnowledgeFile } from '../../src/definitions/source/knowledge-files.js';
import { createSchemaValidator } from '../../src/definitions/source/schema-validation.js';
import { soundFiles } from './broken-knowledge.js';

const schemas = createSchemaValidator();

function hashOfFiles(files: readonly KnowledgeFile[]): string | undefined {
  const parsed = parseKnowledge({ files, problems: [] }, schemas);
  return assembleEdition(parsed, 'minimal', null).knowledge?.hash;
}

function edited(path: string, edit: (text: string) => string): readonly KnowledgeFile[] {
  return soundFiles.map((file) => (file.path === path ? { path, text: edit(file.text) } : file));
}

const pathway = 'criteria/minimal/surgery/resection/pathway.yaml';
const sound = hashOfFiles(soundFiles);

test('The hash is a SHA-256.', () => {
  expect(sound).toMatch(/^[0-9a-f]{64}$/);
});

test('The order in which files are read does not matter.', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...soundFiles], { minLength: soundFiles.length }), (files) => {
      expect(hashOfFiles(files)).toBe(sound);
    }),
    { numRuns: 10 },
  );
});

test.each([
  ['a comment', pathway, (text: string) => `${text}# a remark\n`],
  ['quotes', pathway, (text: string) => text.replace('group: surgery', "group: 'surgery'")],
  [
    'the order of fields',
    pathway,
    (text: string) =>
      text.replace('id: resection\ngroup: surgery', 'group: surgery\nid: resection'),
  ],
  [
    'a case',
    'criteria/minimal/surgery/resection/cases.yaml',
    (text: string) => text.replace('Nothing is known.', 'Little is known.'),
  ],
])('The hash does not depend on %s.', (_name, path, edit) => {
  const files = edited(path, edit);

  expect(files).not.toEqual(soundFiles);
  expect(hashOfFiles(files)).toBe(sound);
});

test.each([
  ['a limit', pathway, (text: string) => text.replaceAll(/(?<=below:? )5(?= )/g, '6')],
  ['a word', pathway, (text: string) => text.replace('label: acceptable', 'label: tolerable')],
  [
    'a code',
    'fhir-mappings/value-sets/ki67.yaml',
    (text: string) => text.replace('29593-1', '29593-2'),
  ],
  [
    'the label of the edition',
    'criteria/minimal/edition.yaml',
    (text: string) => text.replace('Made-up', 'Invented'),
  ],
])('The hash changes with %s.', (_name, path, edit) => {
  const hash = hashOfFiles(edited(path, edit));

  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(hash).not.toBe(sound);
});
