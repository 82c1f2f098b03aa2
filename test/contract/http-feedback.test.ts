// verifies CDS Hooks 3.0.0, Feedback
import request from 'supertest';
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
    onFeedback: (serviceId, items) => void received.push({ serviceId, items }),
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

test('feedback is accepted where nobody stores it yet', async () => {
  const response = await request(stubApp().app)
    .post(url)
    .send({ feedback: [accepted] });

  expect(response.status).toBe(200);
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
