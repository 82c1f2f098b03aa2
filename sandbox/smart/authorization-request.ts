/** Reads and checks an authorization request. RFC 6749 section 4.1.1, RFC 7636 section 4.3, SMART App Launch 2.2. */
import { isSameServer } from '../loopback.js';
import type { AuthorizationRequest } from './authorization-server.js';

export type ReadRequest =
  | {
      readonly kind: 'sound';
      readonly request: AuthorizationRequest;
      /** The launch context; absent where the user is to choose a patient. */
      readonly launch?: string;
    }
  /** To be told to the app, at its own address. */
  | { readonly kind: 'refused'; readonly redirectTo: string }
  /** Nobody can be told but the user: it is not certain whose address it is. */
  | { readonly kind: 'untrusted'; readonly problem: string };

export interface KnownParties {
  readonly clientId: string;
  readonly isRedirectUri: (uri: string) => boolean;
  /** The FHIR base that `aud` names, no trailing slash; undefined when it is none of ours. */
  readonly findFhirBase: (audience: string) => string | undefined;
}

/** base64url of a SHA-256 digest. */
const challengeShape = /^[A-Za-z0-9_-]{43}$/;
const maxLength = 2_000;

/** Reads and checks the query of an authorization request. */
export function readAuthorizationRequest(
  parameters: URLSearchParams,
  known: KnownParties,
): ReadRequest {
  const get = (name: string): string => onlyValue(parameters, name) ?? '';
  const redirectUri = get('redirect_uri');
  if (get('client_id') !== known.clientId) {
    return { kind: 'untrusted', problem: 'No app with this client_id is registered here.' };
  }
  if (!known.isRedirectUri(redirectUri)) {
    return { kind: 'untrusted', problem: 'This redirect_uri is not that of the app.' };
  }
  const [error, description] = findProblem(parameters, get, known) ?? [];
  if (error !== undefined && description !== undefined) {
    const refusal = { error, description, state: get('state') };
    return { kind: 'refused', redirectTo: refusalAddress(redirectUri, refusal) };
  }
  return {
    kind: 'sound',
    request: {
      clientId: known.clientId,
      redirectUri,
      state: get('state'),
      fhirBase: known.findFhirBase(get('aud')) ?? '',
      scope: get('scope'),
      codeChallenge: get('code_challenge'),
    },
    ...(parameters.has('launch') && { launch: get('launch') }),
  };
}

/** A parameter must not be given twice (RFC 6749 section 3.1). */
function onlyValue(parameters: URLSearchParams, name: string): string | undefined {
  const values = parameters.getAll(name);
  return values.length === 1 ? values[0] : undefined;
}

function findProblem(
  parameters: URLSearchParams,
  get: (name: string) => string,
  { findFhirBase }: KnownParties,
): readonly [error: string, description: string] | undefined {
  const names = [...parameters.keys()];
  if (new Set(names).size < names.length) {
    return ['invalid_request', 'A parameter is given twice.'];
  }
  if ([...parameters.values()].some((value) => value.length > maxLength)) {
    return ['invalid_request', 'A parameter is too long.'];
  }
  if (get('response_type') !== 'code') {
    return ['unsupported_response_type', 'response_type must be code.'];
  }
  if (get('state') === '') return ['invalid_request', 'state is missing.'];
  if (get('code_challenge_method') !== 'S256' || !challengeShape.test(get('code_challenge'))) {
    return ['invalid_request', 'A code_challenge by the method S256 is required.'];
  }
  if (findFhirBase(get('aud')) === undefined) {
    return ['invalid_request', 'aud does not name a FHIR server of this sandbox.'];
  }
  const scope = parameters.has('launch') ? 'launch' : 'launch/patient';
  if (!get('scope').split(' ').includes(scope)) {
    return ['invalid_scope', 'The scopes must hold launch (with a launch) or launch/patient.'];
  }
  return undefined;
}

/** RFC 6749 section 4.1.2.1. */
export function refusalAddress(
  redirectUri: string,
  { error, description, state }: { error: string; description: string; state: string },
): string {
  const address = new URL(redirectUri);
  address.searchParams.set('error', error);
  address.searchParams.set('error_description', description);
  if (state !== '') address.searchParams.set('state', state);
  return address.href;
}

/** RFC 6749 section 4.1.2. */
export function answerAddress({ redirectUri, state }: AuthorizationRequest, code: string): string {
  const address = new URL(redirectUri);
  address.searchParams.set('code', code);
  address.searchParams.set('state', state);
  return address.href;
}

/** The address itself, or the same one under another name of this machine. */
export function isSameAddress(uri: string, own: string): boolean {
  if (uri === own) return true;
  if (!URL.canParse(uri)) return false;
  const [given, wanted] = [new URL(uri), new URL(own)];
  // Exactly as the parser writes it: no user, query or fragment, nothing that two parsers could read differently.
  return isSameServer(given, wanted) && uri === `${given.origin}${wanted.pathname}`;
}
