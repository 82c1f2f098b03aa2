import { afterAll, describe, expect, test } from '@jest/globals';
import { rmSync } from 'node:fs';
import { createFolder, problemsOf, soundText } from '../support/configuration-folder.js';
import { authenticationMistakes } from '../support/configuration-mistakes/authentication.js';
import { clientMistakes } from '../support/configuration-mistakes/clients.js';
import type { Mistake } from '../support/configuration-mistakes/mistake.js';
import { outboundMistakes } from '../support/configuration-mistakes/outbound.js';
import { serverMistakes } from '../support/configuration-mistakes/server.js';

const folder = createFolder();
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function lineOf(text: string, part: string): number {
  return text.split('\n').findIndex((line) => line.includes(part)) + 1;
}

describe.each([
  ['server, limits and store', serverMistakes],
  ['outbound connections and secrets', outboundMistakes],
  ['authentication', authenticationMistakes],
  ['clients', clientMistakes],
])('of %s', (_part, mistakes) => {
  test.each(Object.entries(mistakes))('%s is refused at its line', (_name, mistake: Mistake) => {
    const { from, to, message, variables } = mistake;
    const on = mistake.on ?? to.split('\n')[0] ?? '';
    expect(soundText.split(from)).toHaveLength(2);
    const text = soundText.replace(from, () => to);

    const problems = problemsOf(folder, text, variables);

    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(message);
    expect(problems[0]).toMatch(new RegExp(`^${lineOf(text, on)}: `));
  });
});

test('all problems are told at once, as they stand in the file', () => {
  const text = soundText
    .replace('baseUrl: https://CDS', 'baseUrl: http://CDS')
    .replace('deadlineMs: 3000', 'deadlineMs: 1\n  colour: red')
    .replace('file: pseudonym.key', 'file: none.key')
    .replace('timeZone: UTC', 'timeZone: UCT-1\n    mayExplain: perhaps')
    .replace('code: SAFETY1', "code: '-'")
    .replace('prefetch: ignore', 'prefetch: sometimes');

  const lines = problemsOf(folder, text).map((problem) => Number(problem.split(':')[0]));

  const places = [
    'baseUrl',
    'deadlineMs',
    'colour',
    'none.key',
    "code: '-'",
    'sometimes',
    'UCT-1',
    'perhaps',
  ];
  expect(lines).toEqual(places.map((place) => lineOf(text, place)));
});

test('a field that is not known in place of a secret is told once, and not by its name', () => {
  const text = soundText.replace('{ file: pseudonym.key }', '{ key: pseudonym.key }');

  expect(problemsOf(folder, text)).toEqual([
    expect.stringMatching(/^16: A secret is never written into the configuration/),
  ]);
});

test.each([
  ['an empty file', '', 'The file is empty.'],
  ['a list', '- server', 'A group of fields is needed'],
  ['a text', 'server', 'A group of fields is needed'],
  ['null', '~', 'A group of fields is needed'],
  ['a broken line', 'server: {', 'A list or group opened'],
  ['a field twice', 'server: 1\nserver: 2', 'A field is given twice'],
  ['an alias without an anchor', 'server: *none', 'An alias (*) stands without an anchor'],
  ['an alias inside its own anchor', 'server: &a [*a]', 'An alias (*) stands without an anchor'],
  ['a client that is nothing', 'clients: [~]', 'entry 1 of `clients` must be a group of fields'],
  ['clients that are a text', 'clients: all', '`clients` must be a list'],
])('%s is refused', (_name, text, message) => {
  expect(problemsOf(folder, text)).toContainEqual(expect.stringContaining(message));
});
