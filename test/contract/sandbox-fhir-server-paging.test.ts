import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import fc from 'fast-check';
import type { Bundle, Observation } from 'fhir/r4.js';
import request from 'supertest';
import { idsOf, linkPath, observation, startSandbox } from '../support/sandbox-fhir-fixture.js';

const root = '/sandbox/fhir';
const ada = { resourceType: 'Patient', id: 'ada' } as const;

function dated(index: number): string | undefined {
  if (index % 7 === 0) return undefined;
  return `202${index % 5}-0${(index % 9) + 1}-1${index % 10}`;
}

const records: readonly Observation[] = Array.from({ length: 120 }, (_, index) =>
  observation(`o${index}`, `${index % 3}`, dated(index)),
);

let server: Server;

beforeAll(async () => {
  server = createServer(startSandbox([ada, ...records]).app).listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterAll(() => {
  server.close();
});

async function walk(target: Server, first: string): Promise<readonly (readonly string[])[]> {
  const pages: (readonly string[])[] = [];
  for (let path: string | undefined = first; path !== undefined && pages.length < 200;) {
    const answer = await request(target).get(path);
    const bundle = answer.body as Bundle;
    pages.push(idsOf(bundle));
    path = linkPath(bundle, 'next');
  }
  return pages;
}

test('following the next links gives every record exactly once, for any page size and order', async () => {
  const whole = (await walk(server, `${root}/Observation?patient=ada&_count=200`)).flat();
  expect(new Set(whole)).toEqual(new Set(records.map(({ id }) => id)));

  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 4, max: 250 }),
      fc.constantFrom('', '&_sort=date', '&_sort=-_id', '&code=0,1,2', '&_sort=_lastUpdated'),
      async (count, query) => {
        const first = `${root}/Observation?patient=ada&_count=${count}${query}`;

        const pages = await walk(server, first);
        const found = pages.flat();

        expect(found).toHaveLength(120);
        expect(new Set(found).size).toBe(120);
        expect(pages.slice(0, -1).every((page) => page.length === Math.min(count, 200))).toBe(true);
      },
    ),
    { numRuns: 25 },
  );
});

test('one record a page comes to the end as well, in the order of the whole', async () => {
  const query = `${root}/Observation?patient=ada&code=1`;

  const single = await walk(server, `${query}&_count=1`);

  expect(single).toHaveLength(40);
  expect(single.flat()).toEqual((await walk(server, query)).flat());
});

test('a page holds 50 by default and never more than 200', async () => {
  const many = Array.from({ length: 230 }, (_, index) => observation(`m${index}`, '1'));
  const { app } = startSandbox([ada, ...many]);

  const usual = await request(app).get(`${root}/Observation`);
  const greedy = await request(app).get(`${root}/Observation?_count=1000`);

  expect(idsOf(usual.body as Bundle)).toHaveLength(50);
  expect((usual.body as Bundle).total).toBe(230);
  expect(idsOf(greedy.body as Bundle)).toHaveLength(200);
  expect(linkPath(greedy.body as Bundle, 'next')).toContain('_count=200');
});

test('a POST search goes on by GET along its next links', async () => {
  const answer = await request(server)
    .post(`${root}/Observation/_search`)
    .type('application/x-www-form-urlencoded')
    .send('patient=Patient/ada&code=http://loinc.org|1,http://loinc.org|2&_count=30');
  const next = linkPath(answer.body as Bundle, 'next') ?? '';
  const rest = await walk(server, next);
  const found = [...idsOf(answer.body as Bundle), ...rest.flat()];

  expect(found).toHaveLength(80);
  expect(new Set(found).size).toBe(80);
});

test('a record created between two pages neither shifts nor joins the later pages', async () => {
  const { app } = startSandbox([ada, ...records]);
  const first = await request(app).get(`${root}/Observation?patient=ada`);
  await request(app)
    .post(`${root}/Observation`)
    .type('application/fhir+json')
    .send(JSON.stringify({ ...observation('x', '1', '2030-01-01') }))
    .expect(201);

  const second = await request(app).get(linkPath(first.body as Bundle, 'next') ?? '');
  const third = await request(app).get(linkPath(second.body as Bundle, 'next') ?? '');
  const fresh = await request(app).get(`${root}/Observation?patient=ada`);

  const found = [first, second, third].flatMap((answer) => idsOf(answer.body as Bundle));
  expect(new Set(found)).toEqual(new Set(records.map(({ id }) => id)));
  expect(found).toHaveLength(120);
  expect((second.body as Bundle).total).toBe(120);
  expect((fresh.body as Bundle).total).toBe(121);
  expect(idsOf(fresh.body as Bundle)[0]).toBe('new-1');
});

test('a page beyond the end is empty and has no next link', async () => {
  const answer = await request(server).get(`${root}/Observation?patient=ada&_page=o999999r999999`);
  const bundle = answer.body as Bundle;

  expect(idsOf(bundle)).toEqual([]);
  expect(linkPath(bundle, 'next')).toBeUndefined();
});

test('the order of the resources in the store does not change the answer', async () => {
  const shuffled = startSandbox([...records].reverse()).app;

  const one = await request(server).get(`${root}/Observation?patient=ada&_count=200`);
  const other = await request(shuffled).get(`${root}/Observation?patient=ada&_count=200`);

  expect(idsOf(one.body as Bundle)).toEqual(idsOf(other.body as Bundle));
});

test('a search over a patient with 120 records takes well under 50 ms', async () => {
  const codes = Array.from({ length: 50 }, (_, index) => `http://loinc.org|${index}`).join(',');
  const path = `${root}/Observation?patient=ada&code=${codes}&_count=200`;
  const times: number[] = [];
  for (let round = 0; round < 25; round += 1) {
    const begin = performance.now();
    await request(server).get(path).expect(200);
    times.push(performance.now() - begin);
  }

  const median = times.sort((a, b) => a - b)[12];
  expect(median).toBeLessThan(50);
});
