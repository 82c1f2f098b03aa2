/**
 * The authorization server of the sandbox, in memory: launches, codes and tokens of SMART App Launch 2.2
 * (https://hl7.org/fhir/smart-app-launch) with PKCE (RFC 7636, S256 alone). It has one app and no users.
 */
import { createHash } from 'node:crypto';
import { grantedScopes } from './scopes.js';
import { createShortMemory } from './short-memory.js';

/** The chart that is open where an app is launched. */
export interface LaunchContext {
  /** FHIR base, no trailing slash. */
  readonly fhirBase: string;
  readonly patientId: string;
  /** Of the link of the card, for the app alone. https://cds-hooks.hl7.org/#link */
  readonly appContext?: string;
}

/** What a token may do. */
export interface TokenGrant {
  readonly fhirBase: string;
  readonly patientId: string;
  /** Granted scopes, separated by spaces. */
  readonly scope: string;
}

/** An authorization request that has been checked. */
export interface AuthorizationRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string;
  readonly fhirBase: string;
  readonly scope: string;
  readonly codeChallenge: string;
}

export interface TokenResponse {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  /** Seconds. */
  readonly expires_in: number;
  readonly scope: string;
  readonly patient: string;
  readonly need_patient_banner: boolean;
  readonly appContext?: string;
}

export interface CodeExchange {
  readonly code: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly codeVerifier: string;
}

export interface AuthorizationServer {
  /** The id of a launch: a chart is open and an app is about to start. */
  readonly openLaunch: (context: LaunchContext) => string;
  /** The context of a launch at this FHIR base; the launch stays, so that the app can be loaded again. */
  readonly findLaunch: (launch: string, fhirBase: string) => LaunchContext | undefined;
  /** A code that the app can exchange once within a minute. */
  readonly giveCode: (
    request: AuthorizationRequest,
    context: Pick<LaunchContext, 'patientId' | 'appContext'>,
  ) => string;
  /** undefined where anything about the code is wrong. The code is used up then as well; used twice, its token ends. */
  readonly exchangeCode: (exchange: CodeExchange) => TokenResponse | undefined;
  /** A token for the EHR's own calls. */
  readonly giveToken: (grant: TokenGrant, lifeSeconds: number) => string;
  /** What a token may do; undefined when it is unknown or has expired. */
  readonly findToken: (token: string) => TokenGrant | undefined;
}

export interface AuthorizationServerOptions {
  readonly now: () => Date;
  /** Text that nobody can guess. */
  readonly newSecret: () => string;
}

interface KeptCode {
  readonly request: AuthorizationRequest;
  readonly context: Pick<LaunchContext, 'patientId' | 'appContext'>;
  readonly isUsed: boolean;
  /** The token that it was exchanged for. */
  readonly token?: string;
}

const capacity = 1_000;
const launchLifeMs = 15 * 60_000;
const codeLifeMs = 60_000;
const appTokenSeconds = 3_600;

export function createAuthorizationServer(
  options: AuthorizationServerOptions,
): AuthorizationServer {
  const { now, newSecret } = options;
  const launches = createShortMemory<LaunchContext>({ capacity, now });
  const codes = createShortMemory<KeptCode>({ capacity, now });
  const tokens = createShortMemory<TokenGrant>({ capacity, now });

  const giveToken: AuthorizationServer['giveToken'] = (grant, lifeSeconds) => {
    const token = newSecret();
    tokens.keep(token, grant, lifeSeconds * 1_000);
    return token;
  };

  return {
    openLaunch: (context) => {
      const launch = newSecret();
      launches.keep(launch, context, launchLifeMs);
      return launch;
    },
    findLaunch: (launch, fhirBase) => {
      const context = launches.find(launch);
      return context?.fhirBase === fhirBase ? context : undefined;
    },
    giveCode: (request, context) => {
      const code = newSecret();
      codes.keep(code, { request, context, isUsed: false }, codeLifeMs);
      return code;
    },
    exchangeCode: (exchange) => {
      const kept = codes.find(exchange.code);
      if (kept === undefined) return undefined;
      const { request, context } = kept;
      if (kept.token !== undefined) tokens.forget(kept.token);
      const isSound = !kept.isUsed && fits(exchange, request);
      const answer = isSound ? tokenResponse(kept, giveToken) : undefined;
      const token = answer?.access_token;
      const used = { request, context, isUsed: true, ...(token !== undefined && { token }) };
      codes.keep(exchange.code, used, codeLifeMs);
      return answer;
    },
    giveToken,
    findToken: tokens.find,
  };
}

function tokenResponse(
  { request, context }: KeptCode,
  giveToken: AuthorizationServer['giveToken'],
): TokenResponse {
  const { patientId, appContext } = context;
  const { fhirBase } = request;
  const scope = grantedScopes(request.scope);
  return {
    access_token: giveToken({ fhirBase, patientId, scope }, appTokenSeconds),
    token_type: 'Bearer',
    expires_in: appTokenSeconds,
    scope,
    patient: patientId,
    need_patient_banner: true,
    ...(appContext !== undefined && { appContext }),
  };
}

function fits(exchange: CodeExchange, request: AuthorizationRequest): boolean {
  return (
    exchange.clientId === request.clientId &&
    exchange.redirectUri === request.redirectUri &&
    challengeOf(exchange.codeVerifier) === request.codeChallenge
  );
}

/** RFC 7636, section 4.6. */
function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}
