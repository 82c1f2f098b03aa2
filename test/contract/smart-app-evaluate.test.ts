/** POST /api/evaluate as the SMART app uses it, beside EHRs over TLS. */
import { evaluateRequest } from '../support/app-request.js';
import {
  startProductionUnderTest,
  type ProductionUnderTest,
} from '../support/production-service.js';

type Json = Record<string, unknown>;

let service: ProductionUnderTest;

beforeAll(async () => {
  service = await startProductionUnderTest({
    clients: { hospital: { smartApp: { clientId: 'app' } } },
    sections: { limits: { deadlineMs: 2_000, bodyBytes: 2_000_000 } },
  });
}, 30_000);

afterEach(() => {
  service.hospital.interceptWith(undefined);
  service.hospital.fhirRequests.length = 0;
});

afterAll(() => service.stop());

function post(body: unknown, authorization = 'Bearer token-of-the-app'): Promise<Response> {
  return service.call('/api/evaluate', { as: null, body, headers: { authorization } });
}

async function outcomeOf(response: Response): Promise<Json> {
  const { issue } = (await response.json()) as {
    issue: [
      { details: { coding: [{ code: string }] }; expression?: string[]; diagnostics?: string },
    ];
  };
  const [{ details, expression, diagnostics }] = issue;
  return { code: details.coding[0].code, path: expression?.[0], diagnostics };
}

const answerWith =
  (status: number, body: unknown = {}) =>
  (path: RegExp): void => {
    service.hospital.interceptWith(({ url = '' }, response) => {
      if (!path.test(url)) return false;
      response.writeHead(status, { 'content-type': 'application/fhir+json' });
      response.end(JSON.stringify(body));
      return true;
    });
  };

describe('the chart that the app read', () => {
  test('is evaluated as the hook evaluates it, and the course of the disease comes with it', async () => {
    const response = await post(await evaluateRequest(service, 'jasmine'));

    const { evaluation, statements, history } = (await response.json()) as Json & {
      evaluation: { inScope: boolean; queries: Json; pathways: Json };
      history: { series: unknown[] };
    };
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(evaluation.inScope).toBe(true);
    expect(Object.keys(evaluation.pathways).length).toBeGreaterThan(10);
    expect(Object.values(evaluation.queries)).not.toContain('absent');
    expect(statements).toEqual(expect.any(Array));
    expect(history.series.length).toBeGreaterThan(0);
  });

  test('is read no further: the EHR is asked for the patient alone, with the token of the app', async () => {
    await post(await evaluateRequest(service, 'elm'));

    expect(service.hospital.fhirRequests).toEqual([
      { url: '/fhir/Patient/elm', authorization: 'Bearer token-of-the-app' },
    ]);
  });

  test('has the Patient that the EHR answers, whatever was posted', async () => {
    const request = await evaluateRequest(service, 'elm');
    const posted = { resourceType: 'Patient', id: 'elm', deceasedBoolean: true };
    const prefetch = { ...request.prefetch, patient: posted, other: posted };

    const response = await post({ ...request, prefetch });

    const { evaluation } = (await response.json()) as { evaluation: { scopeReasons: Json[] } };
    expect(response.status).toBe(200);
    expect(evaluation.scopeReasons.map(({ code }) => code)).not.toContain('deceased');
  });

  test('leaves a failed read unknown, never empty', async () => {
    const request = await evaluateRequest(service, 'elm');
    const failed = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'x' }] };

    const response = await post({
      ...request,
      prefetch: { ...request.prefetch, procedures: failed },
    });

    const { evaluation } = (await response.json()) as { evaluation: { queries: Json } };
    expect(evaluation.queries['procedures']).toBe('error');
  });

  test('of which a query came as null is not known to have none', async () => {
    const request = await evaluateRequest(service, 'elm');
    const response = await post({
      ...request,
      prefetch: { ...request.prefetch, procedures: null },
    });

    const { evaluation } = (await response.json()) as {
      readonly evaluation: { readonly queries: Readonly<Record<string, string>> };
    };
    expect(evaluation.queries['procedures']).toBe('absent');
  });

  test('without its conditions is not evaluated', async () => {
    const request = await evaluateRequest(service, 'elm');

    const response = await post({ ...request, prefetch: {} });

    expect(response.status).toBe(412);
    expect(await outcomeOf(response)).toMatchObject({
      code: 'FHIR_DATA_UNAVAILABLE',
      diagnostics: 'Queries: conditions.',
    });
  });
});

describe('what if', () => {
  test('an assumption replaces what the chart says', async () => {
    const request = await evaluateRequest(service, 'elm');

    const response = await post({ ...request, assumptions: { ki67Percent: '<2', grade: ['G1'] } });

    const { evaluation } = (await response.json()) as { evaluation: { facts: Json } };
    expect(evaluation.facts['ki67Percent']).toMatchObject({ interval: { high: 2 }, evidence: [] });
    expect(evaluation.facts['grade']).toMatchObject({ values: ['G1'] });
  });

  test.each([
    ['a fact that there is none of', { MARKER: 1 }, '/assumptions'],
    ['a value that is none', { grade: 'MARKER' }, '/assumptions/grade'],
    ['no value at all', { grade: [] }, '/assumptions/grade'],
    ['a number beyond the fact', { ki67Percent: 1_000 }, '/assumptions/ki67Percent'],
    ['a value within a value', { grade: [['G1']] }, '/assumptions/grade'],
    ['null', { grade: null }, '/assumptions/grade'],
    ['a text of any length', { ki67Percent: '1'.repeat(1_000) }, '/assumptions/ki67Percent'],
  ])('%s is refused by name, before anything is read', async (_what, assumptions, path) => {
    const request = await evaluateRequest(service, 'elm');

    const response = await post({ ...request, assumptions });

    expect(response.status).toBe(400);
    const outcome = await outcomeOf(response);
    expect(outcome).toMatchObject({ code: 'CDS_REQUEST_INVALID', path });
    expect(JSON.stringify(outcome)).not.toContain('MARKER');
    expect(service.hospital.fhirRequests).toEqual([]);
  });
});

describe('the token', () => {
  test.each([
    ['missing', ''],
    ['of another scheme', 'Basic dXNlcjpwYXNz'],
    ['empty', 'Bearer '],
    ['two', 'Bearer a, Bearer b'],
    ['with characters that no token has', 'Bearer a"b'],
  ])('%s is refused with an empty 401, before the body is looked at', async (_what, value) => {
    const response = await post('no JSON', value);

    expect(response.status).toBe(401);
    expect(await response.text()).toBe('');
    expect(service.hospital.fhirRequests).toEqual([]);
  });

  test.each([401, 403])('that the EHR answers %i is refused with an empty 401', async (status) => {
    answerWith(status)(/Patient/);

    const response = await post(await evaluateRequest(service, 'elm'));

    expect(response.status).toBe(401);
    expect(await response.text()).toBe('');
    expect(service.logLines().at(-1)).toMatchObject({
      code: 'NOT_AUTHENTICATED',
      reason: 'access-token-refused',
      claimedClientId: 'hospital',
    });
  });

  test.each([
    [404, {}, 412, 'FHIR_DATA_UNAVAILABLE'],
    [500, {}, 412, 'FHIR_DATA_UNAVAILABLE'],
    [200, { resourceType: 'Basic', id: 'elm' }, 412, 'FHIR_DATA_UNAVAILABLE'],
    [200, { resourceType: 'Patient', id: 'oak' }, 400, 'PATIENT_MISMATCH'],
  ])('proves nothing where the EHR answers %i %j', async (status, body, expected, code) => {
    answerWith(status, body)(/Patient/);

    const response = await post(await evaluateRequest(service, 'elm'));

    expect(response.status).toBe(expected);
    expect(await outcomeOf(response)).toMatchObject({ code });
  });

  test('is waited for no longer than the deadline', async () => {
    service.hospital.interceptWith(({ url = '' }) => url.includes('Patient'));

    const response = await post(await evaluateRequest(service, 'elm'));

    expect(response.status).toBe(412);
    expect(service.logLines().at(-1)).toMatchObject({ deadlineHit: true });
  });
});

describe('the request', () => {
  test.each([
    ['of a client without the app', () => service.clinic.fhirBase],
    ['that nobody registered', () => 'https://elsewhere.example/fhir'],
    ['over http', () => service.hospital.fhirBase.replace('https:', 'http:')],
    ['beside the registered one', () => `${service.hospital.fhirBase}s`],
  ])('for a FHIR server %s is forbidden', async (_what, fhirServer) => {
    const response = await post({ fhirServer: fhirServer(), patientId: 'elm', prefetch: {} });

    expect(response.status).toBe(403);
    expect(await outcomeOf(response)).toMatchObject({ code: 'FHIR_SERVER_NOT_ALLOWED' });
    expect(service.clinic.fhirRequests).toEqual([]);
  });

  test.each([
    ['no FHIR server', { fhirServer: undefined }, '/fhirServer'],
    ['a FHIR server that is none', { fhirServer: 'MARKER' }, '/fhirServer'],
    ['a path as patient', { patientId: '../MARKER' }, '/patientId'],
    ['no prefetch', { prefetch: null }, '/prefetch'],
    ['assumptions that are none', { assumptions: ['MARKER'] }, '/assumptions'],
  ])('with %s is refused', async (_what, changes, path) => {
    const request = { fhirServer: service.hospital.fhirBase, patientId: 'elm', prefetch: {} };

    const response = await post({ ...request, ...changes });

    expect(response.status).toBe(400);
    const outcome = await outcomeOf(response);
    expect(outcome).toMatchObject({ code: 'CDS_REQUEST_INVALID', path });
    expect(JSON.stringify(outcome)).not.toContain('MARKER');
  });

  test('that is too large is refused', async () => {
    expect((await post(`"${'x'.repeat(2_100_000)}"`)).status).toBe(413);
  });

  test('in another form than JSON is refused', async () => {
    const headers = { authorization: 'Bearer a', 'content-type': 'text/plain' };

    const response = await service.call('/api/evaluate', { as: null, body: 'x', headers });

    expect(response.status).toBe(415);
  });

  test('from a page of another origin gets no permission', async () => {
    const headers = { origin: 'https://elsewhere.example' };

    const response = await service.call('/api/evaluate', { method: 'OPTIONS', as: null, headers });

    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(response.headers.get('access-control-allow-headers')).toBeNull();
  });
});

test('what is logged and counted names the client, and nothing of patient and token', async () => {
  await post(await evaluateRequest(service, 'elm'));

  const line = service.logLines().at(-1);
  expect(line).toMatchObject({ route: '/api/evaluate', clientId: 'hospital', status: 200 });
  expect(line).toHaveProperty('gatherMs');
  expect(line).toHaveProperty('evaluateMs');
  expect(service.logText()).not.toContain('token-of-the-app');
  expect(service.logText()).not.toContain('"elm"');
});
