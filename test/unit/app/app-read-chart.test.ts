import { nextAddress } from '../../../ui/fhir-paging.js';
import { readChart } from '../../../app/src/chart/read-chart.js';
import { AppFailure, ConnectionEnded } from '../../../app/src/failure.js';
import type { Connection } from '../../../app/src/launch/complete-launch.js';

const fhirServer = 'https://ehr.example/fhir';
const patientPath = {
  key: 'patient',
  resourceType: 'Patient',
  path: 'Patient/{{context.patientId}}',
  required: true,
};
const procedures = {
  key: 'procedures',
  resourceType: 'Procedure',
  path: 'Procedure?patient={{context.patientId}}',
  required: false,
};

type Answer = unknown;

function read(
  answers: Readonly<Record<string, Answer>>,
  queries: Connection['configuration']['queries'] = [procedures],
) {
  const asked: { url: string; token: string | null }[] = [];
  let running = 0;
  let most = 0;
  const abort = new AbortController();
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : input.toString();
    asked.push({ url, token: new Headers(init?.headers).get('Authorization') });
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    running -= 1;
    init?.signal?.throwIfAborted();
    const answer = answers[url.slice(fhirServer.length + 1)];
    if (answer instanceof Response) return answer;
    return answer === undefined ? new Response('', { status: 500 }) : Response.json(answer);
  };
  const chart = readChart(
    {
      configuration: { client: 'c', clientId: 'i', fhirServer, queries },
      patientId: 'elm',
      token: 'secret',
    },
    { fetch, signal: abort.signal, onProgress: () => undefined },
  );
  return { chart, asked, abort, most: () => most };
}

function page(ids: readonly string[], next?: string, more: object = {}) {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    entry: ids.map((id) => ({ resource: { resourceType: 'Procedure', id } })),
    ...(next !== undefined && { link: [{ relation: 'next', url: next }] }),
    ...more,
  };
}

const first = 'Procedure?patient=elm';

/** The connection ends in the middle of the body. */
function brokenOff(): Response {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(new TextEncoder().encode('{"resourceType":'));
      controller.error(new TypeError('terminated'));
    },
  });
  return new Response(body);
}

test('all pages of a search become one, with the largest total and without a next link', async () => {
  const whole = read({
    [first]: page(['1', '2'], 'Procedure?page=2', { total: 3 }),
    'Procedure?page=2': page(['3'], undefined, { total: 3 }),
  });
  expect((await whole.chart)['procedures']).toEqual(page(['1', '2', '3'], undefined, { total: 3 }));
});

test('the token goes with every read, and to the FHIR base only', async () => {
  const { chart, asked } = read({ [first]: page(['1'], 'https://evil.example/fhir?page=2') });

  expect((await chart)['procedures']).toEqual(page(['1'], 'https://evil.example/fhir?page=2'));
  expect(asked).toEqual([{ url: `${fhirServer}/${first}`, token: 'Bearer secret' }]);
});

test.each([
  ['https://ehr.example/fhir?page=2', true],
  ['https://ehr.example/fhir/Procedure?page=2#x', true],
  ['Procedure?page=2', true],
  ['https://ehr.example/fhirs?page=2', false],
  ['https://ehr.example/other', false],
  ['http://ehr.example/fhir?page=2', false],
  ['https://evil.example/fhir?page=2', false],
  ['//evil.example/fhir', false],
  ['https://u:p@ehr.example/fhir?page=2', false],
  ['../admin', false],
  ['%2e%2e/admin', false],
  ['https://ehr.example/fhir\\..\\admin', false],
  ['javascript:alert(1)', false],
  ['', false],
])('whether the next link %s is followed: %s', (link, isFollowed) => {
  expect(nextAddress(fhirServer, link) !== undefined).toBe(isFollowed);
});

test.each<[string, object]>([
  ['a total as text', { total: '2' }],
  ['a total that is none', { total: 'many' }],
  ['links of another kind', { link: [{ relation: 'self', url: 'x' }, { relation: 'Last' }] }],
  ['no type', { type: undefined }],
])('a lone page with %s is left to the service as it came', async (_what, more) => {
  const answer = JSON.parse(JSON.stringify({ ...page(['1']), ...more })) as Answer;

  expect((await read({ [first]: answer }).chart)['procedures']).toEqual(answer);
});

test('a next link counts however it is spelled, and totals as text count too', async () => {
  const second = { ...page(['2'], undefined), total: '3' };
  const { chart } = read({
    [first]: { ...page(['1']), link: [{ relation: ' NEXT ', url: 'Procedure?page=2' }] },
    'Procedure?page=2': second,
  });

  expect((await chart)['procedures']).toEqual({ ...page(['1', '2'], undefined), total: 3 });
});

describe('What could not be read stays visible', () => {
  test.each<[string, Answer]>([
    ['an error', undefined],
    ['something else than JSON', new Response('<html>')],
    ['a Bundle that is no searchset', { ...page(['1']), type: 'history' }],
    ['entries that are no list', { ...page([]), entry: { 0: {} } }],
    ['an answer that breaks off', brokenOff()],
    ['an OperationOutcome', { resourceType: 'OperationOutcome', issue: [] }],
  ])('a search answered by %s becomes an OperationOutcome', async (_what, answer) => {
    const { chart } = read({ [first]: answer });

    expect((await chart)['procedures']).toMatchObject({ resourceType: 'OperationOutcome' });
  });

  test.each<[string, Answer, number]>([
    ['that fails', undefined, 2],
    ['that leads round in a circle', page(['2'], first), 2],
  ])('a second page %s leaves the next link', async (_what, second, reads) => {
    const { chart, asked } = read({
      [first]: page(['1'], 'Procedure?page=2'),
      'Procedure?page=2': second,
    });

    expect((await chart)['procedures']).toHaveProperty('link');
    expect(asked).toHaveLength(reads);
  });

  test('a search without end is left after 50 pages', async () => {
    const answers = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [
        index === 0 ? first : `Procedure?page=${index}`,
        page([String(index)], `Procedure?page=${index + 1}`),
      ]),
    );
    const { chart, asked } = read(answers);

    expect((await chart)['procedures']).toHaveProperty('link');
    expect(asked).toHaveLength(50);
  });

  test('an answer that is too large is not kept', async () => {
    const { chart } = read({ [first]: new Response('x'.repeat(20_000_001)) });

    expect((await chart)['procedures']).toMatchObject({
      issue: [{ diagnostics: 'The chart is larger than this app reads.' }],
    });
  });
});

test('nothing is judged without the Patient', async () => {
  const { chart } = read({ [first]: page([]) }, [patientPath, procedures]);

  await expect(chart).rejects.toThrow(AppFailure);
  await expect(chart).rejects.toThrow(/Patient could not be read/);
});

test('a token that no longer works ends the connection', async () => {
  const { chart } = read({ [first]: new Response('', { status: 401 }) });

  await expect(chart).rejects.toThrow(ConnectionEnded);
});

test('at most six queries run at a time', async () => {
  const queries = Array.from({ length: 20 }, (_, index) => ({ ...procedures, key: String(index) }));
  const { chart, most } = read({ [first]: page([]) }, queries);
  await chart;

  expect(most()).toBe(6);
});

test('reading can be stopped', async () => {
  const { chart, abort } = read({ [first]: page([]) });
  abort.abort();

  await expect(chart).rejects.toThrow(/abort/i);
});
