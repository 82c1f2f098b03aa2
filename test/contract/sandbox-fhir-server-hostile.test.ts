import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import fc from 'fast-check';
import type { Bundle, OperationOutcome } from 'fhir/r4.js';
import request from 'supertest';
import {
  createSandboxFhirRouter,
  createSandboxFhirStore,
} from '../../sandbox/fhir-server/index.js';
import { base, expectOutcome, idsOf, startSandbox } from '../support/sandbox-fhir-fixture.js';

const { app } = startSandbox();
const root = '/sandbox/fhir';

test.each([
  'Observation?patient=ada&_count=-1',
  'Observation?patient=ada&_count=abc',
  'Observation?patient=ada&_count=1.5',
  'Observation?patient=ada&_count=',
  'Observation?patient=ada&_count=1&_count=2',
  'Observation?patient=ada&_sort=-value',
  'Observation?patient=ada&_sort=date&_sort=_id',
  'Observation?patient=ada&_summary=nonsense',
  'Observation?patient=ada&_page=50',
  'Observation?patient=',
  'Observation?patient=,',
  'Observation?patient=a%20b',
  'Observation?patient=Patient/ada/x',
  `Observation?patient=${'x'.repeat(5000)}`,
  'Patient?_id=',
  'Observation?patient=ada&date=yesterday',
  'Observation?patient=ada&date=2026-02-30',
  'Observation?patient=ada&date=2026-13',
  'Observation?patient=ada&date=ap2026',
  'Observation?patient=ada&date=2026-01-01T25:00Z',
  'Observation?patient=ada&code:text=ki',
  'Observation?patient:Group=ada',
])('the search %s is refused with 400 and an OperationOutcome', async (path) => {
  const answer = await request(app).get(`${root}/${path}`);
  const outcome = answer.body as OperationOutcome;

  expect(answer.status).toBe(400);
  expect(outcome.resourceType).toBe('OperationOutcome');
  expect(outcome.issue[0]?.severity).toBe('error');
});

test.each(['nonsense=1', 'patient.name=Ada', '__proto__=1', 'constructor=1', '_include=*', '=1'])(
  'the unknown parameter %s is passed over, but refused when handling is strict',
  async (query) => {
    const path = `${root}/Observation?patient=ada&${query}`;

    const lenient = await request(app).get(path);
    const strict = await request(app).get(path).set('Prefer', 'return=minimal; handling=strict');

    expect(idsOf(lenient.body as Bundle)).toEqual([
      'ki67',
      'cga-new',
      'cga-old',
      'bilirubin',
      'period',
      'local',
    ]);
    expect(strict.status).toBe(400);
    expect(strict.body).toMatchObject({ resourceType: 'OperationOutcome' });
  },
);

test('strict handling takes every parameter that is known', async () => {
  const answer = await request(app)
    .get(`${root}/Observation?patient=ada&code=29593-1&_format=json&_sort=date&_count=5`)
    .set('Prefer', 'handling=strict');

  expect(answer.status).toBe(200);
});

test('the message about an unknown parameter never repeats a hostile name', async () => {
  const name = `<script>${'x'.repeat(2000)}`;
  const answer = await request(app)
    .get(`${root}/Observation?${encodeURIComponent(name)}=1`)
    .set('Prefer', 'handling=strict');

  expect(answer.status).toBe(400);
  expect(answer.text).not.toContain('script');
});

test('no query whatever makes the server fail', async () => {
  const names = [
    'patient',
    'code',
    'date',
    'status',
    '_count',
    '_sort',
    '_page',
    '_id',
    'subject:x',
  ];
  const name = fc.oneof(fc.constantFrom(...names), fc.string({ unit: 'binary' }));
  const pair = fc.tuple(
    name,
    fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[|,\\\w-]*$/)),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(pair, { maxLength: 4 }), async (pairs) => {
      const query = new URLSearchParams(pairs).toString();

      const got = await request(app).get(`${root}/Observation?${query}`);
      const posted = await request(app)
        .post(`${root}/Observation/_search`)
        .type('application/x-www-form-urlencoded')
        .send(query);

      expect([200, 400]).toContain(got.status);
      expect(posted.status).toBe(got.status);
      expect(posted.body).toEqual(got.body);
    }),
    { numRuns: 100 },
  );
});

test.each(['%', '%zz=1', 'patient=%E0%A4%A', '&&&===', 'patient[]=ada', 'patient[__proto__]=ada'])(
  'the raw query string %s is answered, not thrown',
  async (query) => {
    const answer = await request(app).get(`${root}/Observation?${query}`);

    expect([200, 400]).toContain(answer.status);
  },
);

test('a form without its media type is refused, so that its filters are never lost', async () => {
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const answer = await fetch(`http://127.0.0.1:${port}${root}/Observation/_search`, {
    method: 'POST',
    body: new TextEncoder().encode('patient=ada'),
  });
  server.close();

  expect(answer.status).toBe(415);
});

test('a form that another parser has read is an error, so that its filters are never lost', async () => {
  const options = { baseUrl: () => base, newId: () => 'x', now: () => new Date(0) };
  const wrapped = express()
    .use(express.urlencoded())
    .use(createSandboxFhirRouter(createSandboxFhirStore([]), options));

  const answer = await request(wrapped)
    .post('/Observation/_search')
    .type('application/x-www-form-urlencoded')
    .send('patient=ada');

  expect(answer.status).toBe(500);
  expectOutcome(answer.body, 'exception');
});

test('an unforeseen error is told without its text', async () => {
  const newId = (): string => {
    throw new RangeError('secret');
  };
  const options = { baseUrl: () => base, newId, now: () => new Date(0) };
  const failing = express().use(createSandboxFhirRouter(createSandboxFhirStore([]), options));

  const answer = await request(failing).post('/Patient').send({ resourceType: 'Patient' });

  expect(answer.status).toBe(500);
  expectOutcome(answer.body, 'exception');
  expect(answer.text).not.toContain('secret');
});

test('created resources cannot fill the memory without end', async () => {
  const sandbox = startSandbox([]);
  const big = JSON.stringify({ resourceType: 'Patient', text: { div: 'x'.repeat(1_040_000) } });
  const statuses: number[] = [];
  for (let round = 0; round < 65; round += 1) {
    const answer = await request(sandbox.app)
      .post(`${root}/Patient`)
      .type('application/json')
      .set('Prefer', 'return=minimal')
      .send(big);
    statuses.push(answer.status);
  }

  expect(statuses.filter((status) => status === 201)).toHaveLength(64);
  expect(statuses.at(-1)).toBe(507);
});
