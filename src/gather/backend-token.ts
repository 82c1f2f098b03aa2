/**
 * Access tokens of our own for one FHIR server, by SMART Backend Services: a signed assertion in place of a secret.
 * https://hl7.org/fhir/smart-app-launch/backend-services.html, RFC 7523
 */
import { importPKCS8, SignJWT } from 'jose';
import { isRecord } from '../fhir/resource.js';
import type { BackendServices } from '../model/configuration.js';
import type { FetchJson, JsonRequest, OutboundFailure } from '../model/outbound.js';
import { failureOf } from '../outbound/index.js';

/** What came of asking for a token. key: ours cannot sign. malformed: also JSON without a usable bearer token. */
export type TokenFetchOutcome = 'fetched' | 'key' | OutboundFailure;

export interface BackendTokens {
  /** A token that is still valid for a while; undefined when none can be had. Never rejects. */
  readonly get: () => Promise<string | undefined>;
  /** The server refused this token. */
  readonly forget: (token: string) => void;
}

export interface BackendTokenOptions {
  readonly fetchJson: FetchJson;
  /** The token endpoint may have a private address. */
  readonly isPrivate: boolean;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Told of every request for a token, also of one that could not be sent for want of a key. */
  readonly onTokenFetch: (outcome: TokenFetchOutcome) => void;
}

interface HeldToken {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly usableUntil: number;
}

interface TokenAnswer {
  readonly held?: HeldToken;
  readonly outcome: TokenFetchOutcome;
}

const assertionSeconds = 240;
const pauseMs = 5_000;
const timeoutMs = 5_000;
const maxBytes = 100_000;

/** Asks for a token when one is needed, one request at a time; after a failure not again for five seconds. */
export function createBackendTokens(
  services: BackendServices,
  options: BackendTokenOptions,
): BackendTokens {
  let held: HeldToken | undefined;
  let pending: Promise<string | undefined> | undefined;
  let pausedUntil = 0;
  const nowMs = (): number => options.now().getTime();
  const renew = async (): Promise<string | undefined> => {
    const answer = await requestToken(services, options);
    held = answer.held;
    if (held === undefined) pausedUntil = nowMs() + pauseMs;
    pending = undefined;
    options.onTokenFetch(answer.outcome);
    return held?.token;
  };
  return {
    get: () => {
      if (held !== undefined && nowMs() < held.usableUntil) return Promise.resolve(held.token);
      if (nowMs() < pausedUntil) return Promise.resolve(undefined);
      pending ??= renew();
      return pending;
    },
    forget: (token) => {
      if (held?.token === token) held = undefined;
    },
  };
}

async function requestToken(
  services: BackendServices,
  options: BackendTokenOptions,
): Promise<TokenAnswer> {
  const asked = options.now();
  const assertion = await signAssertion(services, asked, options.newId());
  if (assertion === undefined) return { outcome: 'key' };
  try {
    const answer = await options.fetchJson(tokenRequest(services, assertion, options));
    const held = readToken(answer, asked);
    return held === undefined ? { outcome: 'malformed' } : { held, outcome: 'fetched' };
  } catch (error) {
    return { outcome: failureOf(error) };
  }
}

function tokenRequest(
  services: BackendServices,
  assertion: string,
  { isPrivate }: BackendTokenOptions,
): JsonRequest {
  return {
    url: new URL(services.tokenUrl),
    isPrivate,
    maxBytes,
    timeoutMs,
    form: {
      grant_type: 'client_credentials',
      scope: services.scope,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    },
  };
}

/** Undefined when the key is none for the algorithm. */
async function signAssertion(
  { algorithm, keyId, privateKey, clientId, tokenUrl }: BackendServices,
  at: Date,
  id: string,
): Promise<string | undefined> {
  const issued = Math.floor(at.getTime() / 1000);
  const claims = new SignJWT()
    .setProtectedHeader({ alg: algorithm, kid: keyId, typ: 'JWT' })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(tokenUrl)
    .setJti(id)
    .setIssuedAt(issued)
    .setExpirationTime(issued + assertionSeconds);
  try {
    return await claims.sign(await importPKCS8(privateKey, algorithm));
  } catch {
    return undefined;
  }
}

/**
 * Without `expires_in` the token is used for a minute. Some servers send the number as text. The last half minute (of
 * short lives, half) is not used.
 */
function readToken(answer: unknown, asked: Date): HeldToken | undefined {
  const {
    access_token: token,
    token_type: type,
    expires_in: seconds = 60,
  } = isRecord(answer) ? answer : {};
  const isBearer = typeof type === 'string' && type.toLowerCase() === 'bearer';
  if (typeof token !== 'string' || !isToken.test(token) || !isBearer) return undefined;
  const lifeMs = isSeconds(seconds) ? Number(seconds) * 1000 : 0;
  const usableMs = lifeMs - Math.min(30_000, lifeMs / 2);
  return { token, usableUntil: asked.getTime() + usableMs };
}

function isSeconds(value: unknown): boolean {
  return typeof value === 'string'
    ? /^\d{1,9}$/.test(value)
    : typeof value === 'number' && value > 0;
}

/** b64token of RFC 6750, section 2.1. */
const isToken = /^[A-Za-z0-9\-._~+/]+=*$/;
