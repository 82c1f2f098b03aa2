import fc from 'fast-check';
import { absent, suppliedAnswer, type Answer } from '../../src/gather/answer.js';
import { assembleChart } from '../../src/gather/assemble-chart.js';
import { fetchAnswer } from '../../src/gather/fetch-answer.js';
import type { PlannedQuery } from '../../src/model/knowledge.js';

const query: PlannedQuery = {
  key: 'observations-1',
  resourceType: 'Observation',
  path: 'Observation?patient={{context.patientId}}',
  required: false,
  scope: false,
};
const server = { origin: 'https://ehr.example', basePath: '/fhir' };
const first = new URL('https://ehr.example/fhir/Observation?patient=p1');
const patient = { resourceType: 'Patient', id: 'p1' };

const resource = fc.record(
  {
    resourceType: fc.constantFrom('Observation', 'Observation', 'Practitioner'),
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    status: fc.constantFrom('final', 'amended'),
    subject: fc.constantFrom({ reference: 'Patient/p1' }, { reference: 'Patient/p2' }),
    meta: fc.record(
      {
        lastUpdated: fc.constantFrom('2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z', 'soon'),
        versionId: fc.constantFrom('1', '2', '10', 'x'),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ['resourceType'] },
);
const shuffledPair = fc
  .array(resource, { maxLength: 14 })
  .chain((entries) =>
    fc.tuple(
      fc.constant(entries),
      fc.shuffledSubarray(entries, { minLength: entries.length, maxLength: entries.length }),
    ),
  );

function chartOf(answer: Answer): { resources: unknown; queries: unknown } {
  const supplied = suppliedAnswer(
    { ...query, key: 'patient', resourceType: 'Patient' },
    { patient },
    'empty',
  );
  const answers = new Map([
    ['patient', supplied],
    [query.key, answer],
  ]);
  const chart = assembleChart({ patientId: 'p1', answers, extra: [] });
  return { resources: JSON.stringify([...chart.resources]), queries: chart.queries };
}

async function readInPages(entries: readonly unknown[], pageSize: number): Promise<Answer> {
  const read = (url: URL): Promise<unknown> => {
    const from = Number(url.searchParams.get('from') ?? 0);
    const rest = from + pageSize;
    const link =
      rest < entries.length
        ? [{ relation: 'next', url: `${first.href}&from=${rest}` }]
        : [{ relation: 'self', url: url.href }];
    return Promise.resolve({
      resourceType: 'Bundle',
      type: 'searchset',
      link,
      entry: entries.slice(from, rest),
    });
  };
  const limits = { maxPages: 50, maxEntries: 500 };
  return fetchAnswer(
    { resourceType: 'Observation', url: first, known: absent },
    { server, read, limits },
  );
}

test('the order of entries in prefetch never changes the chart', () => {
  fc.assert(
    fc.property(shuffledPair, ([entries, shuffled]) => {
      const inOrder = (entry: readonly unknown[]) =>
        chartOf(suppliedAnswer(query, { [query.key]: { resourceType: 'Bundle', entry } }, 'empty'));

      expect(inOrder(shuffled)).toEqual(inOrder(entries));
    }),
  );
});

const size = fc.integer({ min: 1, max: 5 });

test('neither the order of pages nor where they are cut ever changes the resources', async () => {
  await fc.assert(
    fc.asyncProperty(shuffledPair, size, size, async ([entries, shuffled], one, other) => {
      const straight = chartOf(await readInPages(entries, one));
      const mixed = chartOf(await readInPages(shuffled, other));

      expect(mixed.resources).toEqual(straight.resources);
    }),
  );
});

test('where every record comes once, they do not change the state of the query either', async () => {
  await fc.assert(
    fc.asyncProperty(shuffledPair, size, size, async ([entries, shuffled], one, other) => {
      const once = (listed: typeof entries) =>
        listed.filter(
          ({ id }) => id === undefined || entries.filter((e) => e.id === id).length < 2,
        );
      const straight = chartOf(await readInPages(once(entries), one));
      const mixed = chartOf(await readInPages(once(shuffled), other));

      expect(mixed).toEqual(straight);
    }),
  );
});

test('reading never throws on whatever JSON comes', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (value, entry, link) => {
      const states = ['data', 'empty', 'null', 'partial', 'error'];
      const bundle = { resourceType: 'Bundle', entry: [entry], link };

      expect(states).toContain(suppliedAnswer(query, { [query.key]: value }, 'empty').state);
      expect(states).toContain(suppliedAnswer(query, { [query.key]: bundle }, 'empty').state);
    }),
  );
});
