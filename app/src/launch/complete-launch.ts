/** The way back from the authorization server: checks the answer and exchanges the code for a token. */
import {
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  AuthorizationResponseError,
  customFetch,
  None,
  processAuthorizationCodeResponse,
  validateAuthResponse,
  type Client,
  type TokenEndpointResponse,
} from 'oauth4webapi';
import type { AppConfiguration } from '../../../src/model/smart-app.js';
import { isSubstitutableId } from '../chart/fhir-address.js';
import { AppFailure } from '../failure.js';
import { redirectUri } from './app-address.js';
import { readAppConfiguration } from './app-configuration.js';
import type { LaunchEnvironment } from './begin-launch.js';
import { clientOfState, type PendingLaunch } from './pending-launch.js';
import { discoverSmartServer, type SmartServer } from './smart-server.js';

/** A chart that the app may read. The token lives here, in memory, and nowhere else. */
export interface Connection {
  readonly configuration: AppConfiguration;
  readonly patientId: string;
  readonly token: string;
  /** How long the token works, in seconds; absent where the EHR does not say. */
  readonly expiresInSeconds?: number;
}

const startAgain = 'Start the app again from the patient’s chart.';

/** Rejects with AppFailure: refused, not ours, expired, or without a patient. */
export async function completeLaunch(
  parameters: URLSearchParams,
  { state, pending }: { readonly state: string; readonly pending: PendingLaunch },
  environment: LaunchEnvironment,
): Promise<Connection> {
  const { fetch, page } = environment;
  const configuration = await readAppConfiguration(pending.iss, redirectUri(page), fetch);
  if (clientOfState(state) !== configuration.client) {
    throw new AppFailure('The answer of the EHR belongs to another registration.', startAgain);
  }
  const server = await discoverSmartServer(configuration.fhirServer, fetch);
  const client: Client = { client_id: configuration.clientId };
  const answer = checkAnswer(parameters, { server, client, state });
  const tokens = await exchange(answer, { server, client, pending, environment });
  return readConnection(tokens, configuration);
}

interface Asked {
  readonly server: SmartServer;
  readonly client: Client;
  readonly state: string;
}

function checkAnswer(
  parameters: URLSearchParams,
  { server, client, state }: Asked,
): URLSearchParams {
  try {
    return validateAuthResponse(server.authorizationServer, client, parameters, state);
  } catch (error) {
    if (error instanceof AuthorizationResponseError) throw refusal(error);
    throw new AppFailure('The answer of the EHR could not be trusted.', startAgain, {
      cause: error,
    });
  }
}

function refusal(error: AuthorizationResponseError): AppFailure {
  if (error.error === 'access_denied') {
    return new AppFailure('Access to the chart was denied.', `${startAgain} Nothing was read.`);
  }
  // A code from the standard is a word; anything else is not repeated.
  const code = /^[a-z_]{1,40}$/.test(error.error) ? ` (${error.error})` : '';
  return new AppFailure(`The EHR did not let the app in${code}.`, startAgain);
}

interface Exchange {
  readonly server: SmartServer;
  readonly client: Client;
  readonly pending: PendingLaunch;
  readonly environment: LaunchEnvironment;
}

async function exchange(
  answer: URLSearchParams,
  { server, client, pending, environment }: Exchange,
): Promise<TokenEndpointResponse> {
  const { authorizationServer } = server;
  try {
    const response = await authorizationCodeGrantRequest(
      authorizationServer,
      client,
      None(),
      answer,
      redirectUri(environment.page),
      pending.verifier,
      {
        [customFetch]: (url, init) =>
          environment.fetch(url, { ...init, credentials: 'omit', referrerPolicy: 'no-referrer' }),
        // Discovery has let http through on this machine only.
        [allowInsecureRequests]: authorizationServer.token_endpoint.startsWith('http:'),
      },
    );
    return await processAuthorizationCodeResponse(authorizationServer, client, response);
  } catch (error) {
    throw new AppFailure('The EHR did not give access to the chart.', startAgain, { cause: error });
  }
}

function readConnection(
  tokens: TokenEndpointResponse,
  configuration: AppConfiguration,
): Connection {
  const { patient, access_token: token, token_type: type, expires_in: expires } = tokens;
  if (type !== 'bearer') {
    throw new AppFailure('The EHR gave a kind of access that this app cannot use.', startAgain);
  }
  if (typeof patient !== 'string' || !isSubstitutableId(patient)) {
    throw new AppFailure('The EHR did not say which patient is open.', startAgain);
  }
  return {
    configuration,
    patientId: patient,
    token,
    ...(expires !== undefined && { expiresInSeconds: expires }),
  };
}
