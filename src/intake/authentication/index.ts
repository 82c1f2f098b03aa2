/** Which registered client signed a request. */
export {
  createAuthenticator,
  type Authenticator,
  type AuthenticatorOptions,
} from './authenticator.js';
export { createKeySetMemory, type KeySetMemory } from './remote-key-sets.js';
export {
  createReplayGuard,
  type ReplayAnswer,
  type ReplayGuard,
  type ReplayGuardOptions,
} from './replay-guard.js';
export type { AuthenticatedClient } from './select-client.js';
