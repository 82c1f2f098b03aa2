/** A client in the manner of Meld: the user's OAuth token in the place of a JWT, no expires_in, an empty prefetch. */
import type { RunningSandbox } from '../../src/sandbox-mode.js';
import { sandboxAppClientId } from '../../sandbox/index.js';
import { startSandboxUnderTest } from '../support/sandbox-service.js';
import { challenge, verifier } from '../support/smart-sandbox.js';

let sandbox: RunningSandbox;

beforeAll(async () => {
  sandbox = await startSandboxUnderTest();
}, 30_000);

afterAll(() => sandbox.stop());

/** The token that the user's own session has at the sandbox's authorization server. */
async function userToken(patient: string): Promise<string> {
  const { url } = sandbox;
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: sandboxAppClientId,
    redirect_uri: `${url}/app/`,
    scope: 'launch/patient patient/*.read user/*.read',
    state: 'x.y',
    aud: `${url}/sandbox/fhir`,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  });
  const allowed = await fetch(`${url}/sandbox/auth/authorize?${query.toString()}`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ patient, decision: 'allow' }),
  });
  const code = new URL(allowed.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const answer = await fetch(`${url}/sandbox/auth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: sandboxAppClientId,
      redirect_uri: `${url}/app/`,
      code,
      code_verifier: verifier,
    }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

function callAs(token: string): Promise<Response> {
  return fetch(`${sandbox.url}/cds-services/nelm-patient-view`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: JSON.stringify({
      hookInstance: 'pW3kQ9sZ1mT7vB5nX2cL8dF6gH4jR0yUeIoAqSwDzEfRtGyHuJiKoLpMnBvCxZaQ',
      hook: 'patient-view',
      fhirServer: `${sandbox.url}/sandbox/fhir`,
      fhirAuthorization: {
        access_token: token,
        token_type: 'Bearer',
        scope: 'patient/*.read user/*.read',
        subject: 'patient-view',
      },
      context: { userId: 'Practitioner/example', patientId: 'elm' },
      prefetch: {},
    }),
  });
}

test('gets cards from the chart that the service reads with its token', async () => {
  const response = await callAs(await userToken('elm'));
  const { cards } = (await response.json()) as { cards: { summary: string }[] };

  expect(response.status).toBe(200);
  expect(cards[0]?.summary).toContain('SSTR imaging would settle');
});

test('is told that the chart could not be read when the token is not known', async () => {
  const response = await callAs('made-up');

  expect(response.status).toBe(412);
});
