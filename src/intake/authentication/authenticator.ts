/** Who calls: from the Authorization header to a registered client. CDS Hooks 3.0.0, Trusting CDS Clients */
import { createHash, type KeyObject } from 'node:crypto';
import { AppError } from '../../errors/app-error.js';
import type { KeyFetchOutcome } from '../../model/authentication.js';
import type { TokenUse } from '../../model/audit.js';
import type { ClientAuthentication, ClientKeys } from '../../model/configuration.js';
import type { FetchJson } from '../../model/outbound.js';
import { readBearerToken, type UnverifiedToken } from './bearer-token.js';
import { checkClaims, type TokenIdentity } from './check-claims.js';
import { chooseKeys, refusePublicTestKey, type KeyChoice } from './check-header.js';
import { readKeySet, type FindKey } from './read-key-set.js';
import { refuse } from './refuse.js';
import { createRemoteKeySets, type KeySetMemory } from './remote-key-sets.js';
import type { ReplayGuard } from './replay-guard.js';
import { selectClient, type AuthenticatedClient } from './select-client.js';
import { verifySignature } from './verify-signature.js';

export interface AuthenticatorOptions {
  readonly now: () => Date;
  readonly fetchJson: FetchJson;
  readonly replayGuard: ReplayGuard;
  /** Called for each fetch of a key set, with the id of the client whose request made it. */
  readonly onKeyFetch: (clientId: string, outcome: KeyFetchOutcome) => void;
  /** Key sets that outlive this authenticator. */
  readonly memory?: KeySetMemory;
}

export interface Authenticator<Client> {
  /**
   * The client that signed the request; each token is accepted once. Takes the value of a header that came exactly
   * once. Throws NOT_AUTHENTICATED, whose details are for logs and metrics alone.
   */
  readonly authenticate: (authorizationHeader: string | undefined) => Promise<Client>;
}

/** One authenticator at a time: each has key sets of its own unless it is given some. */
export function createAuthenticator<Client extends AuthenticatedClient>(
  clients: readonly Client[],
  options: AuthenticatorOptions,
): Authenticator<Client> {
  const findKey = createKeySearch(clients, options);

  /** Claims are judged after the signature, so that only a client learns (in its operator's log) what is wrong. */
  async function verify(token: UnverifiedToken, client: Client): Promise<void> {
    const { authentication } = client;
    const at = options.now();
    const choice = chooseKeys(token.header, authentication);
    verifySignature(token, choice.name.alg, await findKey(client, choice));
    const identity = checkClaims(token.claims, authentication, at);
    const answer = await options.replayGuard(toTokenUse(authentication, identity));
    if (answer !== 'first') {
      throw refuse(answer === 'used' ? 'replayed' : 'replay-memory-full');
    }
  }

  return {
    authenticate: async (authorizationHeader) => {
      const token = readBearerToken(authorizationHeader);
      refusePublicTestKey(token);
      const client = selectClient(clients, token.claims);
      try {
        await verify(token, client);
      } catch (error) {
        throw error instanceof AppError ? namingClient(error, client.id) : error;
      }
      return client;
    },
  };
}

function createKeySearch<Client extends AuthenticatedClient>(
  clients: readonly Client[],
  options: AuthenticatorOptions,
): (client: Client, choice: KeyChoice) => Promise<KeyObject> {
  const findRemoteKey = createRemoteKeySets(options);
  const inlineKeys = new Map(
    clients.map(({ id, authentication }) => [id, readInlineKeys(authentication.keys)]),
  );
  return async ({ id }, { name, location }) =>
    location === undefined
      ? keyOrRefusal(await inlineKeys.get(id)?.(name))
      : findRemoteKey(name, location, (outcome) => {
          options.onKeyFetch(id, outcome);
        });
}

function readInlineKeys(keys: ClientKeys): FindKey | undefined {
  return keys.kind === 'inline' ? readKeySet(keys.jwks) : undefined;
}

function keyOrRefusal(key: KeyObject | undefined): KeyObject {
  if (key === undefined) {
    throw refuse('unknown-key');
  }
  return key;
}

/** Tenants of one issuer share its ids of tokens. */
function toTokenUse(
  { issuer }: ClientAuthentication,
  { jti, usableUntil }: TokenIdentity,
): TokenUse {
  return {
    key: createHash('sha256').update(`${issuer}\n${jti}`).digest('base64url'),
    expiresAt: new Date(usableUntil * 1000).toISOString(),
  };
}

function namingClient({ code, details }: AppError, clientId: string): AppError {
  return new AppError(code, { ...details, clientId });
}
