/** The JOSE header, judged before any key is looked up. RFC 7515 4.1; CDS Hooks, Trusting CDS Clients */
import type { ClientAuthentication } from '../../model/configuration.js';
import { isPublicTestAddress, publicTestKeyId } from '../../trust/public-test-client.js';
import type { KeyName } from './read-key-set.js';
import { refuse } from './refuse.js';
import type { KeyLocation } from './remote-key-sets.js';
import type { UnverifiedToken } from './bearer-token.js';

/** Which key the token is to be verified with. */
export interface KeyChoice {
  readonly name: KeyName;
  /** Absent: it is one of the configuration. */
  readonly location?: KeyLocation;
}

/** Throws NOT_AUTHENTICATED: public-test-key. */
export function refusePublicTestKey({ header, claims }: UnverifiedToken): void {
  const isOfSandbox = [header['jku'], claims['iss']].some(
    (address) => typeof address === 'string' && isPublicTestAddress(address),
  );
  if (isOfSandbox || header['kid'] === publicTestKeyId) {
    throw refuse('public-test-key');
  }
}

/**
 * Keys inside the token (`jwk`, `x5c`) and other addresses of keys (`x5u`) are never looked at.
 * Throws NOT_AUTHENTICATED: algorithm, unknown-key (no `kid`), jku or malformed.
 */
export function chooseKeys(
  header: UnverifiedToken['header'],
  authentication: ClientAuthentication,
): KeyChoice {
  const { kid, jku } = header;
  const alg = authentication.algorithms.find((algorithm) => algorithm === header['alg']);
  if (alg === undefined) {
    throw refuse('algorithm');
  }
  if (typeof kid !== 'string' || kid === '') {
    throw refuse('unknown-key');
  }
  const { keys, allowedJkus } = authentication;
  const registered = keys.kind === 'remote' ? [keys.url, ...allowedJkus] : allowedJkus;
  const named = jku === undefined ? undefined : registered.find((url) => url === jku);
  if (jku !== undefined && named === undefined) {
    throw refuse('jku');
  }
  refuseExtensions(header);
  return {
    name: { alg, kid },
    ...(keys.kind === 'remote' && {
      location: { url: named ?? keys.url, isPrivate: keys.isPrivate },
    }),
  };
}

/**
 * Of the extensions that a token can declare critical we understand `b64` alone, which a JWT can only set to true.
 * Throws NOT_AUTHENTICATED: malformed. RFC 7515 4.1.11, RFC 7797 7
 */
function refuseExtensions({ crit, b64 }: UnverifiedToken['header']): void {
  if (crit === undefined) {
    return;
  }
  const names: readonly unknown[] = Array.isArray(crit) ? crit : [];
  if (names.length === 0 || names.some((name) => name !== 'b64') || b64 !== true) {
    throw refuse('malformed');
  }
}
