// Where requests may come from, and below which path.
import request from 'supertest';
import { minimalRequest, serviceUrl, stubApp } from './http-stub-app.js';

const loopback = ['127.0.0.1', '::1'];

test.each([
  [['127.0.0.1/32', '::1/128'], undefined, 200],
  [['127.0.0.0/8', '::1'], 'https', 200],
  [loopback, 'http', 403],
  [loopback, 'https, http', 403],
  [['10.0.0.0/8'], undefined, 403],
  [['10.0.0.0/8'], 'https', 403],
  [[], 'https', 403],
] as const)(
  'behind the proxies %j that say %s, a call over plain HTTP gets %d',
  async (trustedProxies, protocol, status) => {
    const { app, handled } = stubApp({ trustedProxies });

    const response = await request(app)
      .post(serviceUrl)
      .set(protocol === undefined ? {} : { 'X-Forwarded-Proto': protocol })
      .send(minimalRequest);

    expect(response.status).toBe(status);
    expect(handled).toHaveLength(status === 200 ? 1 : 0);
    if (status === 403) {
      expect(response.body).toMatchObject({
        issue: [
          {
            code: 'security',
            details: { coding: [{ code: 'TRANSPORT_NOT_TRUSTED' }] },
            diagnostics: expect.stringContaining(
              trustedProxies === loopback ? 'X-Forwarded-Proto' : 'trustedProxies',
            ) as string,
          },
        ],
      });
    }
  },
);

test('probes are answered over plain HTTP', async () => {
  const { app } = stubApp({ trustedProxies: ['10.0.0.0/8'] });

  expect((await request(app).get('/healthz')).status).toBe(200);
  expect((await request(app).get('/readyz')).status).toBe(200);
});

test.each([
  ['/nelm/cds-services', 200],
  ['/nelm/evidence/review-2016/prrt', 200],
  ['/nelm/healthz', 200],
  ['/healthz', 200],
  ['/readyz?verbose', 200],
  ['/cds-services', 404],
  ['/nelmx/cds-services', 404],
  ['/NELM/cds-services', 404],
  ['/nelm', 404],
  ['/', 404],
  ['/nelm/nelm/cds-services', 404],
  ['//cds-services', 404],
  ['/nelm//cds-services', 404],
])('below the base path /nelm, GET %s is %d', async (path, status) => {
  const response = await request(stubApp({ basePath: '/nelm' }).app).get(path);

  expect(response.status).toBe(status);
});

test('below a base path services are called as everywhere', async () => {
  const { app, summaries } = stubApp({ basePath: '/nelm' });

  const response = await request(app).post(`/nelm${serviceUrl}`).send(minimalRequest);

  expect(response.status).toBe(200);
  expect(summaries[0]?.route).toBe('/cds-services/:id');
});
