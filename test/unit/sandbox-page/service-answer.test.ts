import {
  evaluationOf,
  readCards,
  scopeReasons,
} from '../../../sandbox/page/browser/calling/service-answer.js';
import { failureText } from '../../../sandbox/page/browser/calling/operation-outcome.js';
import { matchingPatients, listedPatients } from '../../../sandbox/page/browser/uploads.js';

test.each([[undefined], [null], ['text'], [{}], [{ cards: 'none' }]])(
  'an answer like %j has no list of cards, which is not the same as no cards',
  (body) => {
    expect(readCards(body)).toBeUndefined();
  },
);

test('an odd card is shown as far as it goes', () => {
  const card = {
    summary: 5,
    indicator: 'red',
    source: 'x',
    suggestions: [{ label: 'no actions' }, { label: 'y', actions: ['text'] }],
    links: [{ label: 'no address' }, null],
    overrideReasons: [{ display: 'no code' }],
  };

  expect(readCards({ cards: [card, null, 'text'] })).toEqual([
    {
      uuid: undefined,
      summary: '5',
      detail: undefined,
      indicator: 'info',
      source: { label: 'not named', url: undefined, topic: undefined },
      suggestions: [],
      links: [],
      overrideReasons: [],
    },
  ]);
});

test('why the service does not speak is told only where it says so', () => {
  const answer = (evaluation: object) => ({
    extension: { 'org.nelm-cds.evaluation': evaluation },
  });
  const reasons = [{ code: 'no-net', text: 'No neuroendocrine tumour.' }];

  expect(scopeReasons(evaluationOf(answer({ inScope: false, scopeReasons: reasons })))).toEqual([
    'No neuroendocrine tumour.',
  ]);
  expect(scopeReasons(evaluationOf(answer({ inScope: true, scopeReasons: reasons })))).toEqual([]);
  expect(scopeReasons(evaluationOf({}))).toEqual([]);
});

test.each([
  [{ status: 401, body: undefined }, '401: not authenticated.'],
  [{ status: 502, body: '<html>' }, '502: no reason was given.'],
  [
    {
      status: 412,
      body: {
        resourceType: 'OperationOutcome',
        issue: [{ details: { text: 'Not readable.' }, expression: ['Patient'] }],
      },
    },
    '412: Not readable. (Patient)',
  ],
])('a failure is told with its status and reason', (answer, text) => {
  expect(failureText(answer)).toBe(text);
});

test.each([
  ['', ['elm', 'oak']],
  ['ELM', ['elm']],
  ['heart olga', ['oak']],
  ['nothing', []],
])('the search "%s" finds %j', (search, ids) => {
  const patients = listedPatients([
    { id: 'elm', name: 'Egon', story: 'Imaging missing' },
    { id: 'oak', name: 'Olga', story: 'Heart failure' },
    { name: 'no id' },
    'text',
  ]);

  expect(matchingPatients(patients, search).map(({ id }) => id)).toEqual(ids);
});
