import request from 'supertest';
import { minimalRequest, serviceUrl, stubApp } from './http-stub-app.js';

const origin = 'https://ehr.example.org';
const routes = [
  ['/cds-services', 'GET, HEAD'],
  [serviceUrl, 'POST'],
  [`${serviceUrl}/feedback`, 'POST'],
] as const;

test.each(routes)('a preflight for %s is answered without credentials', async (path, methods) => {
  const response = await request(stubApp().app)
    .options(path)
    .set('Origin', origin)
    .set('Access-Control-Request-Method', 'POST')
    .set('Access-Control-Request-Headers', 'authorization, content-type');

  expect(response.status).toBe(204);
  expect(response.text).toBe('');
  expect(response.headers).toMatchObject({
    'access-control-allow-origin': '*',
    'access-control-allow-methods': methods,
    'access-control-allow-headers': 'Authorization, Content-Type, Accept',
    vary: 'Origin',
  });
});

test.each(routes)('a preflight for %s from an origin not listed allows nothing', async (path) => {
  const response = await request(stubApp({ corsOrigins: ['https://other.example.org'] }).app)
    .options(path)
    .set('Origin', origin);

  expect(response.status).toBe(204);
  expect(response.headers).not.toHaveProperty('access-control-allow-origin');
  expect(response.headers).not.toHaveProperty('access-control-allow-headers');
  expect(response.headers['vary']).toBe('Origin');
});

test.each([
  [200, minimalRequest],
  [400, {}],
])('the %d answer of a service is readable for a listed origin', async (status, body) => {
  const response = await request(stubApp({ corsOrigins: [origin] }).app)
    .post(serviceUrl)
    .set('Origin', origin)
    .send(body);

  expect(response.status).toBe(status);
  expect(response.headers).toMatchObject({ 'access-control-allow-origin': origin, vary: 'Origin' });
  expect(response.headers).not.toHaveProperty('access-control-expose-headers');
  expect(response.headers).not.toHaveProperty('access-control-allow-credentials');
});

test('the other routes are not for foreign pages', async () => {
  const { app } = stubApp();

  const page = await request(app).get('/evidence/review-2016/prrt').set('Origin', origin);
  const preflight = await request(app).options('/evidence/review-2016/prrt').set('Origin', origin);

  expect(page.headers).not.toHaveProperty('access-control-allow-origin');
  expect(preflight.status).toBe(204);
  expect(preflight.headers).not.toHaveProperty('access-control-allow-origin');
  expect(preflight.headers['allow']).toBe('GET, HEAD, OPTIONS');
});
