/** The pages of the SMART app: who may frame them, what they connect to, how the app finds its registration. */
import {
  startProductionUnderTest,
  type ProductionUnderTest,
} from '../support/production-service.js';

let service: ProductionUnderTest;

const portal = 'https://portal.example';
const login = 'https://login.example';

beforeAll(async () => {
  service = await startProductionUnderTest({
    clients: {
      hospital: {
        smartApp: {
          clientId: 'app-at-hospital',
          frameAncestors: [portal],
          authorizationOrigins: [login],
        },
      },
      clinic: { smartApp: { clientId: 'app-at-clinic' } },
    },
  });
}, 30_000);

afterAll(() => service.stop());

function get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(`${service.url}${path}`, { redirect: 'manual', headers });
}

async function policyOf(path: string): Promise<ReadonlyMap<string, string>> {
  const policy = (await get(path)).headers.get('content-security-policy') ?? '';
  return new Map(
    policy.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources.join(' ')] as const;
    }),
  );
}

const iss = (base: string): string => `?iss=${encodeURIComponent(base)}`;

describe('a page', () => {
  test.each(['/app/', '/app/launch.html'])('%s may be framed by its EHR alone', async (page) => {
    const { hospital, clinic } = service;

    const atHospital = await policyOf(`${page}${iss(hospital.fhirBase)}`);
    const atClinic = await policyOf(`${page}${iss(clinic.fhirBase)}`);

    expect(atHospital.get('frame-ancestors')).toBe(portal);
    expect(atHospital.get('connect-src')).toBe(`'self' ${hospital.server.origin} ${login}`);
    expect(atClinic.get('frame-ancestors')).toBe("'none'");
    expect(atClinic.get('connect-src')).toBe(`'self' ${clinic.server.origin}`);
  });

  test('that comes back from sign-in belongs to the EHR of its state', async () => {
    const elsewhere = iss(service.clinic.fhirBase).replace('?', '&');

    const policy = await policyOf(`/app/?code=c&state=hospital.random${elsewhere}`);

    expect(policy.get('frame-ancestors')).toBe(portal);
  });

  test.each([
    ['no EHR', () => ''],
    ['an EHR that is not registered', () => iss('https://elsewhere.example/fhir')],
    ['two EHRs', () => `${iss(service.hospital.fhirBase)}&iss=x`],
    ['no address', () => '?iss=;script-src%20*'],
    ['a state without a client', () => '?state=hospital'],
    ['the state of another', () => `?state=other.x&iss=${service.hospital.fhirBase}`],
    ['two states', () => '?state=hospital.x&state=hospital.y'],
  ])('of %s connects to nothing else and is framed by nobody', async (_what, query) => {
    const policy = await policyOf(`/app/${query()}`);

    expect(policy.get('frame-ancestors')).toBe("'none'");
    expect(policy.get('connect-src')).toBe("'self'");
  });

  test('runs nothing but its own scripts and styles, and tells nobody where it is', async () => {
    const { headers } = await get('/app/');
    const policy = await policyOf('/app/');

    expect(policy.get('default-src')).toBe("'none'");
    expect(policy.get('script-src')).toBe("'self'");
    expect(policy.get('style-src')).toBe("'self'");
    expect(policy.get('require-trusted-types-for')).toBe("'script'");
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('permissions-policy')).toContain('geolocation=()');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('names files that are there, and these can be kept', async () => {
    const html = await (await get('/app/launch.html')).text();
    const names = [...html.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(([, name = '']) => name);

    expect(names.length).toBeGreaterThan(1);
    for (const name of names) {
      const { status, headers } = await get(`/app/${name}`);
      expect({ name, status }).toEqual({ name, status: 200 });
      expect(headers.get('cache-control')).toContain('immutable');
    }
  });

  test('without its slash leads to it, with launch and all', async () => {
    const { status, headers } = await get('/app?iss=a&launch=b');

    expect(status).toBe(308);
    expect(headers.get('location')).toBe('./app/?iss=a&launch=b');
  });

  test.each(['/app/other.html', '/app/assets/..%2findex.html', '/app/..%2f..%2fpackage.json'])(
    '%s is none',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );
});

describe('the registration', () => {
  test('is told for a FHIR base, however it is written', async () => {
    const { fhirBase } = service.hospital;

    const answer = await get(`/app/configuration.json${iss(`${fhirBase}/`)}`);

    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      client: 'hospital',
      clientId: 'app-at-hospital',
      fhirServer: fhirBase,
      queries: expect.arrayContaining([
        {
          key: 'patient',
          resourceType: 'Patient',
          path: 'Patient/{{context.patientId}}',
          required: true,
        },
      ]) as unknown,
    });
  });

  test.each([
    ['that nobody registered', () => iss('https://elsewhere.example/fhir')],
    ['beside a registered one', () => iss(`${service.hospital.fhirBase}s`)],
    ['that climbs', () => iss(`${service.hospital.fhirBase}/../x`)],
    ['that is none', () => '?iss=x'],
    ['left out', () => ''],
  ])('is not told for a FHIR base %s', async (_what, query) => {
    const answer = await get(`/app/configuration.json${query()}`);

    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ resourceType: 'OperationOutcome' });
  });
});

test('the words of the knowledge are sent again only where they have changed', async () => {
  const first = await get('/app/knowledge.json');
  const tag = first.headers.get('etag') ?? '';

  // Node's fetch would ask past all caches.
  const headers = { 'if-none-match': tag, 'cache-control': 'max-age=0' };
  const again = await get('/app/knowledge.json', headers);

  expect(await first.json()).toMatchObject({ edition: { id: 'review-2016' } });
  expect(again.status).toBe(304);
});

test('a client that gets the app by a reload has it from then on, and loses it by the next', async () => {
  const bench = await startProductionUnderTest();
  try {
    const path = `/app/${iss(bench.hospital.fhirBase)}`;
    const statusOf = async (): Promise<number> => (await fetch(`${bench.url}${path}`)).status;
    expect(await statusOf()).toBe(404);

    bench.configure({ clients: { hospital: { smartApp: { clientId: 'app' } } } });
    await bench.running.reload();
    expect(await statusOf()).toBe(200);

    bench.configure({});
    await bench.running.reload();
    expect(await statusOf()).toBe(404);
  } finally {
    await bench.stop();
  }
}, 30_000);
