import { afterAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { rmSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { ConfigurationError } from '../../src/errors/configuration-error.js';
import {
  createFolder,
  load,
  soundText,
  soundVariables,
  type Variables,
} from '../support/configuration-folder.js';

const folder = createFolder();
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const marker = 'MARKER-7f3a';

/** What is told of a configuration; nothing where it is accepted. */
function toldOf(text: string, variables: Variables = {}): string {
  try {
    return load(folder, text, variables).warnings.join('\n');
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
}

type Step = string | number;

/** The way to every value of a document that is not a group or list. */
function waysToValues(value: unknown, way: readonly Step[] = []): readonly (readonly Step[])[] {
  if (typeof value !== 'object' || value === null) return [way];
  return Object.entries(value).flatMap(([key, part]) =>
    waysToValues(part, [...way, Array.isArray(value) ? Number(key) : key]),
  );
}

function replacedAt(value: unknown, [step, ...rest]: readonly Step[], by: unknown): unknown {
  if (step === undefined) return by;
  if (Array.isArray(value)) {
    return value.map((part: unknown, index) =>
      index === step ? replacedAt(part, rest, by) : part,
    );
  }
  const group = value as Readonly<Record<string, unknown>>;
  return { ...group, [step]: replacedAt(group[step], rest, by) };
}

const sound: unknown = parse(soundText);

test.each(waysToValues(sound).map((way) => [way.join('.'), way] as const))(
  'what stands at %s is never told',
  (_name, way) => {
    for (const by of [
      marker,
      [marker],
      { file: marker },
      { environment: marker },
      `https://u:${marker}@h/?q=${marker}#${marker}`,
      `\${X}${marker}`,
    ]) {
      expect(toldOf(stringify(replacedAt(sound, way, by)))).not.toContain(marker);
    }
  },
);

const secretPlaces = [
  '{ file: pseudonym.key }',
  '{ environment: PROXY }',
  '{ environment: BACKEND_KEY }',
];

/** What YAML, or a reader of fields, would gladly quote. */
const awkward: [string, string][] = [
  ['{', '}'],
  ['{ ', ': x }'],
  ['{ environment: A, ', ': x }'],
  ['{ environment: ', ' }'],
  ['{ environment: "-', '" }'],
  ['{ file: ', ' }'],
  ['{ file: "${', '}" }'],
  ['[', ']'],
  ['*', ''],
  ['&', ''],
  ['!', ' x'],
  ['"\\q', '"'],
  ['', ': x'],
  ['{ a: 1, a: ', ' }'],
  ['{ ', ': 1 ,'],
  ['\n', ':'],
];

test.each(secretPlaces)('whatever is written in place of %s is never told', (place) => {
  const around = fc.string({
    unit: fc.constantFrom(...'{}[]:,&*!|>\'"%@`#-? \nab$'.split('')),
    maxLength: 12,
  });
  fc.assert(
    fc.property(around, around, (before, after) => {
      const text = soundText.replace(place, () => `${before}${marker}${after}`);
      expect(toldOf(text)).not.toContain(marker);
    }),
    { numRuns: 60, examples: awkward },
  );
});

test.each([...Object.keys(soundVariables), 'DATABASE_URL', 'DATA'])(
  'the value of the variable %s is never told',
  (name) => {
    for (const value of [
      marker,
      `postgres://u:${marker}@db/x`,
      `mysql://u:${marker}@db/x`,
      `${marker}:`,
      `-----BEGIN PRIVATE KEY-----\n${marker}`,
    ]) {
      expect(toldOf(soundText, { [name]: value })).not.toContain(marker);
    }
  },
);
