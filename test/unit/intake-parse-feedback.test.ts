// verifies CDS Hooks 3.0.0, Feedback (fb-1 to fb-3), and Epic's form of it
import { parseFeedback } from '../../src/intake/parse-feedback.js';

const overridden = {
  card: '123456',
  outcome: 'overridden',
  outcomeTimestamp: '2026-11-23T10:00:00Z',
};
const accepted = { ...overridden, outcome: 'accepted', acceptedSuggestions: [{ id: 's1' }] };
const reason = { code: 'r1', system: 'http://example.org/reasons', display: 'Not now' };

test.each<[string, object, object]>([
  ['an accepted suggestion', accepted, { outcome: 'accepted', acceptedSuggestions: ['s1'] }],
  ['an override without reason', overridden, { outcome: 'overridden', acceptedSuggestions: [] }],
  [
    'an override with an empty list of suggestions',
    { ...overridden, acceptedSuggestions: [] },
    { acceptedSuggestions: [] },
  ],
  ['a coded reason', { ...overridden, overrideReason: { reason } }, { overrideReason: { reason } }],
  [
    'a comment alone',
    { ...overridden, overrideReason: { userComment: 'x' } },
    { overrideReason: { userComment: 'x' } },
  ],
  [
    'the plural form',
    { ...overridden, overrideReasons: { reason, userComment: 'x' } },
    { overrideReason: { reason, userComment: 'x' } },
  ],
  [
    'a reason that is only an extension nobody here knows',
    { ...overridden, overrideReasons: { extension: { 'com.epic.x': 'y' } } },
    overridden,
  ],
  [
    'a time with offset and fraction',
    { ...overridden, outcomeTimestamp: '2026-11-23T10:00:00.123+01:00' },
    { outcomeTimestamp: '2026-11-23T10:00:00.123+01:00' },
  ],
  ['unknown fields', { ...overridden, extension: {}, more: 1 }, { card: '123456' }],
])('%s is understood', (_title, item, expected) => {
  const feedback = parseFeedback({ feedback: [item] });

  expect(feedback.rejected).toBe(0);
  expect(feedback.items).toEqual([expect.objectContaining(expected)]);
});

test.each<[string, unknown]>([
  ['null', null],
  ['text', 'x'],
  ['without a card', { ...accepted, card: undefined }],
  ['with an empty card', { ...accepted, card: '' }],
  ['with another outcome', { ...accepted, outcome: 'ignored' }],
  ['without a time', { ...accepted, outcomeTimestamp: undefined }],
  ['with a time that is none', { ...accepted, outcomeTimestamp: 'yesterday' }],
  ['accepted without suggestion', { ...accepted, acceptedSuggestions: undefined }],
  ['accepted with no suggestion listed', { ...accepted, acceptedSuggestions: [] }],
  ['accepted with a suggestion without id', { ...accepted, acceptedSuggestions: [{}] }],
  ['with an override reason that says nothing', { ...overridden, overrideReason: {} }],
  [
    'with a time of endless digits',
    { ...accepted, outcomeTimestamp: `2026-11-23T10:00:00.${'1'.repeat(60)}Z` },
  ],
  [
    'with a reason longer than a code',
    { ...overridden, overrideReason: { reason: { code: 'x'.repeat(256) } } },
  ],
  ['with a reason without code', { ...overridden, overrideReason: { reason: {} } }],
])('an item %s is counted as rejected, and the rest is kept', (_title, item) => {
  const feedback = parseFeedback({ feedback: [item, accepted] });

  expect(feedback.rejected).toBe(1);
  expect(feedback.items.map(({ card, outcome }) => [card, outcome])).toEqual([
    ['123456', 'accepted'],
  ]);
});

test('5000 items are taken, more are not', () => {
  const items = (count: number) => ({ feedback: Array.from({ length: count }, () => overridden) });

  expect(parseFeedback(items(5_000)).items).toHaveLength(5_000);
  expect(() => parseFeedback(items(5_001))).toThrow(
    expect.objectContaining({ code: 'REQUEST_TOO_LARGE' }) as Error,
  );
});

test('an empty batch is valid', () => {
  expect(parseFeedback({ feedback: [] })).toEqual({ items: [], rejected: 0 });
});

test.each([null, [], {}, 'x', { feedback: {} }, { feedback: null }])(
  'a body of %j is no envelope',
  (body) => {
    expect(() => parseFeedback(body)).toThrow(
      expect.objectContaining({ code: 'CDS_REQUEST_INVALID' }) as Error,
    );
  },
);
