import {
  readAppAddress,
  readLaunchAddress,
  redirectUri,
  settledAddress,
} from '../../../app/src/launch/app-address.js';
import { beginLaunch } from '../../../app/src/launch/begin-launch.js';
import { requestedScopes } from '../../../app/src/launch/scopes.js';
import { readSmartServer } from '../../../app/src/launch/smart-server.js';
import {
  failureOf,
  iss,
  memory,
  metadata,
  page,
  configuration,
  serverWith,
} from './launch-fixture.js';

describe('The address of the app', () => {
  test.each([
    ['?code=1&state=a.b', 'callback'],
    ['?error=access_denied&state=a.b', 'callback'],
    ['?code=1', 'callback'],
    ['?iss=https://ehr.example/fhir', 'standalone'],
    ['?iss=', 'unexplained'],
    ['', 'unexplained'],
  ])('%s is read as %s', (query, kind) => {
    expect(readAppAddress(new URL(`https://cds.example/app/${query}`)).kind).toBe(kind);
  });

  test('an EHR launch needs the FHIR server and the launch', () => {
    const read = (query: string) =>
      readLaunchAddress(new URL(`https://cds.example/app/launch.html${query}`));

    expect(read('?iss=https://a.example&launch=7')).toEqual({
      iss: 'https://a.example',
      launch: '7',
    });
    expect(read('?iss=https://a.example')).toBeUndefined();
    expect(read('?launch=7')).toBeUndefined();
  });

  test('the redirect URI is the folder of the page, and the settled address has no code', () => {
    expect(redirectUri(page)).toBe('https://cds.example/base/app/');
    expect(settledAddress(new URL('https://cds.example/app/?code=1&state=2#show=met'), iss)).toBe(
      'https://cds.example/app/?iss=https%3A%2F%2Fehr.example%2Ffhir#show=met',
    );
  });
});

test.each([
  [['permission-v2', 'permission-v1'], 'launch patient/Patient.rs patient/Condition.rs'],
  [['permission-v1'], 'launch patient/Patient.read patient/Condition.read'],
  [[], 'launch patient/Patient.read patient/Condition.read'],
])('scopes for capabilities %j are "%s"', (capabilities, scopes) => {
  const { queries } = configuration;

  expect(requestedScopes([...queries, ...queries], capabilities, 'launch')).toBe(scopes);
});

describe('The metadata of an authorization server', () => {
  test.each([
    ['no token endpoint', { ...metadata, token_endpoint: undefined }, /token endpoint/],
    ['a token endpoint without TLS', { ...metadata, token_endpoint: 'http://a.example/' }, /safe/],
    [
      'a loopback endpoint of an EHR elsewhere',
      { ...metadata, token_endpoint: 'http://127.0.0.1/' },
      /safe/,
    ],
    [
      'a javascript address',
      { ...metadata, authorization_endpoint: 'javascript:alert(1)' },
      /safe/,
    ],
    [
      'an address with a password',
      { ...metadata, token_endpoint: 'https://u:p@a.example/' },
      /safe/,
    ],
    ['only plain PKCE', { ...metadata, code_challenge_methods_supported: ['plain'] }, /S256/],
  ])('with %s is refused', (_what, document, words) => {
    expect(() => readSmartServer(document, iss)).toThrow(words);
  });

  test('on this machine may do without TLS', () => {
    const local = {
      authorization_endpoint: 'http://127.0.0.1:3000/authorize',
      token_endpoint: 'http://127.0.0.1:3000/token',
    };

    const { authorizationServer } = readSmartServer(local, 'http://127.0.0.1:3000/fhir');

    expect(authorizationServer.issuer).toBe('http://127.0.0.1:3000/fhir');
  });
});

describe('Beginning a launch', () => {
  test('asks the service first and leads to the authorization page with PKCE, state and audience', async () => {
    const { fetch, asked } = serverWith({});
    const storage = memory();

    const address = new URL(await beginLaunch({ iss, launch: 'l-1' }, { page, fetch, storage }));

    expect(asked.map(({ url }) => new URL(url).pathname)).toEqual([
      '/base/app/configuration.json',
      '/fhir/.well-known/smart-configuration',
    ]);
    const {
      state = '',
      code_challenge: challenge = '',
      ...fixed
    } = Object.fromEntries(address.searchParams);
    expect(address.origin + address.pathname).toBe('https://login.example/authorize');
    expect(fixed).toEqual({
      tenant: '7',
      response_type: 'code',
      client_id: 'nelm-at-north',
      redirect_uri: 'https://cds.example/base/app/',
      scope: 'launch patient/Patient.rs patient/Condition.rs',
      aud: iss,
      launch: 'l-1',
      code_challenge_method: 'S256',
    });
    expect(state).toMatch(/^north\.[A-Za-z0-9_-]{20,}$/);
    expect(challenge).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(storage.kept.size).toBe(1);
    expect([...storage.kept.values()][0]).not.toContain(challenge);
  });

  test('sends nothing to a server that is not registered', async () => {
    const { fetch, asked } = serverWith({ configuration: new Response('', { status: 404 }) });

    const failure = await failureOf(
      beginLaunch({ iss: 'https://evil.example' }, { page, fetch, storage: memory() }),
    );

    expect(failure).toBe('This FHIR server is not registered here.');
    expect(asked.map(({ url }) => new URL(url).host)).toEqual(['cds.example']);
  });

  test('says so where the browser forbids session storage', async () => {
    const { fetch } = serverWith({});
    const forbidden = {
      ...memory(),
      setItem: () => {
        throw new Error('forbidden');
      },
    };

    expect(await failureOf(beginLaunch({ iss }, { page, fetch, storage: forbidden }))).toMatch(
      /does not let the app keep/,
    );
  });
});
