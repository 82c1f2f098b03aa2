// What the pipeline answers is checked before it leaves: only valid cards go out.
import { jest } from '@jest/globals';
import request from 'supertest';
import type { CdsResponse } from '../../src/model/cds-hooks.js';
import { card, minimalRequest, serviceUrl, stubApp } from './http-stub-app.js';

const suggestion = {
  label: 'Order',
  uuid: 's1',
  actions: [{ type: 'create', description: 'Order', resource: { resourceType: 'ServiceRequest' } }],
};

test('a card with suggestions, links and an extension of the answer passes the last check', async () => {
  const answer = {
    cards: [
      {
        ...card,
        suggestions: [suggestion],
        selectionBehavior: 'any',
        links: [{ label: 'Basis', url: 'https://cds.example.org/x', type: 'absolute' }],
        overrideReasons: [{ code: 'a', system: 'urn:x', display: 'A' }],
      },
    ],
    extension: { 'org.nelm-cds.evaluation': { inScope: true } },
  } as unknown as CdsResponse;
  const { app } = stubApp({ handle: () => Promise.resolve(answer) });

  const response = await request(app).post(serviceUrl).send(minimalRequest);

  expect(response.status).toBe(200);
  expect(response.body).toEqual(answer);
});

test.each([
  ['no cards', {}],
  ['a summary of 140 characters', { cards: [{ ...card, summary: 'x'.repeat(140) }] }],
  ['an empty summary', { cards: [{ ...card, summary: ' ' }] }],
  ['an empty detail', { cards: [{ ...card, detail: '' }] }],
  ['a critical indicator', { cards: [{ ...card, indicator: 'critical' }] }],
  ['no source label', { cards: [{ ...card, source: {} }] }],
  ['no uuid', { cards: [{ ...card, uuid: undefined }] }],
  ['a uuid used twice', { cards: [card, card] }],
  ['suggestions without selectionBehavior', { cards: [{ ...card, suggestions: [suggestion] }] }],
  [
    'an empty list of suggestions',
    { cards: [{ ...card, suggestions: [], selectionBehavior: 'any' }] },
  ],
  [
    'an action without its resource',
    {
      cards: [
        {
          ...card,
          selectionBehavior: 'any',
          suggestions: [{ ...suggestion, actions: [{ type: 'create', description: 'x' }] }],
        },
      ],
    },
  ],
  [
    'a script as link',
    { cards: [{ ...card, links: [{ label: 'x', url: 'javascript:x', type: 'absolute' }] }] },
  ],
  [
    'appContext on an absolute link',
    {
      cards: [
        { ...card, links: [{ label: 'x', url: 'https://x', type: 'absolute', appContext: 'y' }] },
      ],
    },
  ],
  [
    'an override reason without system',
    { cards: [{ ...card, overrideReasons: [{ code: 'a', display: 'A' }] }] },
  ],
  ['an empty extension', { cards: [], extension: {} }],
])('an answer with %s does not leave the service', async (_title, answer) => {
  const handle = jest.fn(() => Promise.resolve(answer as unknown as CdsResponse));
  const { app, logLines } = stubApp({ handle });

  const response = await request(app).post(serviceUrl).send(minimalRequest);

  expect(handle).toHaveBeenCalledTimes(1);
  expect(response.status).toBe(500);
  expect(response.body).toMatchObject({ resourceType: 'OperationOutcome' });
  expect(logLines()).toEqual([
    expect.objectContaining({ code: 'INTERNAL', rule: expect.stringMatching(/^\w+ /) as string }),
  ]);
});
