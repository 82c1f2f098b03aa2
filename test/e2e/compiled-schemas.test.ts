/** Validators that the build compiles ahead say the same as those that tests and checkouts compile for themselves. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ValidateFunction } from 'ajv';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { configurationValidator } from '../../src/config/configuration-validator.js';
import {
  messageSchemas,
  messageValidator,
  type MessageKind,
} from '../../src/intake/message-schema.js';
import { packageRoot } from '../../src/package-root.js';
import { buildCommand } from '../support/built-command.js';
import { soundText } from '../support/configuration-folder.js';
import { authenticationMistakes } from '../support/configuration-mistakes/authentication.js';
import { clientMistakes } from '../support/configuration-mistakes/clients.js';
import type { Mistake } from '../support/configuration-mistakes/mistake.js';
import { outboundMistakes } from '../support/configuration-mistakes/outbound.js';
import { serverMistakes } from '../support/configuration-mistakes/server.js';

interface Built {
  readonly configurationValidator: typeof configurationValidator;
  readonly messageValidator: typeof messageValidator;
}

const root = packageRoot();
const folder = mkdtempSync(join(tmpdir(), 'nelm-cds-schemas-'));
let built: Built;

beforeAll(async () => {
  await buildCommand();
  const outfile = join(folder, 'validators.mjs');
  const bundling = spawnSync(process.execPath, ['--input-type=module', '-e', bundle(outfile)], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(bundling.stderr).toBe('');
  built = (await import(pathToFileURL(outfile).href)) as Built;
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** In a process of its own, as the build is. */
function bundle(outfile: string): string {
  return `
import { build } from 'esbuild';
import { compiledSchemas } from './bin/compile-schemas.js';
const contents = \`export { messageValidator } from './dist/src/intake/message-schema.js';
export { configurationValidator } from './dist/src/config/configuration-validator.js';\`;
await build({
  stdin: { contents, resolveDir: '.' },
  outfile: ${JSON.stringify(outfile)},
  bundle: true,
  format: 'esm',
  platform: 'node',
  plugins: [compiledSchemas],
});`;
}

/** What a validator says, and what it makes of the value. */
function verdict(validate: ValidateFunction, value: unknown): unknown {
  const own = structuredClone(value);
  const isValid = validate(own);
  return { isValid, errors: validate.errors, own };
}

const mistakes: readonly (readonly [string, Mistake])[] = [
  ...Object.entries(serverMistakes),
  ...Object.entries(outboundMistakes),
  ...Object.entries(authenticationMistakes),
  ...Object.entries(clientMistakes),
];

test.each([
  ['a sound configuration', soundText],
  ['an empty one', '{}'],
  ['a text', 'text'],
  ...mistakes.map(([name, { from, to }]) => [name, soundText.replace(from, () => to)] as const),
])('configuration: %s', (_name, text) => {
  const value: unknown = parse(text);

  const said = verdict(built.configurationValidator(), value);

  expect(said).toEqual(verdict(configurationValidator(), value));
});

const request = {
  hook: 'patient-view',
  hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
  context: { userId: 'Practitioner/1', patientId: '1' },
};
const card = { summary: 'A', indicator: 'info', source: { label: 'B' } };
const item = { card: 'a', outcome: 'accepted', outcomeTimestamp: '2026-11-23T10:00:00Z' };

const messages: Readonly<Record<MessageKind, readonly unknown[]>> = {
  cdsHooksRequest: [
    request,
    { ...request, hook: 7 },
    { ...request, fhirServer: 'no address', prefetch: [] },
    { ...request, context: {} },
    null,
  ],
  cdsHooksResponse: [
    { cards: [card] },
    { cards: [{ ...card, summary: 'x'.repeat(141) }] },
    { cards: [{ ...card, indicator: 'grave' }] },
    { cards: [{ ...card, links: [{ label: 'A', url: 'https://a b', type: 'absolute' }] }] },
    {},
  ],
  feedback: [{ feedback: [] }, { feedback: {} }, []],
  feedbackItem: [
    { ...item, acceptedSuggestions: [{ id: 'a' }] },
    item,
    { ...item, outcome: 'overridden', overrideReason: {} },
    { ...item, outcomeTimestamp: 'yesterday' },
  ],
  evaluateRequest: [{}, { patient: {} }, { resources: 'none' }, 'text'],
};

describe.each(Object.keys(messageSchemas) as MessageKind[])('%s', (kind) => {
  test.each(messages[kind].map((value) => [JSON.stringify(value).slice(0, 80), value]))(
    '%s',
    (_text, value) => {
      const said = verdict(built.messageValidator(kind), value);

      expect(said).toEqual(verdict(messageValidator(kind), value));
    },
  );

  test('the samples are not all alike', () => {
    const verdicts = messages[kind].map((value) => built.messageValidator(kind)(value));

    expect(verdicts).toContain(false);
  });
});
