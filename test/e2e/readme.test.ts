/** The examples of the README are what they say. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createLogger } from '../../src/observability/logger.js';
import { startSandbox, type RunningSandbox } from '../../src/sandbox-mode.js';
import { root } from '../support/knowledge.js';

const readme = readFileSync(join(root, 'README.md'), 'utf8');
let running: RunningSandbox;

beforeAll(async () => {
  running = await startSandbox(
    { host: '127.0.0.1', port: 0, baseUrl: undefined, timeZone: 'UTC', allowedFhirServers: [] },
    { root, software: 'test', now: () => new Date(), logger: createLogger({ level: 'silent' }) },
  );
});

afterAll(() => running.stop());

test('the call of the README returns the card that it prints', async () => {
  const body = /-d '(\{[\s\S]*?\})'\n```/.exec(readme)?.[1] ?? '';
  const response = await fetch(`${running.url}/cds-services/nelm-patient-view`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: body.replaceAll('http://127.0.0.1:3000', running.url),
  });

  const { cards } = (await response.json()) as { cards: { summary: string; detail: string }[] };

  const printed = /"summary": "([^"]+)"/.exec(readme)?.[1];
  expect(cards[0]?.summary).toBe(printed);
  expect(cards.length).toBe(2);
  const detail = /"detail": "((?:[^"\\]|\\.)*?) …"/.exec(readme)?.[1] ?? 'absent';
  expect(cards[0]?.detail).toContain((JSON.parse(`"${detail}"`) as string).trim());
});

test('the number of synthetic patients is the number that the README and the banner name', () => {
  expect(readme).toContain(`with ${running.patients.length} synthetic patients`);
});
