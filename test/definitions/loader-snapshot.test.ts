import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DefinitionError } from '../../src/errors/definition-error.js';
import { keepSnapshot, loadKnowledge } from '../../src/definitions/index.js';
import { parseKnowledge } from '../../src/definitions/assemble.js';
import { knowledgeFromFiles } from '../../src/definitions/load-knowledge.js';
import { readKnowledgeFiles } from '../../src/definitions/source/knowledge-files.js';
import { createSchemaValidator } from '../../src/definitions/source/schema-validation.js';
import { readSnapshot, type Snapshot } from '../../src/definitions/source/snapshot.js';
import type { Knowledge } from '../../src/model/knowledge.js';
import { packageRoot } from '../../src/package-root.js';
import { fixtureRoot, soundFiles } from './broken-knowledge.js';
import { overlayTexts, withOverlay } from './overlay-files.js';

const folder = mkdtempSync(join(tmpdir(), 'nelm-cds-snapshot-'));
const snapshotFile = join(folder, 'snapshot.json');
const schemas = createSchemaValidator();

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function snapshotOf(root: string): Snapshot {
  keepSnapshot(root, snapshotFile);
  return readSnapshot(snapshotFile);
}

function load(files: typeof soundFiles, edition: string, snapshot?: Snapshot): Knowledge {
  return knowledgeFromFiles({ files, problems: [] }, edition, schemas, snapshot);
}

function contentsOf(files: typeof soundFiles, snapshot?: Snapshot): readonly unknown[] {
  return parseKnowledge({ files, problems: [] }, schemas, snapshot).documents.map(
    ({ file, kind, value }) => ({ file, kind, value }),
  );
}

function problemsOf(files: typeof soundFiles, snapshot?: Snapshot): unknown {
  try {
    return load(files, 'minimal', snapshot);
  } catch (error) {
    return error instanceof DefinitionError ? error.problems : error;
  }
}

const edition = 'criteria/minimal/edition.yaml';
const isKnown = (snapshot: Snapshot): boolean =>
  soundFiles.some((file) => snapshot.contentOf(file) !== undefined);

test.each([
  ['the shipped edition', packageRoot(), 'review-2016'],
  ['the fixture', fixtureRoot, 'minimal'],
])('Knowledge of %s is the same from the snapshot as from the files.', (_name, root, id) => {
  const { files } = readKnowledgeFiles(root, { withCases: false });

  const snapshot = snapshotOf(root);

  expect(files.filter((file) => snapshot.contentOf(file) === undefined)).toEqual([]);
  expect(contentsOf(files, snapshot)).toStrictEqual(contentsOf(files));
  expect(JSON.stringify(load(files, id, snapshot))).toBe(JSON.stringify(load(files, id)));
});

test('Files are known to fit together as a whole alone.', () => {
  const { files } = readKnowledgeFiles(fixtureRoot, { withCases: false });
  const [first, ...others] = files;
  const changed = { path: first?.path ?? '', text: `${first?.text ?? ''}\n` };

  const snapshot = snapshotOf(fixtureRoot);

  expect(snapshot.fitTogether(files)).toBe(true);
  expect(snapshot.fitTogether([...others, changed])).toBe(false);
  expect(snapshot.fitTogether(others)).toBe(false);
  expect(snapshot.fitTogether([...files, { path: 'hooks/more.yaml', text: '' }])).toBe(false);
});

test('Files that do not fit together are not known to.', () => {
  const root = join(folder, 'unfit');
  cpSync(fixtureRoot, root, { recursive: true });
  rmSync(join(root, 'fhir-mappings/value-sets/ki67.yaml'));
  const { files } = readKnowledgeFiles(root, { withCases: false });

  const snapshot = snapshotOf(root);

  expect(isKnown(snapshot)).toBe(true);
  expect(snapshot.fitTogether(files)).toBe(false);
});

test('A file that has changed since is read anew.', () => {
  const files = soundFiles.map(({ path, text }) => ({
    path,
    text: path === edition ? text.replace('Made-up', 'Invented') : text,
  }));

  const snapshot = snapshotOf(fixtureRoot);

  expect(load(files, 'minimal', snapshot).hash).toBe(load(files, 'minimal').hash);
  expect(load(files, 'minimal', snapshot).hash).not.toBe(load(soundFiles, 'minimal').hash);
});

test('A file that is known from another place is read anew.', () => {
  const snapshot = snapshotOf(fixtureRoot);

  const moved = soundFiles.map(({ path, text }) => ({ path: `elsewhere/${path}`, text }));

  expect(moved.filter((file) => snapshot.contentOf(file) !== undefined)).toEqual([]);
});

test('An overlay over known files is loaded as without a snapshot.', () => {
  const files = withOverlay(overlayTexts);

  const snapshot = snapshotOf(fixtureRoot);

  expect(JSON.stringify(load(files, 'wider', snapshot))).toBe(JSON.stringify(load(files, 'wider')));
});

test.each([
  ['A broken file', '    role: attestation\n', ''],
  ['A breach across files', 'fact: ki67Percent', 'fact: ki67Percentage'],
])('%s is refused with the same words and lines beside known files.', (_name, from, to) => {
  const files = soundFiles.map(({ path, text }) => ({
    path,
    text: path.endsWith('pathway.yaml') ? text.replace(from, to) : text,
  }));
  const problems = problemsOf(files, snapshotOf(fixtureRoot));

  expect(problems).not.toEqual([]);
  expect(problems).toEqual(problemsOf(files));
});

test('A breach between known files is told with its line.', () => {
  const files = soundFiles.filter(({ path }) => path !== 'fhir-mappings/value-sets/ki67.yaml');
  const problems = problemsOf(files, snapshotOf(fixtureRoot));

  expect(problems).toEqual(problemsOf(files));
  expect(problems).not.toEqual([]);
});

test('A broken file is not kept.', () => {
  const root = join(folder, 'broken');
  cpSync(fixtureRoot, root, { recursive: true });
  writeFileSync(join(root, edition), 'id: [');

  const snapshot = snapshotOf(root);

  expect(snapshot.contentOf({ path: edition, text: 'id: [' })).toBeUndefined();
  expect(isKnown(snapshot)).toBe(true);
  expect(() => loadKnowledge(root, { edition: 'minimal' })).toThrow(DefinitionError);
});

test.each([
  ['a changed letter', (text: string) => text.replace('Made-up', 'Invented')],
  ['its end missing', (text: string) => text.slice(0, -10)],
  ['another maker', (text: string) => text.replace(/"madeBy":"\w+"/, '"madeBy":"other"')],
  ['nothing in it', () => ''],
])('A snapshot with %s is not used.', (_name, damage) => {
  keepSnapshot(fixtureRoot, snapshotFile);
  writeFileSync(snapshotFile, damage(readFileSync(snapshotFile, 'utf8')));

  expect(isKnown(readSnapshot(snapshotFile))).toBe(false);
});

test('Without a snapshot all is read from the files.', () => {
  expect(isKnown(readSnapshot(join(folder, 'missing.json')))).toBe(false);
});
