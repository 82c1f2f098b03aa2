import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import {
  withConfigurationTables,
  type SchemaNode,
} from '../../src/documentation/configuration-page.js';
import { topicCodes } from '../../src/cards/index.js';
import { loadKnowledge } from '../../src/definitions/index.js';
import { expectGolden } from '../support/golden.js';

const page = 'docs/configuration.md';

function schema(): SchemaNode {
  return JSON.parse(readFileSync('schemas/configuration.schema.json', 'utf8')) as SchemaNode;
}

function fieldsOf(node: SchemaNode): readonly (readonly [string, SchemaNode])[] {
  const parts = [
    ...Object.entries(node.properties ?? {}),
    ...Object.entries(node.definitions ?? {}),
  ];
  const items = node.items ? fieldsOf(node.items) : [];
  return [
    ...Object.entries(node.properties ?? {}),
    ...parts.flatMap(([, part]) => fieldsOf(part)),
    ...items,
  ];
}

test('docs/configuration.md has the tables of the schema (UPDATE_GOLDEN=1 rewrites them)', () => {
  expectGolden(page, withConfigurationTables(readFileSync(page, 'utf8'), schema()));
});

test('the smallest example stands in docs/configuration.md as it lies in docs/examples', () => {
  const example = readFileSync('docs/examples/production/minimal.yaml', 'utf8');
  const fields = example
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n');

  expect(readFileSync(page, 'utf8')).toContain(`\`\`\`yaml\n${fields}\`\`\``);
});

describe('docs/configuration.md tells of the knowledge', () => {
  const { edition, queryPlan, services } = loadKnowledge('.');
  const sectionOf = (heading: string): string =>
    readFileSync(page, 'utf8').split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const codesIn = (text: string | undefined): readonly string[] =>
    [...(text ?? '').matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? '');

  test('every order with its label', () => {
    const orders = services.flatMap((service) => service.orders);

    expect(sectionOf('Topics and orders').split('| Order | Label |\n| --- | --- |\n')[1]).toBe(
      orders.map(({ id, label }) => `| \`${id}\` | ${label} |\n`).join(''),
    );
  });

  test('the parts of every topic code', () => {
    const lines = sectionOf('Topics and orders').split('\n');
    const partsOf = (start: string) => codesIn(lines.find((line) => line.startsWith(start)));
    const combinations = partsOf('| groups').reduce(
      (found, group) => [...found, ...found.map((earlier) => earlier + group)],
      [''],
    );
    const codes = partsOf('| kind').flatMap((kind) =>
      combinations.map((groups) => `nelm${kind}${groups || (partsOf('| without')[0] ?? '')}`),
    );

    expect(codes).toEqual(topicCodes(edition.groups.map(({ id }) => id)));
  });

  test('every type of resource that is read', () => {
    const types = [...new Set(queryPlan.map(({ resourceType }) => resourceType))];

    expect(sectionOf('What the EHR must allow').replace(/\s+/g, ' ')).toContain(
      `never writes: ${types.join(', ')}.`,
    );
  });
});

test('the schema is valid JSON Schema, strictly', () => {
  const ajv = new Ajv({ strict: true, allowUnionTypes: true, useDefaults: true });
  ajv.addKeyword({ keyword: 'patternErrorMessage', schemaType: 'string' });

  expect(ajv.validateSchema(schema())).toBe(true);
  expect(ajv.compile(schema())({})).toBe(false);
});

test('every field of the schema is described', () => {
  const definitions = schema().definitions ?? {};
  const described = ([, { $ref = '', description }]: readonly [string, SchemaNode]): boolean =>
    (description ?? definitions[$ref.replace('#/definitions/', '')]?.description ?? '') !== '';

  expect(
    fieldsOf(schema())
      .filter((field) => !described(field))
      .map(([name]) => name),
  ).toEqual([]);
});

test('tables tell what must be given, what may be, and the default', () => {
  const text = withConfigurationTables('# Page\n', {
    description: 'All.',
    required: ['port'],
    properties: {
      port: { type: 'integer', minimum: 1, maximum: 9, description: 'A port.' },
      level: { enum: ['a', 'b'], default: 'a', description: 'A level.' },
      clients: { items: { properties: { id: { type: 'string', description: 'An | id.' } } } },
    },
  });

  expect(text.split('\n')).toEqual(
    expect.arrayContaining([
      '| `port` | 1 to 9 | **required** | A port. |',
      '| `level` | `a`, `b` | `a` | A level. |',
      '| `clients` | list of [fields](#clients) | - | - |',
      '### `clients[]`',
      '| `id` | text | - | An \\| id. |',
    ]),
  );
});
