/** The example of an overlay edition in the docs, copied beside the default edition as the docs say. */
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { sandboxPatients } from '../../sandbox/patients/index.js';
import { runPathwayCase } from '../../src/case-tables/run-pathway-case.js';
import { explainCommand } from '../../src/cli/explain-command.js';
import { checkKnowledge, loadCases, loadKnowledge } from '../../src/definitions/index.js';
import { evidencePage } from '../../src/evidence/index.js';
import { root } from '../support/knowledge.js';

const edition = 'transplant-2016-example';
const pathway = 'liver-transplantation';
const now = new Date('2026-11-23T10:00:00Z');

const copy = mkdtempSync(join(tmpdir(), 'editions-'));
cpSync(join(root, 'criteria'), join(copy, 'criteria'), { recursive: true });
cpSync(join(root, 'docs/examples/editions', edition), join(copy, 'criteria', edition), {
  recursive: true,
});
for (const folder of ['fhir-mappings', 'hooks']) {
  symlinkSync(join(root, folder), join(copy, folder), 'dir');
}
afterAll(() => {
  rmSync(copy, { recursive: true });
});

const knowledge = loadKnowledge(copy, { edition });
const tables = loadCases(copy).pathways.filter((table) => table.edition === edition);

function explain(patient: string, ...options: readonly string[]): string {
  const resources = sandboxPatients(now).find(({ id }) => id === patient)?.resources ?? [];
  const file = join(copy, `${patient}.json`);
  const entry = resources.map((resource) => ({ resource }));
  writeFileSync(file, JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry }));
  const printed: string[] = [];
  explainCommand([file, '--time-zone', 'UTC', ...options], {
    root: copy,
    cwd: copy,
    environment: {},
    software: 'test',
    color: false,
    now: () => now,
    newId: () => 'id',
    print: (line) => printed.push(line),
    printError: () => undefined,
    serve: () => Promise.resolve(0),
  });
  return printed.join('\n');
}

test('It is valid beside the default edition.', () => {
  expect(checkKnowledge(copy)).toEqual([]);
});

test('It is not among the editions that are shipped.', () => {
  const shipped = new Set(loadCases(root).pathways.map((table) => table.edition));

  expect([...shipped]).toEqual(['review-2016']);
});

describe.each(tables.map(({ table }) => [table.pathway, table] as const))(
  'criteria of %s in the example',
  (_, table) => {
    test.each(table.cases.map((row) => [row.name, row] as const))('%s', (_name, row) => {
      const { expected, actual } = runPathwayCase(table, row, knowledge);

      expect(actual).toEqual(expected);
    });
  },
);

test('Each limit that nobody verified says so in its label.', () => {
  const criteria = knowledge.pathwayById.get(pathway)?.criteria ?? [];
  const changed = criteria.filter(({ source }) => source.external === true && source.citation);

  expect(Object.fromEntries(changed.map(({ id, label }) => [id, label]))).toMatchObject({
    'ki67-below-5': 'Ki-67 below 10 % (citation not verified)',
    'age-below-55': 'age of at most 60 years (citation not verified)',
  });
});

test('The evidence page names the edition, the changes and where the limits come from.', () => {
  const page = evidencePage(knowledge, pathway) ?? '';

  expect(page).toContain('EXAMPLE: widened transplant limits');
  expect(page).toContain('Changed against');
  expect(page).toContain('possibly machine-written');
});

describe('explain --edition', () => {
  const statusOf = (text: string): string | undefined => {
    const evaluation = JSON.parse(text) as {
      knowledge: { edition: string };
      pathways: Readonly<Record<string, { status: string }>>;
    };
    return `${evaluation.knowledge.edition}: ${evaluation.pathways[pathway]?.status ?? ''}`;
  };
  const wider = ['--assume', 'age=58', '--assume', 'ki67Percent=7'];
  const well = ['--assume', 'differentiation=well', '--assume', 'grade=G2'];

  test('judges by the wider limits, which the default edition does not know.', () => {
    const options = ['--json', ...wider, ...well];

    expect(statusOf(explain('birch', ...options))).toBe('review-2016: criteria-not-met');
    expect(statusOf(explain('birch', ...options, '--edition', edition))).toBe(
      `${edition}: criteria-met`,
    );
  });

  test('prints cards that name the edition.', () => {
    const text = explain('birch', '--edition', edition);

    expect(text).toContain('EXAMPLE: widened transplant limits');
    expect(text).not.toContain('Source: Review of about 2016');
  });
});
