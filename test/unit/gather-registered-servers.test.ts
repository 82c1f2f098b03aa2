/** Which fhirServer of a request is one that its client has registered. */
import { parseFhirServer } from '../../src/gather/fhir-server.js';
import { createOutbound } from '../../src/outbound/index.js';
import { accessOf, gatherFrom } from '../support/fhir-client-fixture.js';

const register = (...urls: readonly string[]) =>
  accessOf({
    outbound: createOutbound({}),
    fhirServers: urls.map((url) => ({ url, isPrivate: false })),
  });
const access = register('https://ehr.example/api/fhir', 'https://other.example:8443');

/** What a request that needs nothing from the server ends with. */
async function outcomeOf(fhirServer: string, given = access): Promise<unknown> {
  const prefetch = {
    patient: { resourceType: 'Patient', id: 'p1' },
    Observation: null,
    Procedure: null,
    MedicationRequest: null,
  };
  return gatherFrom({ access: given, fhirServer, request: { prefetch } }).then(
    () => 'allowed',
    (error: unknown) => (error as { code?: string }).code,
  );
}

test.each([
  'https://ehr.example/api/fhir',
  'https://ehr.example/api/fhir/',
  'https://ehr.example/api/fhir//',
  'https://EHR.Example:443/api/fhir',
  'HTTPS://ehr.example/api/fhir',
  'https://ｅｈｒ.example/api/fhir',
  'https://other.example:8443',
  'https://other.example:8443/',
  'https://ehr.example/api/fhir/tenant',
  'https://other.example:8443/any/path',
])('%s is at or below a registered server', async (fhirServer) => {
  expect(await outcomeOf(fhirServer)).toBe('allowed');
});

test.each([
  ['another scheme', 'http://ehr.example/api/fhir'],
  ['the port of another scheme', 'https://ehr.example:80/api/fhir'],
  ['another port', 'https://other.example'],
  ['another host', 'https://evil.example/api/fhir'],
  ['a host that begins alike', 'https://ehr.example.evil.example/api/fhir'],
  ['a host that ends alike', 'https://evil-ehr.example/api/fhir'],
  ['a trailing dot', 'https://ehr.example./api/fhir'],
  ['a Cyrillic letter', 'https://ehr.ex\u0430mple/api/fhir'],
  ['its punycode', 'https://ehr.xn--exmple-4nf/api/fhir'],
  ['a soft hyphen in place of a dot', 'https://ehr\u00adexample/api/fhir'],
  ['another case of the path', 'https://ehr.example/api/FHIR'],
  ['an encoded letter of the path', 'https://ehr.example/api/fhi%72'],
  ['less of the path', 'https://ehr.example/api'],
  ['a longer last segment', 'https://ehr.example/api/fhirs'],
  ['a doubled slash', 'https://ehr.example//api/fhir'],
  ['an encoded slash at the end', 'https://other.example:8443/%2F'],
  ['a semicolon', 'https://ehr.example/api/fhir;x'],
  ['an encoded null', 'https://ehr.example/api/fhir%00'],
])('%s is not registered', async (_title, fhirServer) => {
  expect(['FHIR_SERVER_NOT_ALLOWED', 'CDS_REQUEST_INVALID']).toContain(await outcomeOf(fhirServer));
});

test.each([
  ['a user', 'https://user@ehr.example/api/fhir'],
  ['a password', 'https://:x@ehr.example/api/fhir'],
  ['the registered host as user', 'https://ehr.example@evil.example/api/fhir'],
  ['backslashes', 'https://ehr.example\\api\\fhir'],
  ['the registered host as user behind a backslash', 'https://evil.example\\@ehr.example/api/fhir'],
  ['dots that climb', 'https://ehr.example/x/../api/fhir'],
  ['encoded dots that climb', 'https://ehr.example/x/%2E%2e/api/fhir'],
  ['half encoded dots that climb', 'https://ehr.example/x/.%2e/api/fhir'],
  ['an encoded slash', 'https://ehr.example/api%2Ffhir'],
  ['an encoded backslash', 'https://ehr.example/api%5cfhir'],
  ['a tab', 'https://ehr.example/api\t/fhir'],
  ['a line break', 'https://ehr.exa\nmple/api/fhir'],
  ['a space before it', ' https://ehr.example/api/fhir'],
  ['a query', 'https://ehr.example/api/fhir?x'],
  ['a fragment', 'https://ehr.example/api/fhir#x'],
])('%s makes it malformed', async (_title, fhirServer) => {
  expect(await outcomeOf(fhirServer)).toBe('CDS_REQUEST_INVALID');
});

test('a server registered over http is nobody', async () => {
  const fhirServer = 'http://ehr.example/fhir';

  expect(parseFhirServer(fhirServer)).toEqual({ origin: 'http://ehr.example', basePath: '/fhir' });
  expect(await outcomeOf(fhirServer, register(fhirServer))).toBe('FHIR_SERVER_NOT_ALLOWED');
});

test('of two registrations above an address, the nearest one holds', async () => {
  const opened: string[] = [];
  const nested = accessOf({
    outbound: {
      ...createOutbound({}),
      openPool: ({ isPrivate }) => {
        opened.push(isPrivate ? 'private' : 'public');
        return createOutbound({}).openPool({
          isPrivate,
          maxResponseBytes: 1000,
          maxConnections: 1,
        });
      },
    },
    fhirServers: [
      { url: 'https://127.0.0.1:9/fhir', isPrivate: false },
      { url: 'https://127.0.0.1:9/fhir/inner', isPrivate: true },
    ],
  });
  const signal = AbortSignal.timeout(2000);

  const reader = nested.open(new URL('https://127.0.0.1:9/fhir/inner/tenant'), {
    accessToken: undefined,
    signal,
  });
  await reader?.read(new URL('https://127.0.0.1:9/fhir/inner/tenant/Patient/p1'));
  reader?.close();

  expect(opened).toEqual(['private']);
});
