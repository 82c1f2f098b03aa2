import { judgeAnswer, readPage } from '../../src/gather/answer.js';

const condition = { resourceType: 'Condition', id: 'c1' };
const outcome = (severity: string, code = 'processing') => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity, code }],
});
const bundle = (...entry: unknown[]) => ({ resourceType: 'Bundle', type: 'searchset', entry });

describe('state of an answer in pages', () => {
  const page = (value: unknown) => {
    const read = readPage(value, 'Condition');
    if (read === undefined) throw new TypeError('not a page');
    return read;
  };

  test('an answer of which nothing came is error', () => {
    expect(judgeAnswer([], 'failed')).toEqual({ state: 'error', pages: [], failed: true });
  });

  test('a lost second page leaves the first as partial and failed', () => {
    expect(judgeAnswer([page(bundle(condition))], 'failed')).toMatchObject({
      state: 'partial',
      failed: true,
    });
  });

  test('a lost second page after an empty first is partial, never empty', () => {
    expect(judgeAnswer([page(bundle())], 'failed').state).toBe('partial');
  });

  test('an error outcome as second page is partial and failed', () => {
    const pages = [page(bundle(condition)), page(outcome('error'))];

    expect(judgeAnswer(pages, 'complete')).toMatchObject({ state: 'partial', failed: true });
  });

  test('the total holds for all pages together', () => {
    const pages = [
      page({ ...bundle(condition), total: 2 }),
      page({ ...bundle({ ...condition, id: 'c2' }), total: 2 }),
    ];

    expect(judgeAnswer(pages, 'complete').state).toBe('data');
  });

  test.each([
    ['a warning', [outcome('warning')], 2, 'partial'],
    ['a remark', [outcome('information')], 2, 'data'],
    ['a warning beside a remark', [outcome('warning'), outcome('information')], 3, 'partial'],
  ])('a total that only %s bears out', (_what, outcomes, total, state) => {
    const answer = page({ ...bundle(condition, ...outcomes), total });

    expect(judgeAnswer([answer], 'complete').state).toBe(state);
  });

  test('a record that comes again on another page is partial, whatever the total', () => {
    const other = { ...condition, id: 'c2' };
    const pages = [bundle(condition, other), bundle(other, { ...condition, id: 'c3' })];

    expect(judgeAnswer(pages.map(page), 'complete').state).toBe('partial');
    expect(
      judgeAnswer(
        pages.map((value) => page({ ...value, total: 3 })),
        'complete',
      ).state,
    ).toBe('partial');
  });

  test('a record that comes twice on one page only is data', () => {
    const pages = [bundle(condition, condition), bundle({ ...condition, id: 'c2' })];

    expect(judgeAnswer(pages.map(page), 'complete').state).toBe('data');
  });

  test('a page that is not shown as a whole leaves the answer partial, not failed', () => {
    const pages = [bundle(condition, outcome('warning', 'suppressed')), bundle()];

    expect(judgeAnswer(pages.map(page), 'complete')).toMatchObject({
      state: 'partial',
      failed: false,
    });
  });

  test('a resource without id takes the one its fullUrl ends with', () => {
    const anonymous = { resourceType: 'Condition' };
    const { entries } = page(
      bundle(
        { fullUrl: 'urn:uuid:0d2f', resource: anonymous },
        { fullUrl: 'https://ehr.example/fhir/Condition/77', resource: anonymous },
      ),
    );

    expect(entries.map(({ resource }) => resource.id)).toEqual(['0d2f', '77']);
    expect(anonymous).toEqual({ resourceType: 'Condition' });
  });
});
