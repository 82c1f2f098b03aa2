import { factLabel, factValueText, joinWith } from '../../src/cards/value-text.js';
import type { PossibleValues, SetMember } from '../../src/model/values.js';
import {
  fact,
  intervals,
  member,
  members,
  oneOf,
  unknownFact,
} from '../support/evaluation-builder.js';
import { knowledgeOf } from '../support/knowledge-builder.js';

const percent = { unit: '%', minimum: 0, maximum: 100 };
const labels = { valueLabels: { G1: 'G1 (low)' } };
const incomplete = (...list: readonly SetMember[]): PossibleValues => ({
  kind: 'set',
  members: list,
  complete: false,
});
const day = { earliest: '2026-01-01', latest: '2026-01-31', text: '2026-01' };

const rows: readonly (readonly [PossibleValues, object, string | undefined])[] = [
  [intervals({ low: 3, high: 3 }), percent, '3 %'],
  [intervals({ low: 100 / 3, high: 100 / 3 }), percent, '33.33 %'],
  [intervals({ low: 3, high: 5 }), percent, '3 to 5 %'],
  [intervals({ low: 3, high: 5, lowOpen: true, highOpen: true }), percent, 'above 3 to below 5 %'],
  [intervals({ low: 0, high: 5, highOpen: true }), percent, 'below 5 %'],
  [intervals({ low: -Infinity, high: 5 }), percent, 'at most 5 %'],
  [intervals({ low: 75, high: 100, lowOpen: true }), percent, 'above 75 %'],
  [intervals({ low: 6, high: Infinity }), { unit: 'mo' }, 'at least 6 months'],
  [intervals({ low: 54, high: 54 }), { unit: 'a' }, '54 years'],
  [intervals({ low: 3, high: 3 }), { unit: '1' }, '3'],
  [intervals({ low: 0, high: 100 }), percent, 'any value'],
  [intervals(), percent, undefined],
  [oneOf('G1', 'G2', 'G3'), labels, 'G1 (low), G2 or G3'],
  [oneOf('partial-response'), {}, 'partial response'],
  [members(), {}, 'none'],
  [incomplete(), {}, undefined],
  [
    members(member('octreotide', 'active'), member('sirt', 'past'), member('octreotide', 'active')),
    {},
    'octreotide and sirt (past)',
  ],
  [{ kind: 'date', monthsAgo: { low: 10, high: 11 }, date: day }, {}, '2026-01'],
  [{ kind: 'date', monthsAgo: { low: Infinity, high: Infinity } }, {}, 'never'],
  [{ kind: 'date', monthsAgo: { low: 3, high: 4 } }, {}, '3 to 4 months ago'],
  [{ kind: 'date', monthsAgo: { low: 3, high: Infinity } }, {}, undefined],
];

test.each(rows)('%j with %j reads %s', (possible, definition, words) => {
  expect(factValueText(fact('x', possible), definition)).toBe(words);
});

test('an unknown fact has no value text', () => {
  expect(factValueText(unknownFact('x', 'no-data'), undefined)).toBeUndefined();
});

test('a value of a fact without a definition is shown as it is', () => {
  expect(factValueText(fact('x', oneOf('yes')), undefined)).toBe('yes');
});

test('a fact that the knowledge does not know is named by its id', () => {
  expect(factLabel(knowledgeOf(), 'ki67Percent')).toBe('Ki-67 index');
  expect(factLabel(knowledgeOf(), 'nowhere')).toBe('nowhere');
});

test('an empty list joins to nothing', () => {
  expect(joinWith('or', [])).toBeUndefined();
});
