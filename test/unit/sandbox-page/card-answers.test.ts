import {
  carryOut,
  overrideReason,
  prepareLaunch,
  sendFeedback,
} from '../../../sandbox/page/browser/calling/card-answers.js';
import type { Exchange, HttpRequest } from '../../../sandbox/page/browser/calling/exchange.js';
import type { CdsHooksVersion } from '../../../sandbox/page/browser/page-address.js';

const chart = { fhirBase: 'http://ehr.example/fhir', patientId: 'p1' };
const servicesUrl = 'http://cds.example/cds-services';
const order = { resourceType: 'ServiceRequest', status: 'draft' };

function server(status: number, body: unknown) {
  const requests: HttpRequest[] = [];
  const http = (request: HttpRequest): Promise<Exchange> => {
    requests.push(request);
    return Promise.resolve({ status, body, bytes: 0, durationMs: 0 });
  };
  return { requests, http, now: () => new Date('2026-11-24T10:00:00Z') };
}

const action = (type: string, resource: object | undefined) =>
  ({ actions: [{ type, description: '', resource }] }) as Parameters<typeof carryOut>[2];

test('the order of a suggestion is signed and stored, and named as the server named it', async () => {
  const ehr = server(201, { ...order, id: 'new-1' });

  expect(await carryOut(ehr, chart, action('create', order))).toEqual(['ServiceRequest/new-1']);
  expect(ehr.requests).toMatchObject([
    {
      url: 'http://ehr.example/fhir/ServiceRequest',
      body: {
        resourceType: 'ServiceRequest',
        status: 'active',
        intent: 'order',
        authoredOn: '2026-11-24T10:00:00.000Z',
      },
      mediaType: 'application/fhir+json',
    },
  ]);
});

test.each([
  ['a deletion', action('delete', undefined)],
  ['no record', action('create', undefined)],
  ['a type that is a path', action('create', { resourceType: '../admin' })],
])('%s is not carried out', async (_case, suggestion) => {
  const ehr = server(201, { id: 'x' });

  await expect(carryOut(ehr, chart, suggestion)).rejects.toThrow('create a record');
  expect(ehr.requests).toEqual([]);
});

test('a record that is refused is said not to be stored', async () => {
  const ehr = server(422, {
    resourceType: 'OperationOutcome',
    issue: [{ diagnostics: 'No subject.' }],
  });

  await expect(carryOut(ehr, chart, action('create', order))).rejects.toThrow(
    'The record was not stored. 422: No subject.',
  );
});

const target = (version: CdsHooksVersion) =>
  ({
    serviceId: 's1',
    version,
    at: '2026-11-24T10:00:00Z',
    outcome: 'overridden',
    overrideReason: { userComment: 'Later' },
  }) as const;

test.each(['2.0', '3.0'] as const)('feedback is sent in %s', async (version) => {
  const { http, requests } = server(200, {});

  expect(await sendFeedback({ http, servicesUrl }, { uuid: 'c1' }, target(version))).toBe(true);
  expect(requests).toEqual([
    {
      url: 'http://cds.example/cds-services/s1/feedback',
      body: {
        feedback: [
          {
            card: 'c1',
            outcome: 'overridden',
            overrideReason: { userComment: 'Later' },
            outcomeTimestamp: '2026-11-24T10:00:00Z',
          },
        ],
      },
    },
  ]);
});

test('no feedback is sent in 1.x, which does not know it', async () => {
  const { http, requests } = server(200, {});

  expect(await sendFeedback({ http, servicesUrl }, { uuid: 'c1' }, target('1.x'))).toBe(false);
  expect(requests).toEqual([]);
});

test('feedback that is refused is said so', async () => {
  const { http } = server(429, undefined);

  await expect(sendFeedback({ http, servicesUrl }, { uuid: 'c1' }, target('2.0'))).rejects.toThrow(
    'The feedback was not taken. 429',
  );
});

test.each([
  [undefined, '  ', undefined],
  [undefined, ' Later ', { userComment: 'Later' }],
  [{ code: 'x' }, '', { reason: { code: 'x' } }],
  [{ code: 'x' }, 'Later', { reason: { code: 'x' }, userComment: 'Later' }],
])('reason %j and comment "%s" are sent as %j', (reason, comment, sent) => {
  expect(overrideReason(reason, comment)).toEqual(sent);
});

test('a launch is prepared by the EHR, and the app learns whose and where', async () => {
  const { http, requests } = server(200, { launch_id: 'l 1' });
  const link = { url: 'http://app.example/launch.html?x=1', appContext: 'ctx' };

  expect(await prepareLaunch(http, chart, link)).toBe(
    'http://app.example/launch.html?x=1&iss=http%3A%2F%2Fehr.example%2Ffhir&launch=l+1',
  );
  expect(requests).toEqual([
    {
      url: 'http://ehr.example/fhir/_services/smart/Launch',
      body: { launch_url: link.url, parameters: { patient: 'p1', appContext: 'ctx' } },
    },
  ]);
});

test.each(['javascript:alert(1)', 'data:text/html,x', 'launch.html', ''])(
  'an app at "%s" is not opened',
  async (url) => {
    const { http, requests } = server(200, { launch_id: '1' });

    await expect(prepareLaunch(http, chart, { url })).rejects.toThrow('no http or https address');
    expect(requests).toEqual([]);
  },
);

test('an EHR that prepares no launches is said so', async () => {
  const { http } = server(404, undefined);

  await expect(prepareLaunch(http, chart, { url: 'http://app.example/' })).rejects.toThrow(
    'The launch could not be prepared. 404',
  );
});
