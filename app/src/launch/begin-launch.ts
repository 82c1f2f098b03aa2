/** Sends the browser to the EHR's authorization server: code flow with PKCE (S256). */
import {
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomState,
} from 'oauth4webapi';
import type { AppConfiguration } from '../../../src/model/smart-app.js';
import { AppFailure } from '../failure.js';
import { redirectUri } from './app-address.js';
import { readAppConfiguration } from './app-configuration.js';
import { keepPendingLaunch, type LaunchStorage } from './pending-launch.js';
import { requestedScopes } from './scopes.js';
import { discoverSmartServer, type SmartServer } from './smart-server.js';

export interface LaunchEnvironment {
  /** The address of this page. */
  readonly page: URL;
  readonly fetch: typeof globalThis.fetch;
  readonly storage: LaunchStorage;
}

export interface LaunchRequest {
  readonly iss: string;
  /** The launch context of an EHR; without it the user chooses the patient there. */
  readonly launch?: string;
}

/** The address of the authorization page, with everything prepared for the way back. Rejects with AppFailure. */
export async function beginLaunch(
  request: LaunchRequest,
  { page, fetch, storage }: LaunchEnvironment,
): Promise<string> {
  const configuration = await readAppConfiguration(request.iss, redirectUri(page), fetch);
  const server = await discoverSmartServer(configuration.fhirServer, fetch);
  const state = `${configuration.client}.${generateRandomState()}`;
  const verifier = generateRandomCodeVerifier();
  const challenge = await calculatePKCECodeChallenge(verifier);
  try {
    keepPendingLaunch(state, { verifier, iss: configuration.fhirServer }, storage);
  } catch (error) {
    throw new AppFailure(
      'This browser does not let the app keep the state of signing in.',
      'Allow session storage for this site, or open the app in a window of its own.',
      { cause: error },
    );
  }
  return authorizationAddress({ request, configuration, server, page, state, challenge });
}

interface AuthorizationAddress {
  readonly request: LaunchRequest;
  readonly configuration: AppConfiguration;
  readonly server: SmartServer;
  readonly page: URL;
  readonly state: string;
  readonly challenge: string;
}

function authorizationAddress(parts: AuthorizationAddress): string {
  const { request, configuration, server, page, state, challenge } = parts;
  const launchScope = request.launch === undefined ? 'launch/patient' : 'launch';
  const url = new URL(server.authorizationServer.authorization_endpoint);
  const parameters = {
    response_type: 'code',
    client_id: configuration.clientId,
    redirect_uri: redirectUri(page),
    scope: requestedScopes(configuration.queries, server.capabilities, launchScope),
    state,
    aud: configuration.fhirServer,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...(request.launch !== undefined && { launch: request.launch }),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}
