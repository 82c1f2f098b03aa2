import { afterAll, expect, test } from '@jest/globals';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from '../../src/errors/configuration-error.js';
import { createLogger } from '../../src/observability/logger.js';
import { startProduction } from '../../src/production-mode.js';
import { createFolder, soundText, soundVariables } from '../support/configuration-folder.js';

const folder = createFolder();
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What is refused, as `line: sentence`. */
async function refusalsOf(text: string): Promise<readonly string[]> {
  const file = join(folder, 'nelm-cds.yaml');
  writeFileSync(file, text);
  const starting = startProduction(file, {
    root: '.',
    software: 'nelm-cds test',
    now: () => new Date('2026-11-23T10:00:00Z'),
    newId: () => 'id',
    environment: { DATA: folder, ...soundVariables },
    createLogger: (level) => createLogger({ level }),
    warn: () => undefined,
  });
  const error = await starting.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ConfigurationError)) throw new TypeError('the configuration was accepted');
  return error.problems.map(({ line, message }) => `${line}: ${message}`);
}

const withoutOrders = soundText
  .replace('orderDetail: preference-list', 'orderDetail: full')
  .replace(/ {6}orderCodes:\n.*\n.*\n/, '');

test('an edition that is not there is one problem, at its line, with those there are', async () => {
  const text = `knowledge: { edition: nope }\n${withoutOrders}`;

  expect(await refusalsOf(text)).toEqual(['1: There is no such edition; there are: review-2016.']);
});

test('topics and orders are compared with those of the edition', async () => {
  const text = withoutOrders
    .replace('nelmSafetySystemic', 'nelmSafetySistemic')
    .replace('prefetch: only', 'prefetch: only\n    presentation: { orderCodes: { scan: omit } }');

  expect(await refusalsOf(text)).toEqual([
    '29: No card has the topic `nelmSafetySistemic`; did you mean `nelmSafetySystemic`?',
    expect.stringContaining('There is no order `scan`'),
  ]);
});
