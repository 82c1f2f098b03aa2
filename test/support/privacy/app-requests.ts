/** What the SMART app asks for: its pages, and evaluations of charts that it has read. */
import { markedChart, markedPatientId } from './marked-chart.js';
import { below, sendsJson, servesChart } from './marked-servers.js';
import { fhirServersOf } from './marked-site.js';
import type { PrivacyBench } from './privacy-bench.js';
import type { Step } from './steps.js';
import { marker } from './traces.js';

const chart = markedChart('elm', new Date());
const authorization = `Bearer ${marker('app-token')}`;

const searchset = (type: string): object => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: chart
    .filter(({ resourceType }) => resourceType === type)
    .map((resource) => ({ resource })),
});

const asked = ({ service }: PrivacyBench, changes: object = {}): object => ({
  fhirServer: fhirServersOf(service).sound,
  patientId: markedPatientId,
  prefetch: { conditions: searchset('Condition'), [marker('prefetch-key')]: chart[0] },
  ...changes,
});

const evaluate =
  (intercept: Parameters<PrivacyBench['service']['hospital']['interceptWith']>[0], changes = {}) =>
  async (bench: PrivacyBench) => {
    const { hospital } = bench.service;
    hospital.interceptWith(intercept);
    try {
      const body = asked(bench, changes);
      return await bench.send('/api/evaluate', { body, as: null, headers: { authorization } });
    } finally {
      hospital.interceptWith(undefined);
    }
  };

const page = (path: string, status: number, code?: string): Step => ({
  title: `the app at ${path.replace(/NELM.*/, '…')}`,
  status,
  ...(code !== undefined && { code }),
  run: ({ send }) => send(path, { as: null }),
});

export const appRequests: readonly Step[] = [
  page('/app/', 200),
  page('/app/knowledge.json', 200),
  page('/app/configuration.json', 404, 'NOT_FOUND'),
  page(`/app/${marker('page')}`, 404, 'NOT_FOUND'),
  page(`/app/assets/${marker('asset')}`, 404, 'NOT_FOUND'),
  {
    title: 'an evaluation for the app',
    status: 200,
    run: evaluate(servesChart(chart)),
  },
  {
    title: 'an assumption that nobody knows',
    status: 400,
    code: 'CDS_REQUEST_INVALID',
    run: evaluate(servesChart(chart), { assumptions: { [marker('fact')]: marker('value') } }),
  },
  {
    title: 'an assumption that cannot be',
    status: 400,
    code: 'CDS_REQUEST_INVALID',
    run: evaluate(servesChart(chart), { assumptions: { grade: marker('grade') } }),
  },
  {
    title: 'a token of the app that the EHR refuses',
    status: 401,
    code: 'NOT_AUTHENTICATED',
    run: evaluate(below('/fhir', sendsJson(401, { error: marker('refused') }))),
  },
  {
    title: 'an EHR that does not answer the app',
    status: 412,
    code: 'FHIR_DATA_UNAVAILABLE',
    run: evaluate(below('/fhir', sendsJson(500, { error: marker('broken') }))),
  },
  {
    title: 'another FHIR server of the app',
    status: 403,
    code: 'FHIR_SERVER_NOT_ALLOWED',
    run: evaluate(undefined, { fhirServer: `https://${marker('app-server')}.example/fhir` }),
  },
];
