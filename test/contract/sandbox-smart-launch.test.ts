/** The sandbox as a SMART-enabled EHR. SMART App Launch 2.2, RFC 6749, RFC 7636. */
import type { CapabilityStatement } from 'fhir/r4.js';
import request from 'supertest';
import {
  authorize,
  authorizeQuery,
  baseUrl,
  decide,
  exchange,
  landing,
  launchOf,
  launchPath,
  launchUrl,
  redirectUri,
  startSmartSandbox,
  state,
} from '../support/smart-sandbox.js';

const { app, passMs } = startSmartSandbox();
const minuteMs = 60_000;

describe('what the EHR tells about itself', () => {
  test('the SMART configuration names the endpoints, S256 alone, and no issuer', async () => {
    const answer = await request(app).get('/sandbox/fhir/.well-known/smart-configuration');

    expect(answer.status).toBe(200);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(answer.body).toMatchObject({
      authorization_endpoint: `${baseUrl}/sandbox/auth/authorize`,
      token_endpoint: `${baseUrl}/sandbox/auth/token`,
      grant_types_supported: ['authorization_code'],
      code_challenge_methods_supported: ['S256'],
    });
    expect(answer.body).not.toHaveProperty('issuer');
    expect((answer.body as { capabilities: string[] }).capabilities.sort()).toEqual([
      'client-public',
      'context-banner',
      'context-ehr-patient',
      'context-standalone-patient',
      'launch-ehr',
      'launch-standalone',
      'permission-patient',
      'permission-user',
      'permission-v1',
      'permission-v2',
    ]);
  });

  test('the capability statement names the same endpoints', async () => {
    const answer = await request(app).get('/sandbox/fhir/metadata');
    const security = (answer.body as CapabilityStatement).rest?.[0]?.security;

    expect(security?.extension?.[0]?.extension).toEqual([
      { url: 'authorize', valueUri: `${baseUrl}/sandbox/auth/authorize` },
      { url: 'token', valueUri: `${baseUrl}/sandbox/auth/token` },
    ]);
    expect(security?.service?.[0]?.coding?.[0]?.code).toBe('SMART-on-FHIR');
  });
});

describe('an app launched from a chart', () => {
  const scope = 'launch patient/Condition.rs';

  test('gets a code at once, and a token for that patient', async () => {
    const launch = await launchOf(app, 'elm', { appContext: 'pathway=prrt' });

    const answer = await authorize(app, authorizeQuery({ scope, launch }));
    const { address, parameters } = landing(answer);
    const token = await exchange(app, { code: parameters['code'] });

    expect(answer.status).toBe(302);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(address).toBe(redirectUri);
    expect(parameters['state']).toBe(state);
    expect(token.status).toBe(200);
    expect(token.headers['cache-control']).toBe('no-store');
    expect(token.headers['access-control-allow-origin']).toBe('*');
    expect(token.body).toEqual({
      access_token: expect.stringMatching(/^[\w-]{43}$/) as string,
      token_type: 'Bearer',
      expires_in: 3600,
      scope,
      patient: 'elm',
      need_patient_banner: true,
      appContext: 'pathway=prrt',
    });
  });

  test('may be loaded again while the launch lasts, a quarter of an hour', async () => {
    const launch = await launchOf(app, 'elm');
    const query = authorizeQuery({ scope, launch });

    passMs(15 * minuteMs - 1);
    const first = landing(await authorize(app, query)).parameters;
    const second = landing(await authorize(app, query)).parameters;
    passMs(1);
    const late = landing(await authorize(app, query)).parameters;

    expect(first['code']).toMatch(/^[\w-]{43}$/);
    expect(second['code']).toMatch(/^[\w-]{43}$/);
    expect(late).toMatchObject({ error: 'invalid_request', state });
  });

  test.each([
    ['no address of the app', { parameters: { patient: 'elm' } }],
    ['a script as address', { launch_url: 'javascript:alert(1)', parameters: { patient: 'elm' } }],
    ['no patient', { launch_url: launchUrl, parameters: {} }],
    ['no parameters', { launch_url: launchUrl }],
    ['an unknown patient', { launch_url: launchUrl, parameters: { patient: 'nobody' } }],
    ['a list as patient', { launch_url: launchUrl, parameters: { patient: ['elm'] } }],
    [
      'a context without end',
      { launch_url: launchUrl, parameters: { patient: 'elm', appContext: 'x'.repeat(10_001) } },
    ],
    ['a list as body', []],
  ])('a launch with %s is not prepared', async (_what, body) => {
    const answer = await request(app).post(launchPath).send(body);

    expect(answer.status).toBe(400);
    expect((answer.body as { resourceType: string }).resourceType).toBe('OperationOutcome');
    expect(answer.headers['access-control-allow-origin']).toBe('*');
  });

  test('the preflight of a launch from another origin is answered', async () => {
    const answer = await request(app)
      .options(launchPath)
      .set('Origin', 'https://sandbox.cds-hooks.org')
      .set('Access-Control-Request-Headers', 'authorization,content-type');

    expect(answer.status).toBe(204);
    expect(answer.headers['access-control-allow-headers']).toContain('Authorization');
  });
});

describe('an app that starts by itself', () => {
  test('shows a page with all patients, without script, that may lead back to the app', async () => {
    const answer = await authorize(app, authorizeQuery({ scope: 'launch/patient patient/*.rs' }));

    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    const policy = answer.headers['content-security-policy'];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`form-action 'self' ${baseUrl};`);
    expect(policy).toContain("frame-ancestors 'self'");
    expect(answer.text.match(/<option /g)).toHaveLength(50);
    expect(answer.text).not.toContain('<script');
  });

  test('gets the patient whom the user chooses', async () => {
    const answer = await decide(app, authorizeQuery(), { patient: 'jasmine', decision: 'allow' });
    const token = await exchange(app, { code: landing(answer).parameters['code'] });

    expect(token.body).toMatchObject({ patient: 'jasmine', scope: 'launch/patient patient/*.rs' });
  });

  test('is told which of its scopes were granted', async () => {
    const scope =
      'launch/patient openid offline_access patient/Observation.cruds patient/Coverage.rs patient/Condition.u';
    const answer = await decide(app, authorizeQuery({ scope }), {
      patient: 'elm',
      decision: 'allow',
    });
    const token = await exchange(app, { code: landing(answer).parameters['code'] });

    expect(token.body).toMatchObject({ scope: 'launch/patient patient/Observation.crs' });
  });

  test.each([
    ['denies', { patient: 'elm', decision: 'deny' }],
    ['decides nothing', { patient: 'elm', decision: '' }],
    ['names nobody of the list', { patient: 'nobody', decision: 'allow' }],
  ])('is told so when the user %s', async (_what, form) => {
    const { address, parameters } = landing(await decide(app, authorizeQuery(), form));

    expect(address).toBe(redirectUri);
    expect(parameters).toMatchObject({ error: 'access_denied', state });
    expect(parameters).not.toHaveProperty('code');
  });
});
