/** What the sandbox does not take as a chart, and how many charts it keeps. */
import type { OperationOutcome } from 'fhir/r4.js';
import request from 'supertest';
import { ada, bundle, condition, send, upload, type Uploaded } from '../support/sandbox-upload.js';
import { startSmartSandbox } from '../support/smart-sandbox.js';

const { app } = startSmartSandbox();

describe('refused is', () => {
  test.each<[string, unknown, number, RegExp]>([
    ['what is not JSON', '{"resourceType":', 400, /not JSON/],
    ['nothing', '', 400, /not JSON/],
    ['a number', '7', 422, /Bundle/],
    ['an object of no type', {}, 422, /Bundle/],
    ['a Bundle whose entry is no list', { resourceType: 'Bundle', entry: {} }, 422, /list/],
    ['an empty Bundle', bundle(), 422, /no Patient/],
    ['a chart without its Patient', bundle(condition('a', 'Patient/ada')), 422, /no Patient/],
    ['too many entries', bundle(ada, ...Array.from({ length: 20_000 }, () => ({}))), 422, /20000/],
    ['more than 10 MB', { ...ada, text: 'x'.repeat(10 * 1024 * 1024) }, 413, /too large/],
  ])('%s', async (_what, body, status, text) => {
    const answer = await send(app, body);
    const outcome = answer.body as OperationOutcome;

    expect(answer.status).toBe(status);
    expect(outcome.issue[0]?.diagnostics).toMatch(text);
  });

  test('a form, which any page could send, and any page of another origin', async () => {
    const form = await request(app).post('/sandbox/uploads').type('text/plain').send('{}');
    const preflight = await request(app)
      .options('/sandbox/uploads')
      .set('Origin', 'https://elsewhere.example');

    expect(form.status).toBe(415);
    expect(preflight.headers).not.toHaveProperty('access-control-allow-origin');
  });

  test.each(['/sandbox/uploads/nothing', '/sandbox/uploads/nothing/fhir/Patient/ada'])(
    'what is not there: %s',
    async (path) => {
      expect((await request(app).get(path)).status).toBe(404);
    },
  );
});

describe('memory is bounded', () => {
  const kept = async (uploads: readonly Uploaded[]) => {
    const answers = await Promise.all(
      uploads.map(({ id }) => request(app).get(`/sandbox/uploads/${id}`)),
    );
    return answers.map(({ status }) => status);
  };

  test('the oldest of 21 uploads goes', async () => {
    const uploads: Uploaded[] = [];
    for (let count = 0; count < 21; count += 1) uploads.push(await upload(app, bundle(ada)));

    expect(await kept(uploads)).toEqual([404, ...Array.from({ length: 20 }, () => 200)]);
  });

  test('the oldest goes where all are longer than 100 million characters', async () => {
    const uploads: Uploaded[] = [];
    const long = { ...ada, text: { div: 'x'.repeat(10_000_000) } };
    for (let count = 0; count < 11; count += 1) uploads.push(await upload(app, long));

    expect(await kept(uploads)).toEqual([404, 404, ...Array.from({ length: 9 }, () => 200)]);
  }, 60_000);
});
