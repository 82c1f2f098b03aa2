import { emptyValues } from '../support/empty-values.js';
import type { ServiceDescription } from '../../src/model/cds-hooks.js';
import {
  startProductionUnderTest,
  type ProductionUnderTest,
} from '../support/production-service.js';
import { rule } from './rule.js';

let service: ProductionUnderTest;
let response: Response;
let services: readonly ServiceDescription[];

beforeAll(async () => {
  service = await startProductionUnderTest({ clients: { clinic: { prefetch: 'ignore' } } });
  response = await service.call('/cds-services');
  ({ services } = (await response.clone().json()) as { services: readonly ServiceDescription[] });
}, 30_000);

afterAll(() => service.stop());

rule('D1', 'discovery is 200, JSON, and holds a list of services', async () => {
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^application\/json\b/);
  expect(Object.keys((await response.clone().json()) as object)).toEqual(['services']);
  expect(services.length).toBeGreaterThan(0);
});

rule('D2', 'hook, id and description of each service say something, and so does its title', () => {
  for (const { hook, id, description, title } of services) {
    for (const text of [hook, id, description, title]) expect(text).toMatch(/\S/);
    expect(id).toMatch(/^[\w-]+$/);
  }
});

rule('D2', 'no two services share an id, by which the CDS Hooks sandbox tells them apart', () => {
  expect(new Set(services.map(({ id }) => id)).size).toBe(services.length);
});

rule(
  'D3',
  'discovery holds nothing null or empty, also for a client without prefetch',
  async () => {
    const withoutPrefetch = await service.call('/cds-services', { as: service.clinic });
    const bodies = [await response.clone().json(), await withoutPrefetch.json()] as const;

    expect(bodies.flatMap((body) => emptyValues(body))).toEqual([]);
    expect(JSON.stringify(bodies[1])).not.toContain('"prefetch"');
  },
);

const templates = (): readonly string[] =>
  services.flatMap(({ prefetch }) => Object.values(prefetch ?? {}));

/** What the specification lets a template ask for: tokens, dates and paging. */
const parameters = /^(patient|category|code|status|_count|_sort)$/;

rule('D4', 'templates hold no token but the id of the patient', () => {
  const tokens = templates().flatMap((template) => template.match(/\{\{[^}]*\}\}/g) ?? []);

  expect(tokens.length).toBe(templates().length);
  expect(new Set(tokens)).toEqual(new Set(['{{context.patientId}}']));
});

rule('D4', 'templates are reads and searches by plain token parameters', () => {
  const unusual = templates().filter((template) => {
    const [path = '', query] = template.split('?');
    if (query === undefined) return !/^[A-Z]\w+\/\{\{context\.patientId\}\}$/.test(path);
    const names = query.split('&').map((part) => part.split('=')[0] ?? '');
    return !/^[A-Z]\w+$/.test(path) || names.some((name) => !parameters.test(name));
  });
  expect(unusual).toEqual([]);
});

rule(
  'D4',
  'no template repeats a parameter, which the CDS Hooks sandbox would merge into one',
  () => {
    const repeating = templates().filter((template) => {
      const names = (template.split('?')[1] ?? '').split('&').map((part) => part.split('=')[0]);
      return new Set(names).size !== names.length;
    });
    expect(repeating).toEqual([]);
  },
);

rule('D4', 'no template asks for more than 50 codes, the most that Epic takes', () => {
  const lists = templates().flatMap((template) => /[?&]code=([^&]*)/.exec(template)?.[1] ?? []);

  expect(lists.length).toBeGreaterThan(0);
  expect(Math.max(...lists.map((list) => list.split(',').length))).toBeLessThanOrEqual(50);
});

rule('D5', 'every service listed answers at its address, and takes feedback below it', async () => {
  for (const { id, hook } of services) {
    const path = `/cds-services/${id}`;
    const body = { ...service.requestFor('elm'), hook };
    const answer = await service.call(path, { body });
    const feedback = await service.call(`${path}/feedback`, { body: { feedback: [] } });

    expect([answer.status, feedback.status]).toEqual([200, 200]);
  }
});
