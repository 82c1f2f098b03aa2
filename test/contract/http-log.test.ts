// Canary: whatever a client puts anywhere, the log says only what its closed list of fields allows.
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import request from 'supertest';
import { AppError } from '../../src/errors/app-error.js';
import { minimalRequest, serviceUrl, stubApp } from './http-stub-app.js';

const canary = 'ZZPHI';

test('a call of a service is one line with a closed set of fields', async () => {
  const { app, logLines } = stubApp();

  await request(app).post(serviceUrl).send(minimalRequest);

  expect(logLines()).toEqual([
    {
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
      event: 'request.completed',
      requestId: 'request-1',
      method: 'POST',
      route: '/cds-services/:id',
      status: 200,
      durationMs: expect.any(Number) as number,
      clientId: 'stub-client',
      serviceId: 'nelm-patient-view',
      cards: 1,
    },
  ]);
});

test('a refused request is logged with its code', async () => {
  const { app, logLines } = stubApp();

  await request(app).post('/cds-services/other').send({});

  expect(logLines()).toEqual([
    expect.objectContaining({ route: '/cds-services/:id', status: 404, code: 'SERVICE_UNKNOWN' }),
  ]);
});

test('an unexpected error is logged by class and place, without its message', async () => {
  const { app, logLines, logText } = stubApp({
    handle: () =>
      Promise.reject(new RangeError(`${canary}\n    at ${canary} (/src/${canary}.ts:1:1)`)),
  });

  await request(app).post(serviceUrl).send(minimalRequest);

  expect(logLines()).toEqual([
    expect.objectContaining({ level: 'error', event: 'request.failed', errorName: 'RangeError' }),
  ]);
  expect(logText()).not.toContain(canary);
});

const saltedRequest = {
  hook: 'patient-view',
  hookInstance: canary,
  fhirServer: `https://${canary}.example.org/fhir`,
  fhirAuthorization: { access_token: canary, token_type: 'Bearer', scope: canary },
  context: { patientId: canary, userId: `Practitioner/${canary}` },
  prefetch: { [canary]: { resourceType: 'Patient', id: canary } },
  extension: { [canary]: canary },
  [canary]: canary,
};

test.each([
  ['a good call', 'post', serviceUrl, JSON.stringify(saltedRequest)],
  [
    'a query in the address',
    'post',
    `${serviceUrl}?patient=${canary}`,
    JSON.stringify(saltedRequest),
  ],
  ['another hook', 'post', serviceUrl, JSON.stringify({ ...saltedRequest, hook: canary })],
  ['no context', 'post', serviceUrl, JSON.stringify({ ...saltedRequest, context: canary })],
  [
    'a bad patient id',
    'post',
    serviceUrl,
    JSON.stringify({ ...saltedRequest, context: { patientId: `/${canary}` } }),
  ],
  ['broken JSON', 'post', serviceUrl, `{"${canary}": ${canary}`],
  ['an unknown service', 'post', `/cds-services/${canary}`, '{}'],
  ['an unknown page', 'get', `/evidence/${canary}/${canary}`, ''],
  ['an unknown address', 'get', `/Patient/${canary}?name=${canary}`, ''],
  [
    'feedback',
    'post',
    `${serviceUrl}/feedback`,
    JSON.stringify({
      feedback: [
        {
          card: canary,
          outcome: 'overridden',
          outcomeTimestamp: '2026-11-23T10:00:00Z',
          overrideReason: { userComment: canary },
        },
        canary,
      ],
    }),
  ],
] as const)(
  '%s leaves nothing of the request in log or error',
  async (_title, method, url, body) => {
    const { app, logText, logLines } = stubApp();

    const agent = request(app);
    const response = await agent[method](url)
      .set('User-Agent', canary)
      .set('Authorization', `Bearer ${canary}`)
      .set('X-Request-Id', canary)
      .type('application/json')
      .send(body);

    expect(logLines()).toHaveLength(1);
    expect(logText()).not.toContain(canary);
    expect(response.text + JSON.stringify(response.headers)).not.toContain(canary);
  },
);

test('an error of the pipeline leaves nothing of its cause in log or answer', async () => {
  const cause = new SyntaxError(canary);
  const { app, logText } = stubApp({
    handle: () =>
      Promise.reject(new AppError('FHIR_DATA_UNAVAILABLE', { queries: ['patient'] }, cause)),
  });

  const response = await request(app).post(serviceUrl).send(saltedRequest);

  expect(response.status).toBe(412);
  expect(response.text + logText()).not.toContain(canary);
});

test('a client that goes away before its body is complete is logged as such, once', async () => {
  const { app, logLines } = stubApp();
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const socket = connect(port, '127.0.0.1', () => {
    socket.write(
      `POST ${serviceUrl} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n` +
        `Content-Length: 100\r\n\r\n{"hook":`,
      () => socket.destroy(),
    );
  });
  await once(server, 'request');
  while (logLines().length === 0) await setImmediate();
  server.close();

  expect(logLines()).toEqual([
    expect.objectContaining({
      level: 'warn',
      event: 'request.aborted',
      route: '/cds-services/:id',
    }),
  ]);
  expect(logLines()[0]).not.toHaveProperty('status');
});
