import { expect, test } from '@jest/globals';
import { topicCodes } from '../../src/cards/index.js';
import { loadKnowledge } from '../../src/definitions/index.js';

test('cards have a topic for each kind and each combination of groups, in the order of the edition', () => {
  expect(topicCodes(['surgery', 'local-therapy'])).toEqual([
    'nelmSafetyGeneral',
    'nelmSafetySurgery',
    'nelmSafetyLocalTherapy',
    'nelmSafetySurgeryLocalTherapy',
    'nelmDecisiveGeneral',
    'nelmDecisiveSurgery',
    'nelmDecisiveLocalTherapy',
    'nelmDecisiveSurgeryLocalTherapy',
    'nelmPathwaysGeneral',
    'nelmPathwaysSurgery',
    'nelmPathwaysLocalTherapy',
    'nelmPathwaysSurgeryLocalTherapy',
  ]);
});

test('codes that are the same once cut are one', () => {
  const long = (end: string): string => `${'a'.repeat(100)}${end}`;

  expect(topicCodes([long('x'), long('y')])).toHaveLength(6);
});

test('the codes of the published edition are few, different, and letters and digits', () => {
  const codes = topicCodes(loadKnowledge('.').edition.groups.map(({ id }) => id)) ?? [];

  expect(codes).toHaveLength(3 * 2 ** 6);
  expect(codes.filter((code) => !/^[A-Za-z0-9]{1,99}$/.test(code))).toEqual([]);
});

test('combinations of too many groups are not listed', () => {
  const groups = Array.from({ length: 13 }, (_value, index) => `g${index}`);

  expect(topicCodes(groups)).toBeUndefined();
  expect(topicCodes(groups.slice(1))).toHaveLength(3 * 2 ** 12);
});
