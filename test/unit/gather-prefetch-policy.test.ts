/** How far a client's prefetch is read, and what is fetched beside it. */
import { createReader } from '../../src/gather/fhir-reader.js';
import { gatherChart } from '../../src/gather/index.js';
import type { CdsRequest } from '../../src/model/cds-hooks.js';
import type { FhirAccess, GatherOptions, PrefetchPolicy } from '../../src/model/stages.js';

const query = (key: string, resourceType: string, isScope = false) => ({
  key,
  resourceType,
  path: `${resourceType}?patient={{context.patientId}}`,
  required: isScope,
  scope: isScope,
});
const patient = { resourceType: 'Patient', id: 'p1' };
const registered = 'https://ehr.example/fhir';

interface Ehr {
  readonly access: FhirAccess;
  /** Resource types asked for. */
  readonly asked: string[];
  readonly open: () => number;
}

/** A server that has one resource of each type. */
function startEhr(): Ehr {
  const asked: string[] = [];
  let open = 0;
  const access: FhirAccess = {
    open: (base) => {
      if (base.href !== registered) return undefined;
      open += 1;
      return createReader(
        (url) => {
          const resourceType = url.pathname.split('/').at(-1) ?? '';
          asked.push(resourceType);
          const resource = resourceType === 'Patient' ? patient : { resourceType, id: 'fetched' };
          const content = { resourceType: 'Bundle', type: 'searchset', entry: [{ resource }] };
          return Promise.resolve({ outcome: 'answered', content });
        },
        () => {
          open -= 1;
        },
      );
    },
    close: () => Promise.resolve(),
  };
  return { access, asked, open: () => open };
}

function gather(
  ehr: Ehr,
  policy: Partial<PrefetchPolicy>,
  prefetch: NonNullable<CdsRequest['prefetch']>,
  { fhirServer = registered, maxEntries = 100, deadlineMs = 1000 } = {},
): ReturnType<typeof gatherChart> {
  const options: GatherOptions = {
    plan: [
      query('patient', 'Patient', true),
      query('conditions', 'Condition', true),
      query('labs', 'Observation'),
    ],
    isCandidate: () => true,
    access: ehr.access,
    prefetch: { use: 'prefer', nullMeans: 'empty', ...policy },
    limits: { deadlineMs, maxPages: 5, maxEntries },
  };
  const context = { patientId: 'p1' };
  return gatherChart(
    { hook: 'patient-view', hookInstance: 'h', fhirServer, context, prefetch },
    options,
  );
}

const sent = { resourceType: 'Observation', id: 'sent' };
const idsOf = (chart: Awaited<ReturnType<typeof gather>>, type: string) =>
  chart.resources.get(type)?.map(({ id }) => id);

describe('prefer', () => {
  test('fetches what is not there', async () => {
    const ehr = startEhr();

    const chart = await gather(ehr, {}, { patient, conditions: null });

    expect(ehr.asked).toEqual(['Observation']);
    expect(chart.queries).toEqual({ patient: 'data', conditions: 'null', labs: 'data' });
  });

  test('fetches what is null for a client to which null says nothing', async () => {
    const ehr = startEhr();

    const chart = await gather(
      ehr,
      { nullMeans: 'absent' },
      { patient, conditions: null, labs: null },
    );

    expect(ehr.asked).toEqual(['Condition', 'Observation']);
    expect(chart.queries).toEqual({ patient: 'data', conditions: 'data', labs: 'data' });
  });
});

describe('only', () => {
  test('fetches nothing', async () => {
    const ehr = startEhr();

    const chart = await gather(ehr, { use: 'only' }, { patient, conditions: null });

    expect(ehr.asked).toEqual([]);
    expect(chart.queries).toEqual({ patient: 'data', conditions: 'null', labs: 'absent' });
  });

  test('does without a required answer rather than fetch it', async () => {
    const ehr = startEhr();
    const gathered = gather(
      ehr,
      { use: 'only', nullMeans: 'absent' },
      { patient, conditions: null },
    );

    await expect(gathered).rejects.toMatchObject({
      code: 'FHIR_DATA_UNAVAILABLE',
      details: { queries: ['conditions'] },
    });
    expect(ehr.asked).toEqual([]);
  });

  test('still refuses a server that is not registered', async () => {
    const gathered = gather(
      startEhr(),
      { use: 'only' },
      { patient, conditions: null },
      { fhirServer: 'https://evil.example/fhir' },
    );

    await expect(gathered).rejects.toMatchObject({ code: 'FHIR_SERVER_NOT_ALLOWED' });
  });
});

describe('ignore', () => {
  test('fetches everything, and takes nothing of what was sent', async () => {
    const ehr = startEhr();
    const foreign = { ...patient, id: 'p2' };

    const chart = await gather(
      ehr,
      { use: 'ignore' },
      { patient: foreign, conditions: null, labs: sent, unasked: sent },
    );

    expect(ehr.asked.sort()).toEqual(['Condition', 'Observation', 'Patient']);
    expect(idsOf(chart, 'Observation')).toEqual(['fetched']);
    expect(chart.patient).toEqual(patient);
  });
});

describe('a prefetch', () => {
  const bundleOf = (count: number) => ({
    resourceType: 'Bundle',
    entry: Array.from({ length: count }, (_, index) => ({
      resource: { ...sent, id: `o${index}` },
    })),
  });

  test('may hold as many resources as the limit says', async () => {
    const prefetch = { patient, conditions: null, labs: bundleOf(5), unasked: bundleOf(4) };

    const chart = await gather(startEhr(), {}, prefetch, { maxEntries: 10 });

    expect(chart.queries['labs']).toBe('data');
  });

  test.each<[string, Record<string, unknown>]>([
    ['in all keys together', { patient, labs: bundleOf(5), unasked: bundleOf(5) }],
    ['that are no resources', { labs: { resourceType: 'Bundle', entry: Array(11).fill(0) } }],
    ['in keys of their own', Object.fromEntries(bundleOf(11).entry.map((entry, i) => [i, entry]))],
  ])('with more resources, %s, is too large', async (_title, prefetch) => {
    const ehr = startEhr();

    await expect(gather(ehr, {}, prefetch, { maxEntries: 10 })).rejects.toMatchObject({
      code: 'REQUEST_TOO_LARGE',
      details: { path: '/prefetch' },
    });
    expect([ehr.asked, ehr.open()]).toEqual([[], 0]);
  });
});

describe('the reader', () => {
  test.each<[string, Partial<PrefetchPolicy>, CdsRequest['prefetch'] & object]>([
    ['after a chart', {}, { patient, conditions: null }],
    ['after a refusal', {}, { patient: { ...patient, id: 'p2' } }],
    ['where nothing is read', { use: 'only' }, {}],
  ])('is closed %s', async (_title, policy, prefetch) => {
    const ehr = startEhr();

    await gather(ehr, policy, prefetch).catch(() => undefined);

    expect(ehr.open()).toBe(0);
  });

  test.each([0, -250.5, 0.4, 12.7])('is opened though %d ms are left', async (deadlineMs) => {
    const ehr = startEhr();

    const chart = await gather(ehr, {}, { patient, conditions: null }, { deadlineMs });

    expect(chart.queries['labs']).toBe('data');
  });
});
