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

/** What the page loads, relative to itself. */
async function loadedFiles(app: Express): Promise<readonly string[]> {
  const { text } = await request(app).get('/sandbox/');
  return [...text.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(([, name]) => name ?? '');
}

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
  "img-src 'self' data:; frame-src 'self' http://127.0.0.1:* http://localhost:*; base-uri 'none'; " +
  "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

test.each([
  ['', 'text/html; charset=utf-8'],
  ['?patient=p1', 'text/html; charset=utf-8'],
  ['patients.json', 'application/json; charset=utf-8'],
])('/sandbox/%s is served as %s under a strict policy, and never kept', async (path, mediaType) => {
  const response = await request(pageApp()).get(`/sandbox/${path}`);

  expect(response.status).toBe(200);
  expect(response.headers['content-type']).toBe(mediaType);
  expect(response.headers['content-security-policy']).toBe(policy);
  expect(response.headers['x-content-type-options']).toBe('nosniff');
  expect(response.headers['referrer-policy']).toBe('no-referrer');
  expect(response.headers['cache-control']).toBe('no-store');
});

test('script and style that the page loads are served, and may be kept: they are named after their content', async () => {
  const app = pageApp();
  const names = await loadedFiles(app);

  expect(names.map((name) => name.replace(/^.*\./, '')).sort()).toEqual(['css', 'js']);
  for (const name of names) {
    const response = await request(app).get(`/sandbox/${name}`);
    expect([name, response.status]).toEqual([name, 200]);
    expect(response.headers['content-security-policy']).toBe(policy);
    expect(response.headers['cache-control']).toContain('immutable');
  }
});

test('the page holds no script or style of its own', async () => {
  const { text } = await request(pageApp()).get('/sandbox/');

  expect(text).toContain('<script type="module"');
  expect(text).not.toMatch(/<style|style=|\son\w+=|<script(?![^>]*\ssrc=)/);
});

test('script and style of the page stay under 100 kB, as they travel', async () => {
  const app = pageApp();
  const sizes = await Promise.all(
    (await loadedFiles(app)).map(async (name) => {
      const { headers } = await request(app).get(`/sandbox/${name}`).set('Accept-Encoding', 'gzip');
      expect(headers['content-encoding']).toBe('gzip');
      return Number(headers['content-length']);
    }),
  );

  expect(sizes).toHaveLength(2);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(100_000);
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

test.each(['index.ts', '../index.ts', '%2e%2e/index.ts', 'assets/', 'assets/main.tsx', 'main.tsx'])(
  '/sandbox/%s is not served',
  async (path) => {
    expect((await request(pageApp()).get(`/sandbox/${path}`)).status).toBe(404);
  },
);
