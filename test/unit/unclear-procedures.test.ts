/** Procedures and drugs that may have been done: nothing is presumed beside them. */
import { expect, test } from '@jest/globals';
import { factOf, systems } from '../support/facts-of.js';

const sirt = { coding: [{ system: systems.snomed, code: '764677008' }] };
const prrt = { coding: [{ system: systems.nelm, code: 'prrt' }] };
const performedDateTime = '2026-01-10';

test.each([
  ['completed', ['prrt', 'sirt'], true],
  ['unknown', ['prrt'], false],
  ['not-done', ['prrt'], true],
])('beside a procedure of status %s the treatments are %j, complete: %s', (status, ids, isAll) => {
  const { possible, evidence } = factOf('priorTherapies', [
    { resourceType: 'Procedure', code: prrt, performedDateTime },
    { resourceType: 'Procedure', code: sirt, performedDateTime, status },
  ]);

  if (possible.kind !== 'set') throw new Error(`a set is expected, not ${possible.kind}`);
  expect(possible.members.map(({ id }) => id).sort()).toEqual(ids);
  expect(possible.complete).toBe(isAll);
  expect(evidence.filter(({ notUsed }) => notUsed?.includes('status'))).toHaveLength(
    status === 'unknown' ? 1 : 0,
  );
});
