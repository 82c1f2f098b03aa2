// One call of a service: statuses, media types, limits.
import { gzipSync, brotliCompressSync, deflateSync } from 'node:zlib';
import request, { type Response } from 'supertest';
import { AppError } from '../../src/errors/app-error.js';
import { catalogue, type ErrorCode } from '../../src/errors/catalogue.js';
import { card, minimalRequest, serviceUrl, stubApp } from './http-stub-app.js';

const text = JSON.stringify(minimalRequest);

function expectError(response: Response, code: ErrorCode): void {
  expect(response.status).toBe(catalogue[code].status);
  expect(response.headers['content-type']).toBe('application/fhir+json; charset=utf-8');
  expect(response.headers['cache-control']).toBe('no-store');
  expect(response.body).toMatchObject({
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', details: { coding: [{ code }] } }],
  });
}

test('a valid request gets the cards of the pipeline', async () => {
  const { app, handled } = stubApp();

  const response = await request(app).post(serviceUrl).send(minimalRequest);

  expect(response.status).toBe(200);
  expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(response.headers['cache-control']).toBe('no-store');
  expect(response.body).toEqual({ cards: [card] });
  expect(handled).toEqual([minimalRequest]);
});

test.each([
  'application/json',
  'application/json; charset=utf-8',
  'application/json;charset="UTF-8"',
  'Application/FHIR+JSON',
  'application/json+fhir; charset=utf8',
  'application/fhir+json; fhirVersion=4.0',
])('a body of type %s is read', async (mediaType) => {
  const response = await request(stubApp().app)
    .post(serviceUrl)
    .set('Content-Type', mediaType)
    .send(text);

  expect(response.status).toBe(200);
});

test.each([
  'text/plain',
  'application/xml',
  'application/x-www-form-urlencoded',
  'application/json; charset=utf-16',
  'application/json; charset=iso-8859-1',
])('a body of type %s is 415', async (mediaType) => {
  const response = await request(stubApp().app)
    .post(serviceUrl)
    .set('Content-Type', mediaType)
    .send(text);

  expectError(response, 'MEDIA_TYPE_NOT_SUPPORTED');
});

test('a request without any body or media type is 415', async () => {
  expectError(await request(stubApp().app).post(serviceUrl), 'MEDIA_TYPE_NOT_SUPPORTED');
});

/** Sends bytes as they are. */
function post(maxBodyBytes: number, headers: Record<string, string>, bytes: Buffer | string) {
  return request(stubApp({ maxBodyBytes }).app)
    .post(serviceUrl)
    .set({ 'Content-Type': 'application/json', ...headers })
    .serialize((body: unknown) => body as string)
    .send(bytes as string);
}

test.each([
  ['gzip', gzipSync(text)],
  ['GZIP', gzipSync(text)],
  ['deflate', deflateSync(text)],
  ['br', brotliCompressSync(text)],
  ['identity', Buffer.from(text)],
])('a body in content encoding %s is read', async (encoding, bytes) => {
  const response = await post(10_000, { 'Content-Encoding': encoding }, bytes);

  expect(response.status).toBe(200);
});

test.each(['compress', 'gzip, gzip', 'zstd', ''])(
  'a body in content encoding "%s" is 415',
  async (encoding) => {
    const response = await post(10_000, { 'Content-Encoding': encoding }, gzipSync(text));

    expectError(response, 'MEDIA_TYPE_NOT_SUPPORTED');
  },
);

test.each([
  ['half of one', text.slice(0, 40)],
  ['nothing', ''],
  ['text that is not JSON', 'ZZPHI'],
  ['bytes that are not UTF-8', Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff])])],
  ['100,000 nested arrays', `{"prefetch":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  ['100,000 nested objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
])('a body that is %s is 400', async (_title, body) => {
  const response = await post(2_000_000, {}, body);

  expectError(response, 'REQUEST_BODY_INVALID');
  expect(response.text).not.toContain('ZZPHI');
});

test('a truncated compressed body is 400', async () => {
  const response = await post(
    10_000,
    { 'Content-Encoding': 'gzip' },
    gzipSync(text).subarray(0, 40),
  );

  expectError(response, 'REQUEST_BODY_INVALID');
});

test('a byte order mark before the body is tolerated', async () => {
  const response = await post(10_000, {}, `\uFEFF${text}`);

  expect(response.status).toBe(200);
});

test('brackets inside strings do not count as nesting', async () => {
  const prefetch = { note: `${'[{'.repeat(500)}\\"${'['.repeat(500)}` };

  const response = await post(10_000, {}, JSON.stringify({ ...minimalRequest, prefetch }));

  expect(response.status).toBe(200);
});

test.each([[text.length], [text.length + 1]])(
  'a body up to the limit of %d bytes is read',
  async (maxBodyBytes) => {
    expect((await post(maxBodyBytes, {}, text)).status).toBe(200);
  },
);

test('a body declared one byte over the limit is 413', async () => {
  expectError(await post(text.length - 1, {}, text), 'REQUEST_TOO_LARGE');
});

test('a body that turns out too large while streaming is 413', async () => {
  const call = request(stubApp({ maxBodyBytes: 1000 }).app)
    .post(serviceUrl)
    .set({ 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' });
  for (let chunk = 0; chunk < 20; chunk += 1) call.write(' '.repeat(500));

  expectError(await call, 'REQUEST_TOO_LARGE');
});

test('a small compressed body that inflates over the limit is 413', async () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000, ' '));

  const response = await post(100_000, { 'Content-Encoding': 'gzip' }, bomb);

  expect(bomb.length).toBeLessThan(100_000);
  expectError(response, 'REQUEST_TOO_LARGE');
});

test('an unknown service is 404 whatever is sent to it', async () => {
  const response = await request(stubApp().app)
    .post('/cds-services/unheard-of')
    .set('Content-Type', 'text/plain')
    .send('not JSON');

  expectError(response, 'SERVICE_UNKNOWN');
});

test.each(['[]', '[{}]', 'null', '"patient-view"', '7', '{}'])(
  'the body %s is 400',
  async (body) => {
    expectError(await post(1000, {}, body), 'CDS_REQUEST_INVALID');
  },
);

test('a request of another hook is 400', async () => {
  const response = await request(stubApp().app)
    .post(serviceUrl)
    .send({ ...minimalRequest, hook: 'order-sign' });

  expectError(response, 'HOOK_MISMATCH');
});

test('members named __proto__ never reach the pipeline, however they are spelled', async () => {
  const { app, handled } = stubApp();
  const body = text.replace(
    '"context":{',
    '"__proto__":{"polluted":1},"prefetch":{"a":{"\\u005f_proto__":{"polluted":1}}},"context":{"__proto__":{"patientId":"x"},',
  );

  const response = await request(app).post(serviceUrl).type('application/json').send(body);

  expect(response.status).toBe(200);
  expect(JSON.stringify(handled)).not.toContain('polluted');
  expect(handled[0]?.context.patientId).toBe('p1');
  expect(Object.prototype).not.toHaveProperty('polluted');
});

test.each([
  ['PATIENT_MISMATCH', {}],
  ['FHIR_SERVER_NOT_ALLOWED', {}],
  ['FHIR_DATA_UNAVAILABLE', { queries: ['patient'] }],
] as const)('the pipeline error %s keeps its status', async (code, details) => {
  const { app } = stubApp({ handle: () => Promise.reject(new AppError(code, details)) });

  expectError(await request(app).post(serviceUrl).send(minimalRequest), code);
});

test('an unexpected error is 500 and says nothing about itself', async () => {
  const { app } = stubApp({ handle: () => Promise.reject(new TypeError('ZZPHI')) });

  const response = await request(app).post(serviceUrl).send(minimalRequest);

  expectError(response, 'INTERNAL');
  expect(response.text).not.toMatch(/ZZPHI|TypeError|\.ts/);
});
