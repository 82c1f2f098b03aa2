import { nextPageUrl, parseFhirServer, queryUrl } from '../../src/gather/fhir-server.js';

const server = { origin: 'https://ehr.example', basePath: '/api/fhir' };

describe('the fhirServer of a request', () => {
  test.each([
    ['https://ehr.example/api/fhir', '/api/fhir'],
    ['https://ehr.example/api/fhir/', '/api/fhir'],
    ['https://EHR.example:443/api/fhir', '/api/fhir'],
    ['https://ehr.example', ''],
  ])('%s is normalised', (given, basePath) => {
    expect(parseFhirServer(given)).toEqual({ origin: 'https://ehr.example', basePath });
  });

  test.each([
    [''],
    ['ehr.example/fhir'],
    ['/fhir'],
    ['ftp://ehr.example/fhir'],
    ['file:///etc/passwd'],
    ['https://user:secret@ehr.example/fhir'],
    ['https://ehr.example/fhir?x=1'],
    ['https://ehr.example/fhir#part'],
    ['https://'],
    ['https://ehr.example/x/../api/fhir'],
    ['https://ehr.example/x/%2e%2E/api/fhir'],
    ['https://ehr.example\\api\\fhir'],
    ['https://ehr.example/api%2Ffhir'],
    ['https://ehr.example/api\n/fhir'],
    [' https://ehr.example/api/fhir'],
  ])('%j is refused as malformed', (given) => {
    expect(() => parseFhirServer(given)).toThrow(
      expect.objectContaining({ code: 'CDS_REQUEST_INVALID' }) as Error,
    );
  });
});

describe('the address of a query', () => {
  test('has the bare patient id and an encoded bar, commas as they are', () => {
    const path =
      'Observation?patient={{context.patientId}}&code=http://loinc.org|1-8,http://loinc.org|2-6';

    expect(queryUrl(server, 'Patient/{{context.patientId}}', 'a_b~1')?.pathname).toMatch(/a_b~1$/);
    expect(queryUrl(server, path, 'a.b-1')?.href).toBe(
      'https://ehr.example/api/fhir/Observation?patient=a.b-1&code=http://loinc.org%7C1-8,http://loinc.org%7C2-6',
    );
  });

  test('takes ids longer than 64 characters, up to 256', () => {
    expect(queryUrl(server, 'Patient/{{context.patientId}}', 'e'.repeat(256))?.pathname).toBe(
      `/api/fhir/Patient/${'e'.repeat(256)}`,
    );
  });

  test.each([
    ['../../admin'],
    ['..'],
    ['.'],
    ['a/b'],
    ['a?b'],
    ['a&b=c'],
    ['a b'],
    ['%2e%2e'],
    ['a|b'],
    [''],
    ['e'.repeat(257)],
    ['1\n'],
  ])('the patient id %j is refused', (id) => {
    expect(() => queryUrl(server, 'Patient/{{context.patientId}}', id)).toThrow(
      expect.objectContaining({ code: 'CDS_REQUEST_INVALID' }) as Error,
    );
  });

  test('a token that nothing fills makes no address', () => {
    expect(queryUrl(server, 'Observation?encounter={{context.encounterId}}', '1')).toBeUndefined();
  });
});

describe('the address of a next page', () => {
  test.each([
    [
      'https://ehr.example/api/fhir/Condition?page=2',
      'https://ehr.example/api/fhir/Condition?page=2',
    ],
    ['https://ehr.example:443/api/fhir?_getpages=1', 'https://ehr.example/api/fhir?_getpages=1'],
    ['HTTPS://EHR.example/api/fhir/x#frag', 'https://ehr.example/api/fhir/x'],
    ['Condition?page=2', 'https://ehr.example/api/fhir/Condition?page=2'],
    ['?page=2', 'https://ehr.example/api/fhir/?page=2'],
    ['/api/fhir/Condition?a=..', 'https://ehr.example/api/fhir/Condition?a=..'],
  ])('%s is followed', (link, url) => {
    expect(nextPageUrl(server, link)?.href).toBe(url);
  });

  test.each([
    ['https://evil.example/api/fhir/Condition?page=2'],
    ['//evil.example/api/fhir/Condition'],
    ['http://ehr.example/api/fhir/Condition'],
    ['https://ehr.example:8443/api/fhir/Condition'],
    ['https://ehr.example.evil.example/api/fhir/Condition'],
    ['https://ehr.example@evil.example/api/fhir/Condition'],
    ['https://user:x@ehr.example/api/fhir/Condition'],
    ['https://ehr.example/api/fhirevil/Condition'],
    ['https://ehr.example/other/Condition'],
    ['https://ehr.example/api/other?_getpages=1'],
    ['https://ehr.example/api/FHIR/Condition'],
    ['https://ehr.example/api/fh%69r/Condition'],
    ['https://ehr.example./api/fhir/Condition'],
    ['https://ehr.ex\u0430mple/api/fhir/Condition'],
    ['https://ehr.example//api/fhir/Condition'],
    ['/api/fhir/.\t./admin'],
    ['\\\\evil.example\\api\\fhir'],
    ['https://ehr.example/api/fhir/../admin'],
    ['https://ehr.example/api/fhir/%2e%2e/admin'],
    ['https://ehr.example/api/fhir/..%2fadmin'],
    ['https://ehr.example/api/fhir\\..\\admin'],
    ['https://ehr.example/api/fhir/a%2F..'],
    ['/Condition?page=2'],
    ['javascript:alert(1)'],
    ['https://'],
    [''],
  ])('%j is not followed', (link) => {
    expect(nextPageUrl(server, link)).toBeUndefined();
  });
});
