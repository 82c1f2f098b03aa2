import {
  readChart,
  summaryTypes,
  type ChartRead,
} from '../../../sandbox/page/browser/chart/chart-reading.js';
import { CallFailure, type Exchange } from '../../../sandbox/page/browser/calling/exchange.js';

const fhirBase = 'http://ehr.example/fhir';
const asked: string[] = [];

/** Reads a chart of which only these addresses answer; all others answer with an empty searchset. */
function read(answers: Readonly<Record<string, unknown>>): Promise<ChartRead> {
  asked.length = 0;
  const http = ({ url }: { readonly url: string }): Promise<Exchange> => {
    asked.push(url);
    const body = answers[url.slice(fhirBase.length)] ?? { resourceType: 'Bundle' };
    if (body === 'no answer') return Promise.reject(new CallFailure('No answer.'));
    const status = typeof body === 'number' ? body : 200;
    return Promise.resolve({ status, body, bytes: 0, durationMs: 0 });
  };
  return readChart(http, { fhirBase, patientId: 'p1' }, new AbortController().signal);
}

const bundle = (ids: readonly string[], next?: string) => ({
  resourceType: 'Bundle',
  entry: ids.map((id) => ({ resource: { resourceType: 'Observation', id } })),
  ...(next !== undefined && { link: [{ relation: 'next', url: next }] }),
});
const firstPage = '/Observation?patient=p1&_count=200';

test('all pages are read', async () => {
  const chart = await read({
    [firstPage]: bundle(['a'], `${fhirBase}/Observation?page=2`),
    '/Observation?page=2': bundle(['b']),
  });

  expect(chart.byType.get('Observation')).toMatchObject({
    kind: 'read',
    resources: [{ id: 'a' }, { id: 'b' }],
    isComplete: true,
  });
  expect([...chart.byType.keys()]).toEqual([...summaryTypes]);
});

test.each([
  ['another server', 'http://evil.example/fhir/Observation?page=2'],
  ['another path', 'http://ehr.example/admin'],
  ['a relative address', 'Observation?page=2'],
])('a page on %s is not asked for, and the records count as read in part', async (_case, next) => {
  const chart = await read({ [firstPage]: bundle(['a'], next) });

  expect(chart.byType.get('Observation')).toMatchObject({ kind: 'read', isComplete: false });
  expect(asked).not.toContain(next);
});

test.each([
  ['spelled otherwise', { relation: ' Next', url: 'http://evil.example/fhir?page=2' }],
  ['without an address', { relation: 'next' }],
  ['to a path that only begins like the base', { relation: 'next', url: `${fhirBase}s/x?page=2` }],
])('a next link %s is one: the records count as read in part', async (_case, link) => {
  const chart = await read({ [firstPage]: { ...bundle(['a']), link: [link] } });

  expect(chart.byType.get('Observation')).toMatchObject({ kind: 'read', isComplete: false });
  expect(asked.filter((url) => url.includes('page=2'))).toEqual([]);
});

test('pages without end are left at some point, and the records count as read in part', async () => {
  const chart = await read({ [firstPage]: bundle(['a'], `${fhirBase}${firstPage}`) });

  expect(chart.byType.get('Observation')).toMatchObject({ isComplete: false });
  expect(asked.filter((url) => url.endsWith(firstPage))).toHaveLength(50);
});

test.each([
  ['500', 500, '500: no reason was given.'],
  ['no answer', 'no answer', 'No answer.'],
  ['something that is not FHIR', [], 'the answer is not FHIR'],
])('%s is a failure, not an empty list', async (_case, answer, reason) => {
  const chart = await read({ [firstPage]: answer });

  expect(chart.byType.get('Observation')).toEqual({ kind: 'failed', reason });
});

test('a later page that fails makes the whole list one that failed', async () => {
  const chart = await read({
    [firstPage]: bundle(['a'], `${fhirBase}/Observation?page=2`),
    '/Observation?page=2': 503,
  });

  expect(chart.byType.get('Observation')).toMatchObject({ kind: 'failed' });
});
