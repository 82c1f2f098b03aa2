/** What the authorization server of the sandbox refuses before any page is shown. RFC 6749 section 4.1.2.1. */
import {
  authorize,
  authorizeQuery,
  baseUrl,
  decide,
  fhirBase,
  landing,
  redirectUri,
  startSmartSandbox,
  state,
} from '../support/smart-sandbox.js';

const { app } = startSmartSandbox();

describe('authorization requests', () => {
  test.each([
    ['another client', { client_id: 'other' }],
    ['no client', { client_id: undefined }],
    ['another site', { redirect_uri: 'https://evil.example/app/' }],
    ['another path', { redirect_uri: `${baseUrl}/app/launch.html` }],
    ['another port', { redirect_uri: 'http://127.0.0.1:3001/app/' }],
    ['another protocol', { redirect_uri: 'https://127.0.0.1:3000/app/' }],
    ['a user in front', { redirect_uri: 'http://x@127.0.0.1:3000/app/' }],
    ['a query', { redirect_uri: `${redirectUri}?next=https://evil.example` }],
    ['a fragment', { redirect_uri: `${redirectUri}#x` }],
    ['a path that dots lead to', { redirect_uri: `${baseUrl}/app/x/../` }],
    ['a name that only begins like ours', { redirect_uri: 'http://127.0.0.1.evil.example:3000/' }],
    ['a script', { redirect_uri: 'javascript:alert(1)' }],
    ['none', { redirect_uri: undefined }],
  ])('with %s as address or client lead nowhere', async (_what, changes) => {
    const answer = await authorize(app, authorizeQuery(changes));

    expect(answer.status).toBe(400);
    expect(answer.headers).not.toHaveProperty('location');
    expect(answer.text).toContain('cannot be opened');
    expect(answer.text).not.toContain('evil');
  });

  test('with the address of the app given twice lead nowhere', async () => {
    const query = authorizeQuery();
    query.append('redirect_uri', redirectUri);

    expect((await authorize(app, query)).status).toBe(400);
  });

  test.each(['http://localhost:3000/app/', 'http://[::1]:3000/app/'])(
    'may come back to %s, another name of this machine',
    async (uri) => {
      const query = authorizeQuery({ redirect_uri: uri });
      const answer = await decide(app, query, { patient: 'elm', decision: 'allow' });

      expect(landing(answer).address).toBe(uri);
    },
  );

  test.each([
    ['unsupported_response_type', 'a token wanted', { response_type: 'token' }],
    ['invalid_request', 'no state', { state: undefined }],
    ['invalid_request', 'a long state', { state: 'x'.repeat(2_001) }],
    ['invalid_request', 'a plain challenge', { code_challenge_method: 'plain' }],
    ['invalid_request', 'no method, which means plain', { code_challenge_method: undefined }],
    ['invalid_request', 'no challenge', { code_challenge: undefined }],
    ['invalid_request', 'a challenge that is no digest', { code_challenge: 'short' }],
    ['invalid_request', 'another server', { aud: 'https://r4.smarthealthit.org' }],
    ['invalid_request', 'no server', { aud: undefined }],
    ['invalid_request', 'a server with a query', { aud: `${fhirBase}?x=1` }],
    ['invalid_request', 'a server below ours', { aud: `${fhirBase}/Patient` }],
    ['invalid_request', 'an upload that is gone', { aud: `${baseUrl}/sandbox/uploads/x/fhir` }],
    ['invalid_request', 'an unknown launch', { scope: 'launch', launch: 'x' }],
    ['invalid_scope', 'a launch without its scope', { launch: 'x' }],
    ['invalid_scope', 'no launch', { scope: 'launch patient/*.rs' }],
    ['invalid_scope', 'no patient', { scope: 'patient/*.rs' }],
  ])('are answered with %s for %s', async (error, _what, changes) => {
    const { address, parameters } = landing(await authorize(app, authorizeQuery(changes)));

    expect(address).toBe(redirectUri);
    expect(parameters['error']).toBe(error);
    expect(parameters['state']).toBe('state' in changes ? changes.state : state);
    expect(parameters).not.toHaveProperty('code');
  });

  test.each([`${fhirBase}/`, 'http://localhost:3000/sandbox/fhir'])(
    'may name the server as %s',
    async (aud) => {
      expect((await authorize(app, authorizeQuery({ aud }))).status).toBe(200);
    },
  );
});
