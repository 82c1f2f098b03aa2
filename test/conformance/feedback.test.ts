import { randomUUID } from 'node:crypto';
import type { CdsResponse } from '../../src/model/cds-hooks.js';
import { clientFixture } from '../support/client-fixture.js';
import {
  feedbackPath,
  startProductionUnderTest,
  type CallOptions,
  type ProductionUnderTest,
} from '../support/production-service.js';
import { storedRows, type StoredRow } from '../support/store-file.js';
import { rule, ruleForEach } from './rule.js';

type Json = Readonly<Record<string, unknown>>;

const dayMs = 24 * 60 * 60 * 1000;
const outcomeTimestamp = '2026-11-24T10:00:00Z';
const comment = 'Mrs Müller of room 7 declines.';

let service: ProductionUnderTest;
let clockMs = 0;

/** hospital: the one client whose comments may be kept. */
beforeAll(async () => {
  service = await startProductionUnderTest({
    clients: { hospital: { storesComments: true } },
    now: () => new Date(new Date().getTime() + clockMs),
  });
}, 30_000);

afterAll(() => service.stop());

const accepted = (card: string, suggestion: string): Json => ({
  card,
  outcome: 'accepted',
  acceptedSuggestions: [{ id: suggestion }],
  outcomeTimestamp,
});
const overridden = (card: string, more: Json = {}): Json => ({
  card,
  outcome: 'overridden',
  outcomeTimestamp,
  ...more,
});

async function send(items: readonly unknown[], options: CallOptions = {}): Promise<number> {
  const { status } = await service.call(feedbackPath, { body: { feedback: items }, ...options });
  return status;
}

function keptOf(card: string): readonly StoredRow[] {
  return storedRows(service.folder, 'feedback').filter((row) => row['card'] === card);
}

async function issuedCard(): Promise<{ readonly card: string; readonly suggestion: string }> {
  const { cards } = (await (await service.callService('elm')).json()) as CdsResponse;
  const [card] = cards;
  return { card: card?.uuid ?? '', suggestion: card?.suggestions?.[0]?.uuid ?? '' };
}

rule('F1', 'feedback on a card is 200, and in the store beside the card', async () => {
  const { card, suggestion } = await issuedCard();

  expect(await send([accepted(card, suggestion)])).toBe(200);

  expect(keptOf(card)).toEqual([
    expect.objectContaining({
      client_id: 'hospital',
      service_id: 'nelm-patient-view',
      outcome: 'accepted',
      outcome_timestamp: outcomeTimestamp,
      accepted_suggestions: JSON.stringify([suggestion]),
      standing: 'matched',
    }),
  ]);
  const issued = storedRows(service.folder, 'issued_cards').map(({ uuid }) => uuid);
  expect(issued).toContain(card);
});

ruleForEach<[string, unknown]>([
  ['a list', [overridden('one')]],
  ['an item', overridden('one')],
  ['an empty object', {}],
  ['feedback that is no list', { feedback: overridden('one') }],
  ['a text', '"feedback"'],
])('F1', '%s instead of the list is 400', async (_title, body) => {
  expect((await service.call(feedbackPath, { body })).status).toBe(400);
});

ruleForEach<[string, Json]>([
  ['no card', { card: undefined }],
  ['an empty card', { card: '' }],
  ['no outcome', { outcome: undefined }],
  ['an outcome of its own', { outcome: 'ignored' }],
  ['no time', { outcomeTimestamp: undefined }],
  ['a time that is none', { outcomeTimestamp: 'yesterday' }],
  ['accepted without suggestions', { outcome: 'accepted' }],
  ['accepted with none', { outcome: 'accepted', acceptedSuggestions: [] }],
  ['accepted without their ids', { outcome: 'accepted', acceptedSuggestions: [{}] }],
  ['a reason without a code', { overrideReason: { reason: { system: 'urn:x' } } }],
  ['an overrideReason that says nothing', { overrideReason: {} }],
])('F2', 'an item with %s is not taken', async (_title, changes) => {
  const card = randomUUID();

  expect(await send([overridden(card, changes)])).toBe(400);
  expect(keptOf(card)).toEqual([]);
});

ruleForEach<[string, Json, Json]>([
  ['no reason', {}, { reason_code: null, user_comment: null }],
  [
    'a reason',
    { overrideReason: { reason: { code: 'patient-refuses', system: 'urn:reasons' } } },
    { reason_code: 'patient-refuses', reason_system: 'urn:reasons', user_comment: null },
  ],
  ['a comment alone', { overrideReason: { userComment: comment } }, { reason_code: null }],
])('F2', 'an override with %s is taken', async (_title, more, kept) => {
  const card = randomUUID();

  expect(await send([overridden(card, more)])).toBe(200);
  expect(keptOf(card)).toEqual([expect.objectContaining(kept)]);
});

rule('F3', 'a batch is taken as a whole, and once, however often it comes', async () => {
  const cards = Array.from({ length: 60 }, () => randomUUID());
  const batch = cards.map((card) => overridden(card));

  const statuses = [await send(batch), await send(batch), await send([...batch, ...batch])];

  expect(statuses).toEqual([200, 200, 200]);
  expect(cards.map((card) => keptOf(card).length)).toEqual(cards.map(() => 1));
});

rule('F3', 'feedback on a card of nobody, or of another client, is kept as unknown', async () => {
  const { card } = await issuedCard();

  expect(await send([overridden('no-card-of-ours')])).toBe(200);
  expect(await send([overridden(card)], { as: service.clinic })).toBe(200);

  const standings = [...keptOf('no-card-of-ours'), ...keptOf(card)];
  expect(standings.map(({ standing }) => standing)).toEqual(['unknown', 'unknown']);
});

rule('F3', 'feedback that comes after weeks is kept as late', async () => {
  const { card } = await issuedCard();
  clockMs = 60 * dayMs;
  const seconds = Math.floor((new Date().getTime() + clockMs) / 1000);
  const token = { claims: { iat: seconds, exp: seconds + 300 } };

  const status = await send([overridden(card)], { token });
  clockMs = 0;

  expect(status).toBe(200);
  expect(keptOf(card)).toEqual([expect.objectContaining({ standing: 'late' })]);
});

rule(
  'F3',
  "Epic's batch with overrideReasons, extensions and a card id of its own is taken",
  async () => {
    const { card, suggestion } = await issuedCard();
    const body = clientFixture('epic/feedback', { card, suggestion, outcomeTimestamp });

    expect((await service.call(feedbackPath, { body })).status).toBe(200);

    const reasons = (id: string): readonly unknown[] =>
      keptOf(id).map(({ outcome, reason_code }) => [outcome, reason_code]);
    expect(reasons(card)).toEqual([
      ['accepted', null],
      ['overridden', 'patient-refuses'],
    ]);
    expect(reasons('123456')).toEqual([['overridden', 'Not appropriate at this visit']]);
  },
);

rule('F4', 'the good items of a batch are kept, the bad ones counted in the log', async () => {
  const card = randomUUID();
  const bad = [null, 'x', 7, [], {}, { card }, overridden(card, { outcome: 'accepted' })];

  expect(await send([...bad, overridden(card), ...bad])).toBe(200);

  expect(keptOf(card)).toEqual([expect.objectContaining({ outcome: 'overridden' })]);
  expect(service.logLines().at(-1)).toMatchObject({ items: 1, rejected: 2 * bad.length });
});

rule('F5', 'a comment is kept where the client allows it', async () => {
  const card = randomUUID();

  await send([overridden(card, { overrideReason: { userComment: comment } })]);

  expect(keptOf(card)).toEqual([expect.objectContaining({ user_comment: comment })]);
});

rule('F5', 'a comment is not kept otherwise, but the rest of the item is', async () => {
  const card = randomUUID();
  const overrideReason = { reason: { code: 'patient-refuses' }, userComment: comment };

  await send([overridden(card, { overrideReason })], { as: service.clinic });

  expect(keptOf(card)).toEqual([
    expect.objectContaining({ reason_code: 'patient-refuses', user_comment: null }),
  ]);
});

rule('F5', 'no comment is in the log or in an answer, taken or refused', async () => {
  const overrideReason = { userComment: comment };
  const batches = [
    [overridden('one', { overrideReason })],
    [{ outcome: 'overridden', overrideReason }],
    [{ ...overridden('one'), overrideReason: [comment] }],
  ];
  for (const feedback of batches) {
    const response = await service.call(feedbackPath, { body: { feedback } });
    expect(await response.text()).not.toContain('Müller');
  }

  expect(service.logText()).not.toContain('Müller');
});
