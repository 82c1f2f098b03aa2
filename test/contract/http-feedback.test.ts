// verifies CDS Hooks 3.0.0, Feedback
import request from 'supertest';
import { AppError } from '../../src/errors/app-error.js';
import type { FeedbackItem } from '../../src/intake/parse-feedback.js';
import { serviceUrl, stubApp } from './http-stub-app.js';

const url = `${serviceUrl}/feedback`;
const accepted = {
  card: 'c1',
  outcome: 'accepted',
  acceptedSuggestions: [{ id: 's1' }],
  outcomeTimestamp: '2026-11-23T10:00:00Z',
};

function feedbackApp() {
  const received: { serviceId: string; items: readonly FeedbackItem[] }[] = [];
  const stub = stubApp({
    onFeedback: ({ serviceId, feedback }) => {
      received.push({ serviceId, items: feedback.items });
      return Promise.resolve();
    },
  });
  return { ...stub, received };
}

test('accepted feedback is handed on and answered with an empty object', async () => {
  const { app, received } = feedbackApp();

  const response = await request(app)
    .post(url)
    .send({ feedback: [accepted] });

  expect(response.status).toBe(200);
  expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(response.text).toBe('{}');
  expect(received).toEqual([
    { serviceId: 'nelm-patient-view', items: [{ ...accepted, acceptedSuggestions: ['s1'] }] },
  ]);
});

test('one bad item does not lose the batch, and is counted in the log', async () => {
  const { app, received, logLines } = feedbackApp();

  const response = await request(app)
    .post(url)
    .send({ feedback: [{ card: 'c0' }, null, accepted, 'x'] });

  expect(response.status).toBe(200);
  expect(received[0]?.items.map((item) => item.card)).toEqual(['c1']);
  expect(logLines()[0]).toMatchObject({ items: 1, rejected: 3 });
});

test('a batch without any usable item is 400, naming what is wrong with the first', async () => {
  const { app, received } = feedbackApp();

  const response = await request(app)
    .post(url)
    .send({ feedback: [{ card: 'c0', outcome: 'overridden' }, null] });

  expect(response.status).toBe(400);
  expect(response.body).toMatchObject({
    issue: [
      {
        details: { coding: [{ code: 'CDS_REQUEST_INVALID' }] },
        expression: ['/feedback/0/outcomeTimestamp'],
      },
    ],
  });
  expect(received).toEqual([]);
});

test('a batch without items is accepted', async () => {
  const { app } = feedbackApp();

  expect((await request(app).post(url).send({ feedback: [] })).status).toBe(200);
});

test.each([
  ['overrideReasons', { 'com.epic.cdshooks.feedback.overrideReason.reasonTitle': 'Not now' }],
  ['overrideReasons', { 'com.epic.cdshooks.feedback.overrideReason.reasonCategory': 'Not now' }],
  ['item', { 'com.epic.cdshooks.feedback.overrideReason.reasonDisplay': 'Not now' }],
])('a reason built at an Epic site, in the extension of %s, is kept', async (place, extension) => {
  const { app, received } = feedbackApp();
  const item = { ...accepted, outcome: 'overridden' };

  await request(app)
    .post(url)
    .send({
      feedback: [
        place === 'item' ? { ...item, extension } : { ...item, overrideReasons: { extension } },
      ],
    });

  expect(received[0]?.items[0]?.overrideReason).toEqual({
    reason: { code: 'Not now', system: 'urn:com.epic.cdshooks.feedback.overrideReason' },
  });
});

test('a batch is accepted again when a client repeats it', async () => {
  const { app, received } = feedbackApp();

  await request(app)
    .post(url)
    .send({ feedback: [accepted, accepted] });
  const response = await request(app)
    .post(url)
    .send({ feedback: [accepted, accepted] });

  expect(response.status).toBe(200);
  expect(received.map(({ items }) => items.length)).toEqual([2, 2]);
});

test('feedback that cannot be kept is not acknowledged', async () => {
  const { app } = stubApp({ onFeedback: () => Promise.reject(new AppError('STORE_UNAVAILABLE')) });

  const response = await request(app)
    .post(url)
    .send({ feedback: [accepted] });

  expect(response.status).toBe(503);
  expect(response.headers['retry-after']).toMatch(/^\d+$/);
  expect(response.body).toMatchObject({
    issue: [{ code: 'transient', details: { coding: [{ code: 'STORE_UNAVAILABLE' }] } }],
  });
});

test.each([
  ['a list', [accepted]],
  ['an empty object', {}],
  ['a single item', accepted],
  ['feedback that is no list', { feedback: accepted }],
])('%s instead of the envelope is 400', async (_title, body) => {
  const { app, received } = feedbackApp();

  const response = await request(app).post(url).send(body);

  expect(response.status).toBe(400);
  expect(response.body).toMatchObject({
    resourceType: 'OperationOutcome',
    issue: [{ details: { coding: [{ code: 'CDS_REQUEST_INVALID' }] } }],
  });
  expect(received).toEqual([]);
});

test('feedback for an unknown service is 404', async () => {
  const response = await request(stubApp().app)
    .post('/cds-services/unheard-of/feedback')
    .send({ feedback: [accepted] });

  expect(response.status).toBe(404);
});

test('feedback of another media type is 415', async () => {
  const response = await request(stubApp().app).post(url).type('text/plain').send('x');

  expect(response.status).toBe(415);
});
