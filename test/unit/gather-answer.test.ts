import { suppliedAnswer } from '../../src/gather/answer.js';
import type { PlannedQuery } from '../../src/model/knowledge.js';

const query: PlannedQuery = {
  key: 'conditions',
  resourceType: 'Condition',
  path: 'Condition?patient={{context.patientId}}',
  required: true,
  scope: true,
};
const patientQuery: PlannedQuery = { ...query, key: 'patient', resourceType: 'Patient' };

const condition = { resourceType: 'Condition', id: 'c1' };
const include = { resourceType: 'Practitioner', id: 'd1' };
const outcome = (severity: string, code = 'processing') => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity, code, details: { coding: [{ code: '4101' }] } }],
});
const bundle = (...entry: unknown[]) => ({ resourceType: 'Bundle', type: 'searchset', entry });
const wrapped = (resource: unknown) => ({ resource });
const next = [{ relation: 'next', url: 'https://ehr.example/fhir/Condition?page=2' }];

describe('state of a prefetch key', () => {
  test.each<[string, unknown, string, number]>([
    ['null is null', null, 'null', 0],
    ['a Bundle without entry is empty', { resourceType: 'Bundle', total: 0 }, 'empty', 0],
    ['a Bundle with no entries is empty', bundle(), 'empty', 0],
    [
      'a Bundle whose entry is null, of none in all, is empty',
      { resourceType: 'Bundle', total: 0, entry: null },
      'empty',
      0,
    ],
    [
      'a Bundle whose entry is null is error',
      { resourceType: 'Bundle', type: 'searchset', entry: null },
      'error',
      0,
    ],
    [
      'a total written as a text counts',
      { resourceType: 'Bundle', type: 'searchset', total: '2', entry: [condition] },
      'partial',
      1,
    ],
    [
      'a next link that is no list counts',
      {
        resourceType: 'Bundle',
        type: 'searchset',
        link: { relation: 'Next', url: 'x' },
        entry: [condition],
      },
      'partial',
      1,
    ],
    [
      'the same record twice bears out no total of two',
      { resourceType: 'Bundle', type: 'searchset', total: 2, entry: [condition, condition] },
      'partial',
      2,
    ],
    [
      'the same record twice is data by a total of one',
      { ...bundle(condition, condition), total: 1 },
      'data',
      2,
    ],
    ['the same record twice is data without a total', bundle(condition, condition), 'data', 2],
    [
      'a total that counts a remark is data',
      { ...bundle(condition, outcome('information')), total: 2 },
      'data',
      1,
    ],
    [
      'a total above records and remarks is partial',
      { ...bundle(condition, outcome('information')), total: 3 },
      'partial',
      1,
    ],
    [
      'a total that only a remark bears out is partial',
      { ...bundle(outcome('warning')), total: 1 },
      'partial',
      0,
    ],
    [
      'a total above the only remark is error',
      { ...bundle(outcome('warning')), total: 2 },
      'error',
      0,
    ],
    [
      'a resource with too many parts is error',
      bundle({ ...condition, note: Array.from({ length: 25_000 }, () => 'x') }),
      'error',
      0,
    ],
    ...['exception', 'no-store', 'not-supported', 'invalid'].map(
      (code) =>
        [
          `only a warning of ${code} is no answer`,
          bundle({ resourceType: 'OperationOutcome', issue: [{ severity: 'warning', code }] }),
          'partial',
          0,
        ] as [string, unknown, string, number],
    ),
    ['only a warning outcome is empty', bundle(wrapped(outcome('warning'))), 'empty', 0],
    ['only an information outcome is empty', bundle(wrapped(outcome('information'))), 'empty', 0],
    ['entries are data', bundle(wrapped(condition)), 'data', 1],
    ['bare resources as entries are data', bundle(condition), 'data', 1],
    ['a Bundle without type is data', { resourceType: 'Bundle', entry: [condition] }, 'data', 1],
    ['data beside a warning is data', bundle(condition, outcome('warning')), 'data', 1],
    ['data beside an include is data', bundle(condition, include), 'data', 2],
    ['a single resource is data', condition, 'data', 1],
    ['an id of 194 characters is data', bundle({ ...condition, id: 'e'.repeat(194) }), 'data', 1],
    ['an error outcome entry is error', bundle(wrapped(outcome('error'))), 'error', 0],
    ['a fatal outcome entry is error', bundle(outcome('fatal')), 'error', 0],
    [
      'an outcome without issues is error',
      bundle({ resourceType: 'OperationOutcome' }),
      'error',
      0,
    ],
    ['an outcome of odd severity is error', bundle(outcome('hint')), 'error', 0],
    ['data beside an outcome of success is data', bundle(condition, outcome('success')), 'data', 1],
    ['only an outcome of success is empty', bundle(outcome('success')), 'empty', 0],
    ['a bare outcome of success is error', outcome('success'), 'error', 0],
    ['a bare error outcome is error', outcome('error'), 'error', 0],
    ['a bare warning outcome is error', outcome('warning'), 'error', 0],
    ['a string is error', '<html>Tomcat</html>', 'error', 0],
    ['a number is error', 7, 'error', 0],
    ['false is error', false, 'error', 0],
    ['an array is error', [condition], 'error', 0],
    ['an object without resourceType is error', { entry: [condition] }, 'error', 0],
    ['a resource of another type is error', include, 'error', 1],
    ['a Bundle of another type only is error', bundle(include), 'error', 1],
    ['entry as an object is error', { resourceType: 'Bundle', entry: { condition } }, 'error', 0],
    ['only rubbish entries are error', bundle('x', null, { resource: 'x' }), 'error', 0],
    ['rubbish beside a warning is error', bundle(outcome('warning'), 5), 'error', 0],
    ['a total that is no number is error', { resourceType: 'Bundle', total: '1,000' }, 'error', 0],
    ['a total with spaces counts', { resourceType: 'Bundle', total: ' 5 ' }, 'error', 0],
    ['a total without entries is error', { resourceType: 'Bundle', total: 3 }, 'error', 0],
    ['a non-string id is error', bundle({ ...condition, id: 5 }), 'error', 0],
    ['rubbish beside data is partial', bundle(condition, '<html>'), 'partial', 1],
    ['an error outcome beside data is partial', bundle(condition, outcome('error')), 'partial', 1],
    ['a Bundle in a Bundle beside data is partial', bundle(condition, bundle()), 'partial', 1],
    ['a next link is partial', { ...bundle(condition), link: next }, 'partial', 1],
    ['a next link without entries is partial', { ...bundle(), link: next }, 'partial', 0],
    [
      'a next link without url is partial',
      { ...bundle(condition), link: [{ relation: 'next' }] },
      'partial',
      1,
    ],
    ['other links are data', { ...bundle(condition), link: [{ relation: 'self' }, 5] }, 'data', 1],
    ['fewer entries than the total is partial', { ...bundle(condition), total: 2 }, 'partial', 1],
    [
      'suppressed parts are partial',
      bundle(condition, outcome('warning', 'suppressed')),
      'partial',
      1,
    ],
    ['only suppressed parts are partial', bundle(outcome('warning', 'suppressed')), 'partial', 0],
    [
      'other types beside suppressed parts are error',
      bundle(include, outcome('warning', 'suppressed')),
      'error',
      1,
    ],
    [
      'rubbish beside suppressed parts is error',
      bundle(5, outcome('warning', 'suppressed')),
      'error',
      0,
    ],
    ['only forbidden parts are partial', bundle(outcome('warning', 'forbidden')), 'partial', 0],
  ])('%s', (_title, value, state, entries) => {
    const answer = suppliedAnswer(query, { conditions: value }, 'empty');

    expect(answer.state).toBe(state);
    expect(answer.pages.flatMap((page) => page.entries)).toHaveLength(entries);
  });

  test.each<[string, Record<string, unknown> | undefined]>([
    ['no prefetch', undefined],
    ['an empty prefetch', {}],
    ['undefined', { conditions: undefined }],
    ['a key inherited from Object only', { Condition: null }],
  ])('%s is absent', (_title, prefetch) => {
    expect(suppliedAnswer(query, prefetch, 'empty').state).toBe('absent');
    expect(suppliedAnswer({ ...query, key: 'toString' }, prefetch, 'empty').state).toBe('absent');
  });

  test.each<[string, unknown]>([
    ['null', null],
    ['a Bundle without entries', bundle()],
    ['a Bundle with a warning only', bundle(outcome('warning'))],
  ])('%s for the Patient is absent, for nobody has no Patient', (_title, value) => {
    expect(suppliedAnswer(patientQuery, { patient: value }, 'empty').state).toBe('absent');
  });
});

describe('a prefetch key of which something is missing', () => {
  const suppressed = outcome('warning', 'suppressed');
  const capped = { ...bundle(condition), total: 2 };

  test.each<[string, unknown]>([
    ['whose total is above its entries', capped],
    ['that is not shown as a whole', bundle(condition, suppressed)],
    ['that says so by an information', bundle(condition, outcome('information', 'suppressed'))],
    ['that is not shown at all', { ...bundle(suppressed), total: 0 }],
    ['that is not shown at all, with a total', { ...bundle(suppressed), total: 3 }],
    ['that is not shown as a whole, with a total', { ...capped, entry: [condition, suppressed] }],
    ['with a remark beside that', bundle(condition, outcome('warning'), suppressed)],
  ])('%s is partial, not failed', (_title, conditions) => {
    expect(suppliedAnswer(query, { conditions }, 'empty')).toMatchObject({
      state: 'partial',
      failed: false,
    });
  });

  test.each<[string, unknown]>([
    ...[
      'security',
      'login',
      'unknown',
      'expired',
      'forbidden',
      'incomplete',
      'timeout',
      'too-costly',
      'throttled',
      'transient',
      'exception',
      'no-store',
      'lock-error',
    ].map((code): [string, unknown] => [
      `with a warning of ${code}, not only of suppressed`,
      bundle(condition, suppressed, outcome('warning', code)),
    ]),
    ['with a warning that puts its parameters in doubt', bundle(outcome('warning', 'invalid'))],
    [
      'that is not shown, with such a warning',
      bundle(suppressed, outcome('warning', 'not-supported')),
    ],
    ['with an error beside the restriction', bundle(condition, suppressed, outcome('error'))],
  ])('%s is partial and failed', (_title, conditions) => {
    expect(suppliedAnswer(query, { conditions }, 'empty')).toMatchObject({
      state: 'partial',
      failed: true,
    });
  });
});
