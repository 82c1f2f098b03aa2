/** Clients of CDS Hooks 1.x and 2.0, which mean different things by null. */
import { randomUUID } from 'node:crypto';
import { createChartAnswers } from '../support/chart-answers.js';
import { clientFixture } from '../support/client-fixture.js';
import {
  comparableAnswer,
  type ComparableAnswer,
  type ExplainedAnswer,
} from '../support/comparable-answer.js';
import type { FakeEhr } from '../support/fake-ehr.js';
import {
  servicePath,
  startProductionUnderTest,
  type ProductionUnderTest,
} from '../support/production-service.js';
import { patientSample } from './patient-sample.js';
import { rule } from './rule.js';

type Json = Readonly<Record<string, unknown>>;

const at = new Date();
const seconds = Math.floor(at.getTime() / 1000);
const token = { claims: { iat: seconds, exp: seconds + 300 } };
const chartAnswers = createChartAnswers(at);
const outcome = {
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'processing' }],
};

let service: ProductionUnderTest;

/** hospital speaks 2.0, clinic 1.x. */
beforeAll(async () => {
  service = await startProductionUnderTest({
    now: () => at,
    clients: {
      hospital: { mayExplain: true, cdsHooksVersion: '2.0' },
      clinic: { mayExplain: true, cdsHooksVersion: '1.x' },
    },
  });
}, 30_000);

afterEach(() => {
  service.hospital.interceptWith(undefined);
});

afterAll(() => service.stop());

function requestOf(ehr: FakeEhr, patientId: string, prefetch: unknown): Json {
  const version = ehr.id === 'hospital' ? '2.0' : '1.0';
  return clientFixture(`cds-hooks-${version}/patient-view`, {
    hookInstance: randomUUID(),
    fhirServer: ehr.fhirBase,
    accessToken: 'access-token',
    ourClientId: 'our-client-id',
    patientId,
    userId: 'user',
    encounterId: 'encounter',
    prefetch,
  });
}

function withoutServer(request: Json): Json {
  return { ...request, fhirServer: undefined, fhirAuthorization: undefined };
}

async function explained(ehr: FakeEhr, body: Json): Promise<ExplainedAnswer> {
  const response = await service.call(servicePath, { as: ehr, token, body });
  expect(response.status).toBe(200);
  return (await response.json()) as ExplainedAnswer;
}

async function answerTo(ehr: FakeEhr, body: Json): Promise<ComparableAnswer> {
  return comparableAnswer(await explained(ehr, body));
}

async function statusOf(ehr: FakeEhr, body: Json): Promise<number> {
  return (await service.call(servicePath, { as: ehr, token, body })).status;
}

function plainAnswer(patientId: string): Promise<ComparableAnswer> {
  return answerTo(service.clinic, requestOf(service.clinic, patientId, undefined));
}

const isEmpty = (answer: Json): boolean =>
  answer['resourceType'] === 'Bundle' && answer['entry'] === undefined;

rule(
  'R3',
  'null of a 1.x client is not supplied: it is fetched, and the cards are the same',
  async () => {
    const { clinic } = service;

    for (const { id } of patientSample) {
      const { patient, conditions, ...rest } = await chartAnswers(id);
      const nulls = Object.fromEntries(Object.keys(rest).map((key) => [key, null]));
      const prefetch = { patient, conditions, ...nulls };

      expect(await answerTo(clinic, requestOf(clinic, id, prefetch))).toEqual(
        await plainAnswer(id),
      );
    }
  },
);

rule('R3', 'null of a 1.x client without a FHIR server is unknown, not none', async () => {
  const { clinic } = service;
  const { patient, conditions } = await chartAnswers('elm');
  const withNull = (more: Json): Json =>
    withoutServer(requestOf(clinic, 'elm', { patient, procedures: null, ...more }));

  expect(await statusOf(clinic, withNull({ conditions: null }))).toBe(412);
  const { extension } = await explained(clinic, withNull({ conditions }));
  expect(extension['org.nelm-cds.evaluation']['queries']).toMatchObject({ procedures: 'absent' });
});

rule(
  'R3',
  'null of a 2.0 client means none: nothing is fetched, and the cards are the same',
  async () => {
    const { hospital } = service;
    let nulls = 0;

    for (const { id } of patientSample) {
      const prefetch = Object.entries(await chartAnswers(id)).map(([key, answer]) => [
        key,
        isEmpty(answer) ? null : answer,
      ]);
      nulls += prefetch.filter(([, answer]) => answer === null).length;
      const body = requestOf(hospital, id, Object.fromEntries(prefetch));

      expect(await answerTo(hospital, body)).toEqual(await plainAnswer(id));
    }

    expect(nulls).toBeGreaterThan(patientSample.length);
    expect(hospital.fhirRequests).toEqual([]);
  },
);

rule('R3', 'a first page in the prefetch is read on from its next link', async () => {
  const { hospital } = service;

  for (const { id } of patientSample) {
    const answers = await chartAnswers(id);
    const entries = answers['conditions']?.['entry'] as readonly unknown[] | undefined;
    const [first, ...others] = entries ?? [];
    const link = [{ relation: 'next', url: `${hospital.fhirBase}/Condition?page-of=${id}` }];
    const page = { resourceType: 'Bundle', type: 'searchset', total: entries?.length ?? 0 };
    hospital.interceptWith((request, response) => {
      if (request.url !== `/fhir/Condition?page-of=${id}`) return false;
      response.end(JSON.stringify({ ...page, entry: others }));
      return true;
    });
    const conditions = { ...page, link, entry: [first] };

    const body = requestOf(hospital, id, {
      ...answers,
      ...(first !== undefined && { conditions }),
    });

    expect(await answerTo(hospital, body)).toEqual(await plainAnswer(id));
  }

  const further = hospital.fhirRequests.filter(({ url }) => url.includes('page-of'));
  expect(further).toHaveLength(patientSample.length);
});

rule('R3', 'a first page that cannot be read on is not taken for the whole', async () => {
  const { hospital } = service;
  const answers = await chartAnswers('elm');
  const conditions = {
    ...answers['conditions'],
    link: [{ relation: 'next', url: 'https://attacker.example/fhir/Condition?page=2' }],
  };

  const { extension } = await explained(
    hospital,
    withoutServer(requestOf(hospital, 'elm', { ...answers, conditions })),
  );

  expect(extension['org.nelm-cds.evaluation']['queries']).toMatchObject({
    conditions: 'partial',
  });
});

rule(
  'R3',
  'an OperationOutcome as value is a failure: it is fetched where possible, and unknown where not',
  async () => {
    const { hospital } = service;
    const answers = await chartAnswers('elm');
    const failed = requestOf(hospital, 'elm', { ...answers, procedures: outcome });
    const withoutConditions = requestOf(hospital, 'elm', { ...answers, conditions: outcome });

    expect(await answerTo(hospital, failed)).toEqual(await plainAnswer('elm'));
    expect(await answerTo(hospital, withoutConditions)).toEqual(await plainAnswer('elm'));
    expect(await statusOf(hospital, withoutServer(withoutConditions))).toBe(412);
    const { extension } = await explained(hospital, withoutServer(failed));
    expect(extension['org.nelm-cds.evaluation']['queries']).toMatchObject({
      procedures: 'error',
    });
  },
);

rule('R3', 'whatever else lies in the place of a prefetched value is a failure too', async () => {
  const { hospital } = service;
  const answers = await chartAnswers('elm');

  for (const rubbish of ['<html>', 7, true, [], {}, { resourceType: 7 }]) {
    const body = requestOf(hospital, 'elm', { ...answers, procedures: rubbish });

    expect(await answerTo(hospital, body)).toEqual(await plainAnswer('elm'));
    expect(hospital.fhirRequests.at(-1)?.url).toContain('/fhir/Procedure?');
  }
});

rule(
  'R3',
  'bundles without a type, and requests with members of their own, give the same cards',
  async () => {
    const { hospital } = service;
    const before = hospital.fhirRequests.length;
    const answers = JSON.parse(JSON.stringify(await chartAnswers('elm')), (key, value: unknown) =>
      key === 'type' && value === 'searchset' ? undefined : value,
    ) as unknown;
    const body = {
      ...requestOf(hospital, 'elm', answers),
      user: 'Practitioner/user',
      somethingNew: { deep: [1] },
      hookInstance: 'no uuid',
    };

    expect(await answerTo(hospital, body)).toEqual(await plainAnswer('elm'));
    expect(hospital.fhirRequests).toHaveLength(before);
  },
);
