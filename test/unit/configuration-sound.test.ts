import { afterAll, describe, expect, test } from '@jest/globals';
import { chmodSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { topicCodes } from '../../src/cards/index.js';
import { loadConfiguration } from '../../src/config/load-configuration.js';
import { editionIds, loadKnowledge } from '../../src/definitions/index.js';
import {
  createFolder,
  ecPrivatePem,
  ecPublicJwk,
  load,
  pseudonymText,
  soundText,
} from '../support/configuration-folder.js';

const folder = createFolder();
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const defaults = {
  fhirAccess: { concurrentRequests: 16, failuresBeforePause: 5, pauseMs: 10_000 },
  cdsHooksVersion: '2.0',
  prefetch: 'prefer',
  mayExplain: false,
  storesComments: false,
  corsOrigins: [],
};

const usualPresentation = {
  linkTypes: ['absolute', 'smart'],
  systemActions: false,
  orderDetail: 'full',
  topicCodes: new Map(),
  actionCodes: new Map(),
};

const usualAuthentication = {
  algorithms: ['RS384', 'ES384'],
  allowedJkus: [],
  clockSkewSeconds: 60,
};

test('a sound configuration is read whole, with every default', () => {
  expect(load(folder, soundText)).toEqual({
    server: {
      host: '127.0.0.1',
      port: 3000,
      baseUrl: 'https://cds.hospital.example/nelm',
      basePath: '/nelm',
      tls: { certificateFile: join(folder, 'tls.pem'), keyFile: join(folder, 'tls.key') },
      trustedProxies: ['10.0.0.5', 'fd00::/64'],
      metrics: { host: '127.0.0.1', port: 9464 },
      shutdownMs: 25_000,
    },
    limits: {
      bodyBytes: 10_485_760,
      receiveMs: 10_000,
      keepAliveMs: 75_000,
      deadlineMs: 3000,
      entries: 20_000,
      pages: 50,
      responseBytes: 20_000_000,
      concurrentRequests: 200,
      concurrentRequestsPerClient: 50,
      concurrentBodyBytes: 134_217_728,
    },
    store: {
      kind: 'sqlite',
      file: join(folder, 'records.sqlite'),
      retention: { issuedCardDays: 400, feedbackDays: 1200, callDays: 400 },
    },
    outbound: {
      certificateAuthorities: readFileSync(join(folder, 'tls.pem'), 'utf8'),
      proxy: {
        url: 'http://proxy.hospital.example:3128',
        credentials: 'user:password',
        bypass: ['fhir.hospital.example'],
      },
    },
    edition: 'review-2016',
    logLevel: 'info',
    pseudonymKey: new TextEncoder().encode(pseudonymText),
    warnings: [],
    clients: [
      {
        ...defaults,
        id: 'first-ehr',
        timeZone: 'Europe/Berlin',
        authentication: {
          ...usualAuthentication,
          issuer: 'https://first.example/fhir',
          audiences: ['https://cds.hospital.example/nelm'],
          keys: { kind: 'remote', url: 'https://first.example/jwks?v=1', isPrivate: false },
          allowedJkus: ['https://first.example/old-jwks'],
        },
        fhirServers: [{ url: 'https://first.example/fhir', isPrivate: false }],
        presentation: {
          ...usualPresentation,
          orderDetail: 'preference-list',
          topicCodes: new Map([['nelmSafetySystemic', { code: 'SAFETY1' }]]),
          actionCodes: new Map<string, unknown>([
            ['scan', [{ system: 'urn:site', code: '17' }]],
            ['referral', 'omit'],
          ]),
        },
      },
      {
        ...defaults,
        id: 'second-ehr',
        timeZone: 'America/New_York',
        prefetch: 'ignore',
        authentication: {
          ...usualAuthentication,
          issuer: 'https://shared.example',
          tenant: 'two',
          audiences: ['nelm'],
          keys: { kind: 'inline', jwks: { keys: [{ ...ecPublicJwk, kid: 'one' }] } },
        },
        fhirServers: [
          {
            url: 'https://10.1.2.3/fhir',
            isPrivate: true,
            backendServices: {
              tokenUrl: 'https://10.1.2.3/token',
              clientId: 'nelm',
              scope: 'system/*.rs',
              algorithm: 'ES384',
              keyId: 'ours',
              privateKey: ecPrivatePem,
            },
          },
        ],
        corsOrigins: ['https://second.example:8443'],
        smartApp: {
          clientId: 'app-at-second',
          frameAncestors: ['https://portal.second.example'],
          authorizationOrigins: ['https://login.second.example'],
        },
        presentation: usualPresentation,
      },
      {
        ...defaults,
        id: 'third-ehr',
        timeZone: 'UTC',
        prefetch: 'only',
        authentication: {
          ...usualAuthentication,
          issuer: 'https://shared.example',
          tenant: 'three',
          audiences: ['nelm'],
          keys: { kind: 'remote', url: 'https://shared.example/jwks', isPrivate: false },
        },
        fhirServers: [],
        presentation: usualPresentation,
      },
    ],
  });
});

test('nothing in a configuration can be changed', () => {
  const configuration = load(folder, soundText);
  const topics = configuration.clients[0]?.presentation.topicCodes as Map<string, unknown>;

  expect(unfrozenPaths(configuration)).toEqual(['.pseudonymKey']);
  expect(() => topics.set('other', {})).toThrow(TypeError);
});

/** Bytes cannot be frozen. */
function unfrozenPaths(value: unknown, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (!Object.isFrozen(value)) return [path];
  const parts = value instanceof Map ? [...value] : Object.entries(value);
  return parts.flatMap(([key, part]) => unfrozenPaths(part, `${path}.${String(key)}`));
}

describe('the environment', () => {
  test('DATABASE_URL names the store where no file is given', () => {
    const text = soundText.replace(
      '  file: ${DATA}/records.sqlite',
      '  retention: { callDays: 9 }',
    );
    const url = 'postgres://user:password@db.example/nelm';

    expect(load(folder, text, { DATABASE_URL: url }).store).toEqual({
      kind: 'postgresql',
      url,
      retention: { issuedCardDays: 400, feedbackDays: 1200, callDays: 9 },
    });
  });

  test('without either, the store is a file beside the configuration', () => {
    const text = soundText.replace('store:\n  file: ${DATA}/records.sqlite\n', '');

    expect(load(folder, text).store).toMatchObject({ file: join(folder, 'nelm-cds.sqlite') });
  });

  test.each([
    ['${TENANT}', 'north'],
    ['a-${TENANT}-${TENANT}', 'a-north-north'],
    ['$${TENANT}', '${TENANT}'],
    ['$TENANT', '$TENANT'],
    ['${NESTED}', '${TENANT}'],
  ])('a tenant written %s is read as %s', (written, read) => {
    const text = soundText.replace('tenant: two', () => `tenant: '${written}'`);
    const { clients } = load(folder, text, { TENANT: 'north', NESTED: '${TENANT}' });

    expect(clients[1]?.authentication.tenant).toBe(read);
  });
});

test('a secret that everyone may read is used, with a warning at its line', () => {
  const own = createFolder();
  chmodSync(join(own, 'pseudonym.key'), 0o644);
  chmodSync(join(own, 'tls.key'), 0o604);

  const { warnings } = load(own, soundText);

  rmSync(own, { recursive: true });
  expect(warnings.map((line) => line.replace(`${own}/`, '').split(': ')[0])).toEqual([
    'nelm-cds.yaml:3:45',
    'nelm-cds.yaml:16:23',
  ]);
});

test('parts may be shared by anchors', () => {
  const text = soundText
    .replace('audiences: [https://cds.hospital.example/nelm]', 'audiences: &all [one, two]')
    .replaceAll('audiences: [nelm]', 'audiences: *all');

  expect(load(folder, text).clients.map(({ authentication }) => authentication.audiences)).toEqual([
    ['one', 'two'],
    ['one', 'two'],
    ['one', 'two'],
  ]);
});

describe('the examples', () => {
  const environment = {
    NELM_DATA: folder,
    NELM_PSEUDONYM_KEY: pseudonymText,
    NELM_PROXY_CREDENTIALS: 'user:password',
    NELM_BACKEND_KEY: ecPrivatePem,
  };
  const { services, edition, queryPlan } = loadKnowledge('.');
  const orderIds = services.flatMap(({ orders }) => orders.map(({ id }) => id));
  const knowledge = {
    editions: editionIds('.'),
    orderIds,
    topicCodes: topicCodes(edition.groups.map(({ id }) => id)) ?? [],
    resourceTypes: queryPlan.map(({ resourceType }) => resourceType),
  };

  test.each([
    ['minimal.yaml', ['hospital-ehr']],
    ['nelm-cds.yaml', ['north-clinic', 'river-hospital', 'own-hospital']],
  ])('%s is sound, without a warning', (name, ids) => {
    const file = join('docs/examples/production', name);
    const { clients, warnings } = loadConfiguration(file, { environment, knowledge });

    expect(clients.map(({ id }) => id)).toEqual(ids);
    expect(warnings).toEqual([]);
  });

  test('nelm-cds.yaml has a code, or none by intent, for every order there is', () => {
    const file = 'docs/examples/production/nelm-cds.yaml';
    const [north] = loadConfiguration(file, { environment, knowledge }).clients;

    expect([...(north?.presentation.actionCodes.keys() ?? [])].sort()).toEqual(
      [...orderIds].sort(),
    );
  });
});
