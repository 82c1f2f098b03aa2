/**
 * Nothing of a patient, a user or a secret leaves by a way that is not an answer with cards: not in the log, the metrics,
 * the store, the sentences for the operator, the answers to errors and the headers of any answer.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Libsql from 'libsql';
import { catalogue } from '../../src/errors/catalogue.js';
import { reloadOrReport } from '../../src/serving/reload-or-report.js';
import { feedbackPath } from '../support/production-service.js';
import { appRequests } from '../support/privacy/app-requests.js';
import { chartRequests, overloaded } from '../support/privacy/chart-requests.js';
import { routePatterns, wordsOfType } from '../support/privacy/catalogue-of-paths.js';
import { markedPatientId } from '../support/privacy/marked-chart.js';
import { privateKeyLines, siteAtStart, siteOnceRunning } from '../support/privacy/marked-site.js';
import {
  startPrivacyBench,
  type Answer,
  type PrivacyBenchInProcess,
} from '../support/privacy/privacy-bench.js';
import { captureProcessOutput, type ProcessOutput } from '../support/privacy/process-output.js';
import { openRequest } from '../support/privacy/raw-exchange.js';
import { notHttpRequests } from '../support/privacy/not-http-requests.js';
import { unprovenRequests } from '../support/privacy/unproven-requests.js';
import { refusedRequests } from '../support/privacy/refused-requests.js';
import { bytesOf, cellsOf } from '../support/privacy/sqlite-contents.js';
import { marker } from '../support/privacy/traces.js';

let bench: PrivacyBenchInProcess;
let output: ProcessOutput;
let proxy: Server;
const operatorSentences: string[] = [];

beforeAll(async () => {
  output = captureProcessOutput();
  proxy = createServer((_request, response) => {
    response.writeHead(407, marker('proxy-reason')).end(marker('proxy-page'));
  });
  proxy.on('connect', (_request, socket) => {
    socket.end(`HTTP/1.1 502 ${marker('proxy-reason')}\r\n\r\n${marker('proxy-page')}`);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  bench = await startPrivacyBench(siteAtStart);
  bench.search.add(...privateKeyLines);
  const { port } = proxy.address() as AddressInfo;
  bench.service.configure(siteOnceRunning(bench.service, { proxyPort: port }));
  await bench.service.running.reload();
}, 30_000);

afterAll(async () => {
  output.release();
  await new Promise((resolve) => proxy.close(resolve));
});

function expectNoTrace({ head, body, status }: Answer): void {
  expect(bench.search.find(head)).toEqual([]);
  if (status >= 300) expect(bench.search.find(body)).toEqual([]);
}

describe('an answer', () => {
  test.each([
    ...chartRequests,
    ...appRequests,
    ...refusedRequests,
    ...unprovenRequests,
    ...notHttpRequests,
  ])(
    'to $title tells nothing',
    async ({ run, status, code }) => {
      const answer = await run(bench);

      expect({ status: answer.status, code: answer.code }).toEqual({ status, code });
      expectNoTrace(answer);
    },
    10_000,
  );

  test('to one request too many tells nothing', async () => {
    const answers = await overloaded(bench);

    expect(answers.map(({ code }) => code)).toEqual(['CLIENT_OVER_LIMIT', 'OVERLOADED']);
    answers.forEach(expectNoTrace);
  });

  test('to feedback that cannot be kept tells nothing', async () => {
    const other = new Libsql(bench.databaseFile);
    other.exec('begin immediate');
    const item = { card: 'c', outcome: 'overridden', outcomeTimestamp: '2026-01-01T00:00:00Z' };
    const overrideReason = { userComment: marker('comment-lost') };

    const answer = await bench.send(feedbackPath, {
      body: { feedback: [{ ...item, overrideReason }] },
    });
    other.exec('rollback');
    other.close();

    expect(answer.code).toBe('STORE_UNAVAILABLE');
    expectNoTrace(answer);
  }, 15_000);

  test.each([
    '/healthz',
    '/readyz',
    '/evidence/review-2016/',
    '/evidence/review-2016/prrt',
    '/fhir/CodeSystem/nelm',
  ])('at %s tells nothing', async (path) => {
    const answer = await bench.send(path, { as: null });

    expect(answer.status).toBe(200);
    expectNoTrace(answer);
    expect(bench.search.find(answer.body)).toEqual([]);
  });
});

test('cards are made of the chart with the markers', () => {
  const withCards = bench.answers.filter(({ body }) => body.startsWith('{"cards":[{'));

  expect(withCards.length).toBeGreaterThan(3);
  expect(withCards.some(({ body }) => body.includes(markedPatientId))).toBe(true);
  expect(withCards.some(({ body }) => body.includes(marker('id-elm')))).toBe(true);
});

test('a configuration that cannot be used is told without what stands in it', async () => {
  const { service, search } = bench;
  const secret = marker('secret');
  service.configure({
    sections: {
      [marker('section')]: secret,
      pseudonymKey: { environment: marker('variable').toUpperCase() },
      outbound: { proxy: { url: `http://${secret}:${secret}@localhost` } },
      store: { file: `/${marker('folder')}/x` },
    },
    clients: { hospital: { fhirServers: [{ url: `http://${secret}`, [secret]: secret }] } },
  });

  await reloadOrReport(service.running, (line) => operatorSentences.push(line));

  expect(operatorSentences.length).toBeGreaterThan(0);
  expect(search.find(operatorSentences.join('\n'))).toEqual([]);
});

describe('after all that', () => {
  test('metrics hold no trace', async () => {
    const { body, status } = await bench.send('/metrics', { as: null });

    expect(status).toBe(200);
    expect(body).toContain('client="hospital"');
    expect(bench.search.find(body)).toEqual([]);
  });

  test('the store holds no trace, neither in its tables nor in its bytes', () => {
    const cells = cellsOf(bench.databaseFile);

    expect(new Set(cells.map(({ table }) => table))).toEqual(
      new Set([
        'calls',
        'feedback',
        'issued_cards',
        'token_uses',
        'nelm_cds_migrations',
        'nelm_cds_migrations_lock',
      ]),
    );
    expect(cells.filter(({ value }) => bench.search.find(value).length > 0)).toEqual([]);
    expect(bench.search.find(bytesOf(bench.databaseFile))).toEqual([]);
  });

  test('the last answer before the end tells nothing', async () => {
    const held = await openRequest(
      bench.service.running.address.port,
      `GET /readyz HTTP/1.1\r\nHost: ${marker('host')}\r\n`,
    );
    const stopped = bench.service.stop();
    const text = await held.finish(`X-A: ${marker('a')}\r\n\r\n`);
    await stopped;

    expect(text).toContain('"code":"NOT_READY"');
    expect(bench.search.find(text)).toEqual([]);
  });

  test('neither log nor anything else that the process says holds a trace', () => {
    const { service, search } = bench;

    expect(search.find(service.logText())).toEqual([]);
    expect(search.find(service.warnings.join('\n'))).toEqual([]);
    expect(search.find(output.text())).toEqual([]);
  });

  test('every error, route, event and reason there is has been met', () => {
    const lines = bench.service.logLines();
    const seen = (field: string): ReadonlySet<unknown> => new Set(lines.map((line) => line[field]));

    expect(missing(Object.keys(catalogue), seen('code'), notLogged)).toEqual([]);
    expect(missing(routePatterns(), seen('route'))).toEqual([]);
    expect(
      missing(wordsOfType('model/authentication.ts', 'AuthenticationRefusal'), seen('reason'), [
        // Two hundred thousand tokens that no store has taken.
        'replay-memory-full',
      ]),
    ).toEqual([]);
    expect(
      missing(wordsOfType('observability/log-fields.ts', 'LogEvent'), seen('event'), neverHere),
    ).toEqual([]);
  });
});

/** Answered before there is a request that could be logged; seen as answers above. */
const notLogged = ['HTTP_INVALID', 'HEADERS_TOO_LARGE', 'REQUEST_TOO_SLOW'];

/** A store that loses records, a purge that fails: neither has anything from outside to tell. The last ends a process. */
const neverHere = ['service.warning', 'records.lost', 'service.failed'];

function missing(
  wanted: readonly string[],
  seen: ReadonlySet<unknown>,
  exempt: readonly string[] = [],
): readonly string[] {
  return wanted.filter((word) => !seen.has(word) && !exempt.includes(word));
}
