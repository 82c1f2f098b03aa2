/** What log and metrics tell of servers that cannot be read: the words an operator looks for the cause by. */
import { generateKeyPairSync } from 'node:crypto';
import {
  servicePath,
  startProductionUnderTest,
  type ProductionUnderTest,
} from '../support/production-service.js';

let service: ProductionUnderTest;

beforeAll(async () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const environment = { FHIR_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
  service = await startProductionUnderTest({ environment });
});

afterAll(() => service.stop());

async function metricsOf(client: string): Promise<readonly string[]> {
  const text = await (await service.call('/metrics', { as: null })).text();
  return text.split('\n').filter((line) => line.includes(`client="${client}"`));
}

function logged(event: string): readonly unknown[] {
  return service.logLines().filter((line) => line['event'] === event);
}

test('an authority that was left out of the configuration', async () => {
  // Once, so that there are keys to recognise the hospital by later.
  expect((await service.callService('elm')).status).toBe(200);
  service.configure({ sections: { outbound: {} } });
  await service.running.reload();

  const response = await service.callService('elm');

  expect(response.status).toBe(412);
  const clientId = 'hospital';
  const reason = 'certificate';
  expect(logged('keys.unavailable')).toMatchObject([{ level: 'warn', clientId, reason }]);
  expect(logged('fhir.failed')).toMatchObject([{ level: 'warn', clientId, reason, count: 1 }]);
  expect(service.logLines().at(-1)).toMatchObject({ code: 'FHIR_DATA_UNAVAILABLE', unread: 2 });
  expect(await metricsOf('hospital')).toEqual(
    expect.arrayContaining([
      'nelm_cds_key_fetches_total{client="hospital",outcome="certificate"} 1',
      'nelm_cds_fhir_requests_total{client="hospital",outcome="certificate"} 2',
    ]),
  );
});

test('a token endpoint that is none', async () => {
  const { fhirBase, server } = service.clinic;
  const backendServices = {
    tokenUrl: `${server.origin}/nowhere`,
    clientId: 'us',
    scope: 'system/*.rs',
    algorithm: 'ES384',
    keyId: 'key-1',
    privateKey: { environment: 'FHIR_KEY' },
  };
  const fhirServers = [{ url: fhirBase, private: true, backendServices }];
  service.configure({ clients: { clinic: { fhirServers } } });
  await service.running.reload();
  const anonymous = { ...service.requestFor('elm', service.clinic), fhirAuthorization: undefined };

  const response = await service.call(servicePath, { body: anonymous, as: service.clinic });

  expect(response.status).toBe(412);
  const clientId = 'clinic';
  expect(logged('token.unavailable')).toMatchObject([
    { level: 'warn', clientId, reason: 'not-found' },
  ]);
  expect(logged('fhir.failed').at(-1)).toMatchObject({ clientId, reason: 'no-token', count: 1 });
  expect(await metricsOf('clinic')).toEqual(
    expect.arrayContaining([
      'nelm_cds_token_fetches_total{client="clinic",outcome="not-found"} 1',
      'nelm_cds_fhir_requests_total{client="clinic",outcome="no-token"} 2',
    ]),
  );
});
