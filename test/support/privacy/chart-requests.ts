/** Requests that a chart is read for, well or in vain, and what comes after them. */
import type { FakeEhr } from '../fake-ehr.js';
import { feedbackPath, servicePath } from '../production-service.js';
import { markedChart } from './marked-chart.js';
import { below, brokenFhirServers, markedUrl, sendsJson, servesChart } from './marked-servers.js';
import { fhirServersOf, subject, tenant } from './marked-site.js';
import type { Answer, PrivacyBench } from './privacy-bench.js';
import type { Step } from './steps.js';
import { marker } from './traces.js';

const chart = markedChart('elm', new Date());

type Servers = ReturnType<typeof fhirServersOf>;

const callAt =
  (server: keyof Servers, changes: Readonly<Record<string, unknown>> = {}): Step['run'] =>
  ({ send, request, service }) =>
    send(servicePath, {
      body: request({ fhirServer: fhirServersOf(service)[server], ...changes }),
    });

const callSound = callAt('sound');

/** A way to answer, for as long as the step takes. */
const during =
  (intercept: Parameters<FakeEhr['interceptWith']>[0], run: Step['run']): Step['run'] =>
  async (bench) => {
    bench.service.hospital.interceptWith(intercept);
    try {
      return await run(bench);
    } finally {
      bench.service.hospital.interceptWith(undefined);
    }
  };

const asClinic = { claims: { tenant, sub: subject } };

const callAsClinic: Step['run'] = ({ send, request, service }) =>
  send(servicePath, {
    body: request({ fhirServer: service.clinic.fhirBase }),
    as: service.clinic,
    token: asClinic,
  });

/** The key server comes first: afterwards its keys are known for a while. */
const keyServer: readonly Step[] = Object.entries({
  'sends garbage': { status: 200, json: { [marker('keys')]: marker('key') } },
  fails: { status: 500, json: { error: marker('key-error') } },
}).map(([title, { status, json }]) => ({
  title: `a key server that ${title}`,
  status: 401,
  code: 'NOT_AUTHENTICATED',
  run: async (bench) => {
    bench.advance(6_000);
    bench.service.clinic.interceptWith(below('/jwks.json', sendsJson(status, json)));
    const answer = await callAsClinic(bench);
    bench.service.clinic.interceptWith(undefined);
    bench.advance(6_000);
    return answer;
  },
}));

const wrongSubject: Step = {
  title: 'a token refused for: subject',
  status: 401,
  code: 'NOT_AUTHENTICATED',
  run: ({ send, request, service }) =>
    send(servicePath, {
      body: request(),
      as: service.clinic,
      token: { claims: { tenant, sub: marker('other-subject') } },
    }),
};

const unavailable = (title: string, run: Step['run']): Step => ({
  title,
  status: 412,
  code: 'FHIR_DATA_UNAVAILABLE',
  run,
});

const broken: readonly Step[] = [
  ...Object.entries(brokenFhirServers).map(([title, answer]) => {
    const isOther = title === 'answers with another patient';
    const step = unavailable(
      `a FHIR server that ${title}`,
      during(below('/fhir', answer), callSound),
    );
    return isOther ? { ...step, status: 400, code: 'PATIENT_MISMATCH' } : step;
  }),
  unavailable('a FHIR server whose name is not known', callAt('withoutName')),
  unavailable('a FHIR server with the certificate of another', callAt('withOtherCertificate')),
  unavailable('a FHIR server that does not listen', callAt('closed')),
  unavailable('a FHIR server behind a proxy that refuses', callAt('throughProxy')),
  ...[400, 200].map((status) =>
    unavailable(
      `a token endpoint that answers ${status} without a token`,
      during(
        below(
          '/token',
          sendsJson(status, { error: marker('oauth'), error_description: marker('oauth-text') }),
        ),
        async (bench) => {
          bench.advance(6_000);
          return callAt('withOwnToken', { fhirAuthorization: undefined })(bench);
        },
      ),
    ),
  ),
  ...[1, 2].map((time) =>
    unavailable(`a FHIR server that is down, asked for the ${time}. time`, async (bench) => {
      bench.service.clinic.interceptWith(below('/fhir', sendsJson(500, {})));
      const answer = await callAsClinic(bench);
      bench.service.clinic.interceptWith(undefined);
      return answer;
    }),
  ),
];

const wholeChart = servesChart(chart);

const answered: readonly Step[] = [
  {
    title: 'a chart, fetched',
    status: 200,
    run: during(wholeChart, callSound),
  },
  {
    title: 'a chart, fetched with a token of our own',
    status: 200,
    run: during(
      (request, response) => {
        const token = { access_token: marker('own-token'), token_type: 'Bearer', expires_in: 300 };
        const isAnswered = below('/token', sendsJson(200, token))(request, response);
        return isAnswered || servesChart(chart, '/own-token/fhir')(request, response);
      },
      async (bench) => {
        bench.advance(6_000);
        return callAt('withOwnToken', { fhirAuthorization: undefined })(bench);
      },
    ),
  },
  {
    title: 'a chart in the prefetch',
    status: 200,
    run: callAt('sound', {
      fhirServer: undefined,
      fhirAuthorization: undefined,
      prefetch: {
        patient: chart.find(({ resourceType }) => resourceType === 'Patient'),
        conditions: {
          resourceType: 'Bundle',
          entry: chart
            .filter(({ resourceType }) => resourceType === 'Condition')
            .map((resource) => ({ resource })),
        },
      },
    }),
  },
  ...[markedUrl, `/fhir/../${marker('climb')}`, `https://localhost/fhir?${marker('page')}`].map(
    (url, index) => ({
      title: `a chart whose ${index + 1}. kind of next link leads elsewhere`,
      status: 200,
      run: during(servesChart(chart, '/fhir', { link: [{ relation: 'next', url }] }), callSound),
    }),
  ),
  {
    title: 'discovery',
    status: 200,
    run: ({ send }) => send('/cds-services'),
  },
];

const fault: Step = {
  title: 'a fault of ours',
  status: 500,
  code: 'INTERNAL',
  run: during(wholeChart, async (bench) => {
    bench.failPipeline(true);
    const answer = await callSound(bench);
    bench.failPipeline(false);
    return answer;
  }),
};

/** A client that goes away while the chart is being read. */
const aborted: Step = {
  title: 'a client that goes away',
  status: 200,
  run: async (bench) => {
    const { service } = bench;
    const leave = new AbortController();
    const { hospital } = service;
    hospital.interceptWith(
      below('/fhir', () => {
        leave.abort();
      }),
    );
    const call = bench.send(servicePath, { body: bench.request(), signal: leave.signal });
    await call.catch(() => undefined);
    hospital.interceptWith(undefined);
    return bench.send('/healthz', { as: null });
  },
};

/** Item of feedback on a card that was sent. */
async function feedbackOn(bench: PrivacyBench): Promise<Readonly<Record<string, unknown>>> {
  const { body } = await during(wholeChart, callSound)(bench);
  const { cards } = JSON.parse(body) as { readonly cards: readonly { readonly uuid: string }[] };
  return {
    card: cards[0]?.uuid,
    outcome: 'overridden',
    outcomeTimestamp: new Date().toISOString(),
    [marker('feedback-field')]: marker('feedback-value'),
    extension: { [marker('feedback-extension')]: marker('feedback-extension-value') },
    overrideReason: {
      reason: { code: 'done', system: 'https://example.org/reasons', display: marker('display') },
      userComment: marker('comment'),
    },
  };
}

export const feedbackWithComment: Step = {
  title: 'feedback with a comment',
  status: 200,
  run: async (bench) => {
    const item = await feedbackOn(bench);
    return bench.send(feedbackPath, {
      body: { feedback: [item, { [marker('bad-item')]: marker('bad') }] },
    });
  },
};

export const chartRequests: readonly Step[] = [
  ...keyServer,
  wrongSubject,
  ...broken,
  ...answered,
  fault,
  aborted,
  feedbackWithComment,
];

/** As many calls under way as there may be, of one client and altogether; none of them is answered. */
export async function overloaded(bench: PrivacyBench): Promise<readonly Answer[]> {
  const { hospital, clinic } = bench.service;
  // One round trip later, the service knows that the connection of the last step is closed.
  await bench.send('/healthz', { as: null });
  const ofHospital = hangs(hospital, 3);
  const ofClinic = hangs(clinic, 1);
  // Each call begins with two requests: after the third, two calls are under way.
  const busy = [callSound(bench), callSound(bench)];
  await ofHospital;
  const overLimit = await callSound(bench);
  const clinicCall = callAsClinic(bench);
  await ofClinic;
  const refused = await callAsClinic(bench);
  await Promise.all([...busy, clinicCall]);
  hospital.interceptWith(undefined);
  clinic.interceptWith(undefined);
  return [overLimit, refused];
}

/** Never answers; resolves when so many requests wait. */
function hangs(ehr: FakeEhr, count: number): Promise<void> {
  return new Promise((resolve) => {
    let waiting = 0;
    ehr.interceptWith(
      below('/fhir', () => {
        waiting += 1;
        if (waiting === count) resolve();
      }),
    );
  });
}
