/** The JOSE header, judged before any key is looked up. RFC 7515 4.1; CDS Hooks, Trusting CDS Clients */
import type { ClientAuthentication } from '../../model/configuration.js';
import { isPublicTestAddress, publicTestKeyId } from '../../trust/public-test-client.js';
import { refuse } from './refuse.js';
import type { KeyLocation } from './remote-key-sets.js';
import type { UnverifiedToken } from './bearer-token.js';

/** Which keys the token is to be verified with. */
export type KeyChoice = { readonly kind: 'inline' } | ({ readonly kind: 'remote' } & KeyLocation);

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
 * Throws NOT_AUTHENTICATED: algorithm, unknown-key (no `kid`) or jku.
 */
export function chooseKeys(
  header: UnverifiedToken['header'],
  authentication: ClientAuthentication,
): KeyChoice {
  const { alg, kid, jku } = header;
  if (!authentication.algorithms.some((algorithm) => algorithm === alg)) {
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
  return keys.kind === 'inline'
    ? { kind: 'inline' }
    : { kind: 'remote', url: named ?? keys.url, isPrivate: keys.isPrivate };
}
