/** Codes and tokens of the sandbox. RFC 6749 sections 4.1.3 and 5, RFC 7636; CDS Hooks, "Passing the Access Token". */
import request from 'supertest';
import { expectOutcome } from '../support/sandbox-fhir-fixture.js';
import {
  authorize,
  authorizeQuery,
  codeFor,
  exchange,
  fhirBase,
  landing,
  launchOf,
  startSmartSandbox,
} from '../support/smart-sandbox.js';

const { app, passMs } = startSmartSandbox();
const minuteMs = 60_000;

describe('codes', () => {
  test('work once; used again, they also end the token', async () => {
    const code = await codeFor(app, 'elm');
    const first = await exchange(app, { code });
    const { access_token: token } = first.body as { access_token: string };
    const read = () =>
      request(app).get('/sandbox/fhir/Patient/elm').set('Authorization', `Bearer ${token}`);
    const before = await read();

    const second = await exchange(app, { code });
    const after = await read();

    expect(first.status).toBe(200);
    expect(before.status).toBe(200);
    expect(second.status).toBe(400);
    expect(second.body).toEqual({ error: 'invalid_grant' });
    expect(second.headers['cache-control']).toBe('no-store');
    expect(after.status).toBe(401);
  });

  test.each([
    ['another verifier', { code_verifier: 'x'.repeat(43) }],
    ['the challenge as verifier', { code_verifier: authorizeQuery().get('code_challenge') ?? '' }],
    ['another address', { redirect_uri: 'http://localhost:3000/app/' }],
  ])('are refused with %s, and used up by it', async (_what, changes) => {
    const code = await codeFor(app, 'elm');

    const wrong = await exchange(app, { code, ...changes });
    const right = await exchange(app, { code });

    expect([wrong.status, right.status]).toEqual([400, 400]);
    expect(wrong.body).toEqual({ error: 'invalid_grant' });
    expect(right.body).toEqual({ error: 'invalid_grant' });
  });

  test('last a minute', async () => {
    const [early, late] = [await codeFor(app, 'elm'), await codeFor(app, 'elm')];

    passMs(minuteMs - 1);
    const inTime = await exchange(app, { code: early });
    passMs(1);
    const tooLate = await exchange(app, { code: late });

    expect(inTime.status).toBe(200);
    expect(tooLate.body).toEqual({ error: 'invalid_grant' });
  });

  test('are pushed out by a thousand newer ones', async () => {
    const launch = await launchOf(app, 'elm');
    const newCode = async () =>
      landing(await authorize(app, authorizeQuery({ scope: 'launch', launch }))).parameters['code'];
    const [oldest, next] = [await newCode(), await newCode()];
    for (let count = 0; count < 999; count += 1) await newCode();

    expect((await exchange(app, { code: oldest })).body).toEqual({ error: 'invalid_grant' });
    expect((await exchange(app, { code: next })).status).toBe(200);
  }, 30_000);

  test.each([
    ['unsupported_grant_type', { grant_type: 'password' }],
    ['unsupported_grant_type', { grant_type: 'refresh_token' }],
    ['invalid_request', { grant_type: undefined }],
    ['invalid_request', { code: undefined }],
    ['invalid_request', { code_verifier: undefined }],
    ['invalid_request', { redirect_uri: undefined }],
    ['invalid_request', { client_id: undefined }],
    ['invalid_client', { client_id: 'other' }],
    ['invalid_grant', { code: 'made-up' }],
  ])('%s is the answer to %p', async (error, changes) => {
    const answer = await exchange(app, { code: await codeFor(app, 'elm'), ...changes });

    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ error });
  });

  test('are not taken as JSON, nor from the address', async () => {
    const code = await codeFor(app, 'elm');
    const asJson = await request(app)
      .post(`/sandbox/auth/token?grant_type=authorization_code&code=${code}`)
      .send({ grant_type: 'authorization_code', code });
    const read = await request(app).get('/sandbox/auth/token');

    expect(asJson.body).toEqual({ error: 'invalid_request' });
    expect(read.status).toBe(405);
  });
});

describe('the token that the mock EHR sends along with a call', () => {
  const path = '/sandbox/ehr/access-token';

  test('is a whole fhirAuthorization for five minutes, for pages of the same origin', async () => {
    const answer = await request(app)
      .post(path)
      .set('Origin', 'https://elsewhere.example')
      .send({ fhirServer: 'http://localhost:3000/sandbox/fhir', patient: 'elm' });
    const preflight = await request(app).options(path).set('Origin', 'https://elsewhere.example');
    const { access_token: token } = answer.body as { access_token: string };
    const read = () =>
      request(app)
        .get('/sandbox/fhir/Condition?patient=elm')
        .set('Authorization', `Bearer ${token}`);

    expect(answer.body).toMatchObject({
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'patient/*.rs',
      subject: expect.any(String) as string,
      patient: 'elm',
    });
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    expect(preflight.headers).not.toHaveProperty('access-control-allow-origin');
    passMs(300_000 - 1);
    expect((await read()).status).toBe(200);
    passMs(1);
    expect((await read()).status).toBe(401);
  });

  test.each([
    ['another server', { fhirServer: 'https://ehr.example/fhir', patient: 'elm' }, 'invalid'],
    ['no server', { patient: 'elm' }, 'invalid'],
    ['an unknown patient', { fhirServer: fhirBase, patient: 'nobody' }, 'not-found'],
    ['an object as patient', { fhirServer: fhirBase, patient: {} }, 'not-found'],
  ])('is not issued for %s', async (_what, body, code) => {
    const answer = await request(app).post(path).send(body);

    expect(answer.status).toBe(400);
    expectOutcome(answer.body, code);
  });

  test('is not issued to a form, which any page could send', async () => {
    const answer = await request(app).post(path).type('form').send({ fhirServer: fhirBase });

    expect(answer.status).toBe(415);
  });
});
