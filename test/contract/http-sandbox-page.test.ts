import express, { type Express } from 'express';
import request from 'supertest';
import { createSandboxPageRouter } from '../../sandbox/page/index.js';

function pageApp(): Express {
  const app = express();
  const patient = { id: 'p1', name: 'Ada', story: 'Shows <b>nothing</b>.', expected: { cards: 0 } };
  app.use(
    '/sandbox',
    createSandboxPageRouter({ patients: [patient], serviceIds: ['nelm-patient-view'] }),
  );
  return app;
}

test.each([
  ['', 'text/html; charset=utf-8'],
  ['?patient=p1', 'text/html; charset=utf-8'],
  ['sandbox.css', 'text/css; charset=utf-8'],
  ['sandbox.js', 'text/javascript; charset=utf-8'],
  ['markdown.js', 'text/javascript; charset=utf-8'],
  ['patients.json', 'application/json; charset=utf-8'],
])('/sandbox/%s is served as %s under a strict policy', async (path, mediaType) => {
  const response = await request(pageApp()).get(`/sandbox/${path}`);

  expect(response.status).toBe(200);
  expect(response.headers['content-type']).toBe(mediaType);
  expect(response.headers['content-security-policy']).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
      "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
});

test('the page says what it is, and holds no script or style of its own', async () => {
  const { text } = await request(pageApp()).get('/sandbox/');

  expect(text).toContain('Sandbox: synthetic patients, no authentication, not for clinical use');
  expect(text).not.toMatch(/<style|style=|\son\w+=|<script(?![^>]*\ssrc=)/);
});

test('everything that the page and its modules load is served', async () => {
  const app = pageApp();
  const wanted = new Set(['index.html']);
  for (const name of wanted) {
    const { status, text } = await request(app).get(`/sandbox/${name}`);
    expect([name, status]).toEqual([name, 200]);
    const loads = text.matchAll(/(?:src|href)="([\w-]+\.\w+)"|from '\.\/([\w-]+\.js)'/g);
    for (const [, asset, module] of loads) wanted.add(asset ?? module ?? '');
  }

  expect([...wanted]).toEqual(
    expect.arrayContaining(['sandbox.css', 'sandbox.js', 'markdown.js', 'ehr-client.js']),
  );
});

test('the list of patients holds what the page shows and no more', async () => {
  const response = await request(pageApp()).get('/sandbox/patients.json');

  expect(response.body).toEqual({
    patients: [{ id: 'p1', name: 'Ada', story: 'Shows <b>nothing</b>.' }],
    serviceIds: ['nelm-patient-view'],
  });
});

test('a deep link without the slash is led to the page with its query', async () => {
  const response = await request(pageApp()).get('/sandbox?patient=p1');

  expect(response.status).toBe(308);
  expect(response.headers['location']).toBe('/sandbox/?patient=p1');
});

test.each(['index.ts', '../index.ts', '%2e%2e/index.ts', 'assets/sandbox.js'])(
  '/sandbox/%s is not served',
  async (path) => {
    expect((await request(pageApp()).get(`/sandbox/${path}`)).status).toBe(404);
  },
);
