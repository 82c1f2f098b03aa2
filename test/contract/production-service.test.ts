/** Production mode from outside: what a registered EHR gets, and what nobody else does. */
import {
  feedbackPath,
  servicePath,
  startProductionUnderTest,
  type ProductionUnderTest,
} from '../support/production-service.js';

let service: ProductionUnderTest;

beforeAll(async () => {
  service = await startProductionUnderTest();
});

afterAll(() => service.stop());

interface Cards {
  readonly cards: readonly { readonly uuid: string; readonly source: { readonly url: string } }[];
}

test('a signed call is answered with cards from the chart of the EHR that signed it', async () => {
  const response = await service.callService('elm');

  expect(response.status).toBe(200);
  const { cards } = (await response.json()) as Cards;
  expect(cards.length).toBeGreaterThan(0);
  expect(cards[0]?.source.url).toMatch(/^https:\/\/cds\.example\.org\/nelm\/evidence\//);
  const { fhirRequests } = service.hospital;
  expect(fhirRequests.length).toBeGreaterThan(2);
  expect(new Set(fhirRequests.map(({ authorization }) => authorization))).toEqual(
    new Set(['Bearer access-token']),
  );
  expect(service.clinic.server.requests).toEqual([]);
});

test.each([
  ['discovery', '/cds-services', undefined],
  ['the service', servicePath, {}],
  ['feedback', feedbackPath, { feedback: [] }],
])('%s without a token is a bare 401', async (_title, path, body) => {
  const response = await service.call(path, { as: null, body });

  expect(response.status).toBe(401);
  expect(await response.text()).toBe('');
  expect(response.headers.get('www-authenticate')).toBe('Bearer');
});

test('a token is accepted once', async () => {
  const claims = { jti: 'the-same' };

  const first = await service.call('/cds-services', { token: { claims } });
  const second = await service.call('/cds-services', { token: { claims } });

  expect([first.status, second.status]).toEqual([200, 401]);
  expect(service.logLines().at(-1)).toMatchObject({
    code: 'NOT_AUTHENTICATED',
    reason: 'replayed',
    claimedClientId: 'hospital',
  });
});

test('a client that names the FHIR server of another is refused, even when its prefetch suffices', async () => {
  const body = {
    ...service.requestFor('elm', service.clinic),
    prefetch: { patient: { resourceType: 'Patient', id: 'elm' }, conditions: null },
  };
  const before = service.clinic.server.requests.length;

  const response = await service.call(servicePath, { body });

  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({
    issue: [{ details: { coding: [{ code: 'FHIR_SERVER_NOT_ALLOWED' }] } }],
  });
  expect(service.clinic.server.requests).toHaveLength(before);
});

test('feedback on a card is acknowledged, told from feedback on no card of the client', async () => {
  const { cards } = (await (await service.callService('elm')).json()) as Cards;
  const item = {
    card: cards[0]?.uuid,
    outcome: 'overridden',
    outcomeTimestamp: '2026-11-24T10:00:00Z',
  };
  const body = { feedback: [item, { ...item, card: 'unheard-of' }] };

  const own = await service.call(feedbackPath, { body });
  const repeated = await service.call(feedbackPath, { body });
  const foreign = await service.call(feedbackPath, { body, as: service.clinic });

  expect([own.status, repeated.status, foreign.status]).toEqual([200, 200, 200]);
  const metrics = await (await service.call('/metrics', { as: null })).text();
  const countOf = (client: string, standing: string): number =>
    Number(
      new RegExp(
        `nelm_cds_feedback_items_total\\{client="${client}",standing="${standing}"\\} (\\d+)`,
      ).exec(metrics)?.[1],
    );
  expect(countOf('hospital', 'matched')).toBe(1);
  expect(countOf('hospital', 'unknown')).toBe(1);
  expect(countOf('hospital', 'repeated')).toBe(2);
  expect(countOf('clinic', 'matched')).toBe(0);
  expect(countOf('clinic', 'unknown')).toBe(2);
});
