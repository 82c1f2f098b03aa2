/** Epic, as its documentation and a recorded request of a connectathon show it. */
import { randomUUID } from 'node:crypto';
import { createCdsClient } from '../support/cds-client.js';
import { createChartAnswers, type ChartAnswers } from '../support/chart-answers.js';
import { clientFixture } from '../support/client-fixture.js';
import {
  comparableAnswer,
  withoutDetails,
  type ComparableAnswer,
  type ExplainedAnswer,
} from '../support/comparable-answer.js';
import { epicAnswers, longId, originalIds } from '../support/epic-chart.js';
import {
  servicePath,
  startProductionUnderTest,
  type ProductionUnderTest,
} from '../support/production-service.js';
import { patients } from '../support/sandbox-charts.js';
import { serveAnswers } from '../support/serve-answers.js';
import { patientSample } from './patient-sample.js';
import { rule, ruleForEach } from './rule.js';

type Json = Readonly<Record<string, unknown>>;

const at = new Date();
const seconds = Math.floor(at.getTime() / 1000);
const chartAnswers = createChartAnswers(at);
const ourClientId = '6c1f3a52-0000-4000-8000-6d2b7c1e9f10';
/** Typed by hand at the site: with capitals, and at the wrong path. */
const audience = 'https://CDS.example.org/nelm/cds-services/NELM';
const keyPath = '/api/epic/2019/Security/Open/PublicKeys/530013/530013';
const issuer = 'https://epic.example/interconnect/api/FHIR/R4';
const epic = createCdsClient({ algorithm: 'RS384', keyId: 'oDk+3u/XQ0GQ7fKq1m8bVw==' });
const userId = longId('user');

let service: ProductionUnderTest;

/** clinic: a site with Epic, whose keys are where the header of its tokens says. */
beforeAll(async () => {
  service = await startProductionUnderTest({ now: () => at });
  const { clinic } = service;
  clinic.publish([]);
  service.configure({
    clients: {
      hospital: { mayExplain: true },
      clinic: {
        mayExplain: true,
        authentication: {
          issuer,
          audiences: [audience],
          subject: ourClientId,
          keys: { jwksUrl: clinic.jwksUrl, private: true },
          allowedJkus: [`${clinic.server.origin}${keyPath}`],
        },
      },
    },
  });
  await service.running.reload();
  serve(() => false);
}, 30_000);

afterAll(() => service.stop());

type Answering = ReturnType<typeof serveAnswers>;

/** Keys at their address, FHIR as given. */
function serve(answering: Answering): void {
  service.clinic.interceptWith((request, response) => {
    if (request.url !== keyPath) return answering(request, response);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(epic.jwks));
    return true;
  });
}

function authorization(changes: Json = {}): string {
  const { header, claims } = clientFixture('epic/token', {
    keyId: epic.jwks.keys[0]?.kid,
    jku: `${service.clinic.server.origin}${keyPath}`,
    issuer,
    audience,
    ourClientId,
    tokenId: randomUUID(),
    issuedAt: seconds,
    notBefore: seconds - 300,
    expiresAt: seconds + 900,
  }) as { readonly header: Json; readonly claims: Json };
  return epic.authorization({ header, claims: { ...claims, ...changes } });
}

function requestOf(patientId: string, prefetch: unknown, triggerAction = '60'): Json {
  return clientFixture('epic/patient-view', {
    fhirServer: service.clinic.fhirBase,
    accessToken: 'epic-access-token',
    ourClientId,
    patientId: longId(patientId),
    userId,
    encounterId: longId('encounter'),
    prefetch,
    triggerAction,
  });
}

async function post(body: Json): Promise<Response> {
  const headers = { authorization: authorization() };
  return service.call(servicePath, { as: null, headers, body });
}

async function answerTo(body: Json): Promise<ComparableAnswer> {
  const response = await post(body);
  expect(response.status).toBe(200);
  return comparableAnswer((await response.json()) as ExplainedAnswer, originalIds);
}

/** What the service makes of the same chart, fetched from a server without peculiarities. */
async function plainAnswer(patientId: string): Promise<ComparableAnswer> {
  const response = await service.callService(patientId, {
    token: { claims: { iat: seconds, exp: seconds + 300 } },
    body: {
      ...service.requestFor(patientId),
      extension: { 'org.nelm-cds.explain': true },
    },
  });
  return comparableAnswer((await response.json()) as ExplainedAnswer);
}

async function prefetchOf(patientId: string): Promise<ChartAnswers> {
  const fhirServer = service.clinic.fhirBase;
  return {
    ...epicAnswers(await chartAnswers(patientId)),
    '-user': clientFixture('epic/user', { userId, fhirServer }),
  };
}

rule(
  'R3',
  "Epic's absolute references, objects for lists and outcomes for nothing give the same cards",
  async () => {
    const before = service.clinic.fhirRequests.length;

    for (const { id } of patients) {
      const answers = epicAnswers(await chartAnswers(id), (own) => own);
      const { context, ...request } = requestOf(id, answers);

      const answer = await answerTo({
        ...request,
        context: { ...(context as Json), patientId: id },
      });

      expect(answer).toEqual(await plainAnswer(id));
    }

    expect(service.clinic.fhirRequests).toHaveLength(before);
  },
);

rule(
  'R3',
  "Epic's ids of 194 characters take room in details, and change nothing else",
  async () => {
    const before = service.clinic.fhirRequests.length;

    for (const { id } of patientSample) {
      const answer = await answerTo(requestOf(id, await prefetchOf(id)));

      expect(withoutDetails(answer)).toEqual(withoutDetails(await plainAnswer(id)));
    }

    expect(service.clinic.fhirRequests).toHaveLength(before);
  },
);

ruleForEach(Object.entries(clientFixture('epic/trigger-actions')) as [string, string][])(
  'R3',
  'Epic\'s trigger "%s", sent as patient-view, gives the same cards',
  async (_name, triggerAction) => {
    const prefetch = await prefetchOf('elm');

    const answer = await answerTo(requestOf('elm', prefetch, triggerAction));

    expect(withoutDetails(answer)).toEqual(withoutDetails(await plainAnswer('elm')));
  },
);

ruleForEach([['elm'], ['maple'], ['cherry']])(
  'R3',
  "prefetch of %s under keys typed by hand at an Epic site is completed from the FHIR server by Epic's rules",
  async (patientId) => {
    const answers = epicAnswers(await chartAnswers(patientId));
    serve(serveAnswers(longId(patientId), answers));
    const before = service.clinic.fhirRequests.length;

    const answer = await answerTo(
      requestOf(patientId, { pat: answers['patient'], problems: answers['conditions'] }),
    );
    serve(() => false);

    expect(withoutDetails(answer)).toEqual(withoutDetails(await plainAnswer(patientId)));
    const fetched = service.clinic.fhirRequests.slice(before);
    expect(fetched.length).toBeGreaterThan(0);
    for (const request of fetched) {
      expect(request.authorization).toBe('Bearer epic-access-token');
    }
  },
);

rule('R3', 'prefetch under keys typed by hand is evidence, and completes nothing', async () => {
  const { patient, conditions, ...rest } = await prefetchOf('elm');
  const withoutServer = {
    ...requestOf('elm', { pat: patient, problems: conditions, ...rest }),
    fhirServer: undefined,
    fhirAuthorization: undefined,
  };

  expect((await post(withoutServer)).status).toBe(412);
});

rule(
  'R3',
  'a request stripped of prefetch and token, as of an address unknown to Epic, is 412',
  async () => {
    const stripped = {
      ...requestOf('elm', undefined),
      fhirServer: undefined,
      fhirAuthorization: undefined,
    };

    expect((await post(stripped)).status).toBe(412);
  },
);

rule(
  'A1',
  'tokens as Epic signs them are taken; with another sub or aud they are not',
  async () => {
    const statusWith = async (changes: Json): Promise<number> => {
      const headers = { authorization: authorization(changes) };
      return (await service.call('/cds-services', { as: null, headers })).status;
    };

    expect(await statusWith({})).toBe(200);
    expect(await statusWith({ sub: 'somebody-else' })).toBe(401);
    expect(await statusWith({ aud: audience.toLowerCase() })).toBe(401);
  },
);
