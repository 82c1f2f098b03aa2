// verifies CDS Hooks 3.0.0, cards as one client takes them
import { makeCards, plainPresentation, presentResponse } from '../../src/cards/index.js';
import type { Card, CdsResponse } from '../../src/model/cds-hooks.js';
import type { CardPresentation } from '../../src/model/configuration.js';
import {
  cardOptions,
  evaluationOf,
  pathwayResult,
  type EvaluationParts,
} from '../support/evaluation-builder.js';
import { knowledgeOf, patientViewService } from '../support/knowledge-builder.js';

const preferenceList = { system: 'urn:site:preference-list', code: '1001' };

const needsImaging: EvaluationParts = {
  pathways: [pathwayResult('prrt', 'needs-data')],
  decisive: [
    { fact: 'somatostatinReceptorStatus', settles: ['prrt'], couldChange: ['prrt'] },
    { fact: 'ki67Percent', settles: ['prrt'], couldChange: ['prrt'] },
  ],
};

function ordersFor(presentation: Partial<CardPresentation>) {
  const options = cardOptions({ presentation: { ...plainPresentation, ...presentation } });
  return makeCards(evaluationOf(needsImaging), knowledgeOf(), patientViewService, options)
    .flatMap((card) => card.suggestions ?? [])
    .flatMap(({ actions }) => actions.map(({ resource }) => resource))
    .flatMap((resource) => (resource?.resourceType === 'ServiceRequest' ? [resource] : []));
}

describe('orders', () => {
  test('are the same with a plain presentation as without any', () => {
    const without = makeCards(
      evaluationOf(needsImaging),
      knowledgeOf(),
      patientViewService,
      cardOptions(),
    );
    const withPlain = makeCards(
      evaluationOf(needsImaging),
      knowledgeOf(),
      patientViewService,
      cardOptions({ presentation: plainPresentation }),
    );

    expect(withPlain).toEqual(without);
    expect(ordersFor({})).toHaveLength(2);
  });

  test("carry the client's code before ours, when it has one", () => {
    const [imaging, staining] = ordersFor({
      actionCodes: new Map([['sstr-pet-ct', [preferenceList]]]),
    });

    expect(imaging?.code?.coding?.[0]).toEqual(preferenceList);
    expect(imaging?.code?.coding?.map(({ code }) => code)).toEqual(['1001', 'sstr-pet-ct']);
    expect(staining?.code?.coding?.map(({ code }) => code)).toEqual([
      '29593-1',
      'ki67-immunostaining',
    ]);
  });

  test('for a preference list have exactly one code and no category, but still their words', () => {
    const [imaging] = ordersFor({
      orderDetail: 'preference-list',
      actionCodes: new Map([
        ['sstr-pet-ct', [preferenceList, { system: 'urn:other', code: '2' }]],
        ['ki67-immunostaining', [preferenceList]],
      ]),
    });

    expect(imaging?.code).toEqual({ coding: [preferenceList], text: 'SSTR PET/CT' });
    expect(imaging).not.toHaveProperty('category');
    expect(imaging).toMatchObject({ status: 'draft', intent: 'proposal' });
  });

  test.each(['full', 'preference-list'] as const)(
    'in detail %s have the category that the client wants',
    (orderDetail) => {
      const orderCategory = { system: 'urn:category', code: 'outpatient' };

      const [imaging] = ordersFor({ orderDetail, orderCategory });

      expect(imaging?.category).toEqual([{ coding: [orderCategory] }]);
    },
  );

  test('that the client has no code for are not suggested', () => {
    const orders = ordersFor({ actionCodes: new Map([['sstr-pet-ct', 'omit']]) });

    expect(orders.map(({ code }) => code?.text)).toEqual([
      'Ki-67 immunostaining on the existing specimen',
    ]);
  });
});

const card: Card = {
  uuid: 'c1',
  summary: 'One',
  detail: 'Two',
  indicator: 'info',
  source: { label: 'Review', url: 'https://cds.example.org/e', topic: { code: 'nelmSafety' } },
  links: [
    { label: 'Page', url: 'https://cds.example.org/e', type: 'absolute' },
    { label: 'App', url: 'https://cds.example.org/app', type: 'smart' },
  ],
};

/** As it is sent: what is undefined is not written. */
function present(
  presentation: Partial<CardPresentation>,
  response: CdsResponse = { cards: [card] },
): CdsResponse {
  const presented = presentResponse(response, { ...plainPresentation, ...presentation });
  return JSON.parse(JSON.stringify(presented)) as CdsResponse;
}

describe('an answer', () => {
  test('is left as it is by a plain presentation', () => {
    expect(present({})).toEqual({ cards: [card] });
    expect(present({}, { cards: [] })).toEqual({ cards: [] });
  });

  test.each([
    [['absolute'], ['Page']],
    [['smart'], ['App']],
  ] as const)('for a client that takes %j links has those alone', (linkTypes, labels) => {
    expect(present({ linkTypes }).cards[0]?.links?.map(({ label }) => label)).toEqual(labels);
  });

  test('for a client that takes no links has no member for them', () => {
    expect(present({ linkTypes: [] }).cards[0]).not.toHaveProperty('links');
  });

  test("has the client's code for a topic in place of ours", () => {
    const topic = { code: 'NELM1', system: 'urn:site', display: 'NELM safety' };

    const [presented] = present({ topicCodes: new Map([['nelmSafety', topic]]) }).cards;

    expect(presented?.source).toEqual({ ...card.source, topic });
  });

  test.each([
    [true, true],
    [false, false],
  ])('to a client with systemActions %s has them: %s', (systemActions, has) => {
    const action = { type: 'delete', description: 'x', resourceId: 'ServiceRequest/1' } as const;

    const answer = present({ systemActions }, { cards: [], systemActions: [action] });

    expect(Object.hasOwn(answer, 'systemActions')).toBe(has);
  });

  test('without system actions has no member for them', () => {
    expect(present({ systemActions: true })).not.toHaveProperty('systemActions');
  });
});
