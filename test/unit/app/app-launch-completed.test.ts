import { completeLaunch, type Connection } from '../../../app/src/launch/complete-launch.js';
import { takePendingLaunch } from '../../../app/src/launch/pending-launch.js';
import {
  configuration,
  failureOf,
  iss,
  memory,
  page,
  serverWith,
  tokens,
  type Answers,
} from './launch-fixture.js';

describe('Completing a launch', () => {
  const state = 'north.random';

  function complete(query: string, answers: Answers = {}) {
    const { fetch, asked } = serverWith(answers);
    const pending = { verifier: 'v'.repeat(43), iss };
    const work: Promise<Connection> = completeLaunch(
      new URLSearchParams(query),
      { state, pending },
      { page, fetch, storage: memory() },
    );
    return { work, asked };
  }

  test('exchanges the code with the verifier for a token of one patient', async () => {
    const { work, asked } = complete(`code=c-1&state=${state}`);

    expect(await work).toEqual({
      configuration,
      patientId: 'elm',
      token: 'secret-token',
      expiresInSeconds: 300,
    });
    const body = Object.fromEntries(new URLSearchParams(asked.at(-1)?.body));
    expect(body).toEqual({
      client_id: 'nelm-at-north',
      grant_type: 'authorization_code',
      code: 'c-1',
      code_verifier: 'v'.repeat(43),
      redirect_uri: 'https://cds.example/base/app/',
    });
  });

  test.each<[string, string, Answers, RegExp]>([
    ['was denied', `error=access_denied&state=${state}`, {}, /denied/],
    ['is an error', `error=server_error&state=${state}`, {}, /\(server_error\)/],
    ['is an error of strange words', `error=<b>x</b>&state=${state}`, {}, /in\.$/],
    ['has another state', 'code=c-1&state=north.other', {}, /could not be trusted/],
    ['names another issuer', `code=c-1&state=${state}&iss=https://evil.example`, {}, /trusted/],
    [
      'leads to a refused token',
      `code=c-1&state=${state}`,
      { token: Response.json({ error: 'invalid_grant' }, { status: 400 }) },
      /did not give access/,
    ],
    [
      'leads to a token without a patient',
      `code=c-1&state=${state}`,
      { token: Response.json({ ...tokens, patient: undefined }) },
      /which patient/,
    ],
    [
      'leads to a patient that climbs up the path',
      `code=c-1&state=${state}`,
      { token: Response.json({ ...tokens, patient: '..' }) },
      /which patient/,
    ],
    [
      'belongs to another registration',
      `code=c-1&state=${state}`,
      { configuration: Response.json({ ...configuration, client: 'south' }) },
      /another registration/,
    ],
  ])('fails in words when the answer %s', async (_what, query, answers, words) => {
    const failure = await failureOf(complete(query, answers).work);

    expect(failure).toMatch(words);
    expect(failure).not.toMatch(/c-1|secret-token|<b>/);
  });
});

test('a state can be used once, and an unknown one never', () => {
  const storage = memory();
  storage.setItem('nelm-cds.launch.north.1', JSON.stringify({ verifier: 'v', iss }));

  expect(takePendingLaunch('north.1', storage)).toEqual({ verifier: 'v', iss });
  expect(takePendingLaunch('north.1', storage)).toBeUndefined();
  expect(takePendingLaunch('north.2', storage)).toBeUndefined();
});
