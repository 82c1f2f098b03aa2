/** The same evaluation whether the EHR sends the chart or lets the service fetch it, over real HTTP. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createLogger } from '../../src/observability/logger.js';
import { startSandbox, type RunningSandbox } from '../../src/sandbox-mode.js';
import { root } from '../support/knowledge.js';
import { at, patients } from '../support/sandbox-charts.js';

let running: RunningSandbox;

beforeAll(async () => {
  running = await startSandbox(
    { host: '127.0.0.1', port: 0, baseUrl: undefined, timeZone: 'UTC', allowedFhirServers: [] },
    { root, software: 'nelm-cds test', now: () => at, logger: createLogger({ level: 'silent' }) },
  );
});

afterAll(() => running.stop());

interface Answer {
  readonly cards: readonly Readonly<Record<string, unknown>>[];
  readonly extension: { readonly 'org.nelm-cds.evaluation': Readonly<Record<string, unknown>> };
}

async function callHook(
  patientId: string,
  more: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const response = await fetch(`${running.url}/cds-services/nelm-patient-view`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      hook: 'patient-view',
      hookInstance: randomUUID(),
      context: { userId: 'Practitioner/example', patientId },
      extension: { 'org.nelm-cds.explain': true },
      ...more,
    }),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}

/** Fills the templates of discovery as an EHR would: every page, one Bundle a key. */
async function fillPrefetch(patientId: string): Promise<Record<string, unknown>> {
  const discovery = await fetch(`${running.url}/cds-services`);
  const { services } = (await discovery.json()) as {
    services: { prefetch: Record<string, string> }[];
  };
  const filled = Object.entries(services[0]?.prefetch ?? {}).map(async ([key, template]) => {
    const path = template.replaceAll('{{context.patientId}}', patientId);
    const separator = path.includes('?') ? '&_count=200' : '';
    const response = await fetch(`${running.url}/sandbox/fhir/${path}${separator}`);
    return [key, await response.json()] as const;
  });
  return Object.fromEntries(await Promise.all(filled));
}

/** Without what must differ: fresh ids of cards and suggestions, and the states of queries never needed. */
function comparable({ cards, extension }: Answer): unknown {
  const { queries, facts, pathways, inScope } = extension['org.nelm-cds.evaluation'];
  const withoutIds = JSON.stringify(cards).replaceAll(/"uuid":"[^"]*"/g, '"uuid":""');
  const isKnown = Object.values(queries as Record<string, string>).every(
    (state) => state !== 'error',
  );
  // Out of scope, the rest of the chart is not even fetched.
  const judged = inScope === true ? { facts, pathways } : {};
  return { cards: JSON.parse(withoutIds) as unknown, inScope, isKnown, ...judged };
}

describe.each(patients.map(({ id }) => id))('%s', (patientId) => {
  test('gets the same by prefetch, by fetch, and mixed', async () => {
    const fhirServer = `${running.url}/sandbox/fhir`;
    const prefetch = await fillPrefetch(patientId);
    const someKeys = Object.entries(prefetch).filter((_, index) => index % 2 === 0);

    const byPrefetch = await callHook(patientId, { prefetch });
    const byFetch = await callHook(patientId, { fhirServer });
    const mixed = await callHook(patientId, { fhirServer, prefetch: Object.fromEntries(someKeys) });

    expect(comparable(byFetch)).toEqual(comparable(byPrefetch));
    expect(comparable(mixed)).toEqual(comparable(byPrefetch));
  });
});
