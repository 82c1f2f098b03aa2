// Discovery, public pages, and what holds for every answer.
import request from 'supertest';
import { stubApp, serviceUrl } from './http-stub-app.js';

test('discovery lists the services as JSON', async () => {
  const { app } = stubApp();

  const response = await request(app).get('/cds-services');

  expect(response.status).toBe(200);
  expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(response.body).toEqual({
    services: [
      {
        id: 'nelm-patient-view',
        hook: 'patient-view',
        title: 'NELM',
        description: 'Judges published criteria.',
        prefetch: { patient: 'Patient/{{context.patientId}}' },
      },
    ],
  });
});

test('discovery without any service is an empty list', async () => {
  const response = await request(stubApp({ describe: () => [] }).app).get('/cds-services');

  expect(response.text).toBe('{"services":[]}');
});

test.each(['/cds-services', '/evidence/review-2016/', '/fhir/CodeSystem/nelm', '/healthz'])(
  'HEAD %s answers 200 without a body',
  async (path) => {
    const response = await request(stubApp().app).head(path);

    expect(response.status).toBe(200);
    expect(response.text).toBeUndefined();
  },
);

test.each([
  ['/evidence/review-2016/', 'text/html; charset=utf-8'],
  ['/evidence/review-2016/prrt', 'text/html; charset=utf-8'],
  ['/fhir/CodeSystem/nelm', 'application/fhir+json; charset=utf-8'],
  ['/healthz', 'application/json; charset=utf-8'],
  ['/readyz', 'application/json; charset=utf-8'],
])('GET %s answers 200 as %s', async (path, mediaType) => {
  const response = await request(stubApp().app).get(path);

  expect(response.status).toBe(200);
  expect(response.headers['content-type']).toBe(mediaType);
});

test('an evidence page allows its own style and nothing else', async () => {
  const response = await request(stubApp().app).get('/evidence/review-2016/prrt');

  expect(response.text).toBe('<!doctype html><p>PRRT</p>');
  expect(response.headers['content-security-policy']).toBe(
    "default-src 'none'; style-src 'sha256-abc='; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
});

test('a service whose store is down still takes requests, and says that it is degraded', async () => {
  const { app } = stubApp({
    readiness: () => ({ status: 'degraded', store: 'down', knowledge: 'hash-1' }),
  });

  const response = await request(app).get('/readyz');

  expect(response.status).toBe(200);
  expect(response.body).toEqual({ status: 'degraded', store: 'down', knowledge: 'hash-1' });
});

test('a service that is stopping says so with 503 and when to try again', async () => {
  const { app } = stubApp({
    readiness: () => ({ status: 'stopping', store: 'up', knowledge: 'hash-1' }),
  });

  const response = await request(app).get('/readyz');

  expect(response.status).toBe(503);
  expect(response.headers['retry-after']).toBe('5');
  expect(response.body).toMatchObject({
    resourceType: 'OperationOutcome',
    issue: [{ details: { coding: [{ code: 'NOT_READY' }] } }],
  });
  expect((await request(app).get('/healthz')).status).toBe(200);
});

test.each([
  '/',
  '/nothing',
  '/CDS-Services',
  '/evidence',
  '/evidence/review-1999',
  '/evidence/review-2016/unheard-of',
  '/evidence/__proto__/constructor',
  '/evidence/%E0%A4%A',
  '/cds-services/unheard-of',
  '/fhir/CodeSystem/other',
  '/sandbox/',
])('GET %s is 404 with an OperationOutcome', async (path) => {
  const response = await request(stubApp().app).get(path);

  expect(response.status).toBe(404);
  expect(response.headers['content-type']).toBe('application/fhir+json; charset=utf-8');
  expect(response.body).toMatchObject({
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'not-found' }],
  });
});

test.each([
  ['post', '/cds-services', 'GET, HEAD, OPTIONS'],
  ['get', serviceUrl, 'POST, OPTIONS'],
  ['head', serviceUrl, 'POST, OPTIONS'],
  ['delete', serviceUrl, 'POST, OPTIONS'],
  ['get', `${serviceUrl}/feedback`, 'POST, OPTIONS'],
  ['put', '/evidence/review-2016/prrt', 'GET, HEAD, OPTIONS'],
  ['post', '/fhir/CodeSystem/nelm', 'GET, HEAD, OPTIONS'],
  ['post', '/healthz', 'GET, HEAD, OPTIONS'],
  ['post', '/readyz', 'GET, HEAD, OPTIONS'],
] as const)('a %s of %s is 405 and names what is allowed', async (method, path, allow) => {
  const response = await request(stubApp().app)[method](path);

  expect(response.status).toBe(405);
  expect(response.headers['allow']).toBe(allow);
});

test.each(['/cds-services', '/nothing', '/healthz'])(
  'GET %s carries our request id and the protective headers',
  async (path) => {
    const response = await request(stubApp().app).get(path).set('X-Request-Id', 'theirs');

    expect(response.headers).toMatchObject({
      'x-request-id': 'request-1',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    expect(response.headers).not.toHaveProperty('x-powered-by');
  },
);

test('mounted routes come before the final 404 and share the error answers', async () => {
  const { app } = stubApp({
    mount: (mounted) => {
      mounted.get('/sandbox/', (_request, response) => void response.send('page'));
      mounted.get('/sandbox/broken', () => {
        throw new TypeError('ZZPHI');
      });
    },
  });

  expect((await request(app).get('/sandbox/')).text).toBe('page');
  const broken = await request(app).get('/sandbox/broken');
  expect(broken.status).toBe(500);
  expect(broken.text).not.toContain('ZZPHI');
});

test('the index of an edition is served at its folder, to which its links are relative', async () => {
  const response = await request(stubApp().app).get('/evidence/review-2016');

  expect(response.status).toBe(301);
  expect(response.headers['location']).toBe('./review-2016/');
});
