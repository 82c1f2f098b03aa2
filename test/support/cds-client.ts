/**
 * An EHR that signs its CDS Hooks requests: a key pair, its key set, its registration and its tokens. Signed with
 * node:crypto, so that tests can make tokens that no JWT library would.
 */
import {
  constants,
  generateKeyPairSync,
  randomUUID,
  sign,
  type KeyObject,
  type SignKeyObjectInput,
} from 'node:crypto';
import { plainPresentation } from '../../src/cards/index.js';
import type {
  ClientAuthentication,
  ClientConfiguration,
  PublicKey,
  SignatureAlgorithm,
} from '../../src/model/configuration.js';

export interface CdsClientOptions {
  readonly id?: string;
  readonly algorithm?: SignatureAlgorithm;
  readonly keyId?: string;
  /** Over the defaults of the registration. */
  readonly authentication?: Partial<ClientAuthentication>;
  readonly configuration?: Partial<Omit<ClientConfiguration, 'authentication'>>;
  /** For iat, nbf and exp; the real clock where absent. */
  readonly now?: () => Date;
}

/** Replaces parts of header and claims; a part that is `undefined` is left out of the token. */
export interface TokenOverrides {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
}

export interface CdsClient {
  readonly configuration: ClientConfiguration;
  readonly jwks: { readonly keys: readonly PublicKey[] };
  readonly privateKey: KeyObject;
  /** A compact JWT, valid for five minutes unless the overrides say otherwise. Each has its own jti. */
  readonly sign: (overrides?: TokenOverrides) => string;
  /** The value of an Authorization header with such a token. */
  readonly authorization: (overrides?: TokenOverrides) => string;
}

/** A registered client with keys of its own, inline unless `authentication.keys` says otherwise. */
export function createCdsClient(options: CdsClientOptions = {}): CdsClient {
  const { id = 'hospital', algorithm = 'ES384', now = () => new Date() } = options;
  const keyId = options.keyId ?? `${id}-key`;
  const { publicKey, privateKey } = generateKeys(algorithm);
  const jwk = publicKey.export({ format: 'jwk' });
  const jwks = { keys: [{ ...jwk, kty: String(jwk.kty), kid: keyId, alg: algorithm }] };
  const authentication: ClientAuthentication = {
    issuer: `https://${id}.example/fhir`,
    audiences: [`https://cds.example/cds-services`],
    algorithms: [algorithm],
    keys: { kind: 'inline', jwks },
    allowedJkus: [],
    clockSkewSeconds: 30,
    ...options.authentication,
  };
  const signToken = ({ header, claims }: TokenOverrides = {}): string =>
    signCompact(
      { alg: algorithm, kid: keyId, typ: 'JWT', ...header },
      { ...defaultClaims(authentication, now()), ...claims },
      { algorithm, privateKey },
    );
  return {
    configuration: { ...defaultConfiguration(id), ...options.configuration, authentication },
    jwks,
    privateKey,
    sign: signToken,
    authorization: (overrides) => `Bearer ${signToken(overrides)}`,
  };
}

/** A compact JWT of any header and claims, signed as `algorithm` says whatever the header says. */
export function signCompact(
  header: unknown,
  claims: unknown,
  key: { readonly algorithm: SignatureAlgorithm; readonly privateKey: KeyObject },
): string {
  const signed = `${encodeSegment(header)}.${encodeSegment(claims)}`;
  const digest = key.algorithm === 'EdDSA' ? null : `sha${key.algorithm.slice(-3)}`;
  const signature = sign(
    digest,
    Buffer.from(signed),
    signingKey(key.algorithm, key.privateKey),
  ).toString('base64url');
  return `${signed}.${signature}`;
}

/** base64url of the JSON; a text is taken as it is. */
export function encodeSegment(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return Buffer.from(text).toString('base64url');
}

function defaultClaims(
  authentication: ClientAuthentication,
  at: Date,
): Readonly<Record<string, unknown>> {
  const seconds = Math.floor(at.getTime() / 1000);
  return {
    iss: authentication.issuer,
    aud: authentication.audiences[0],
    sub: authentication.subject,
    tenant: authentication.tenant,
    iat: seconds,
    exp: seconds + 300,
    jti: randomUUID(),
  };
}

function defaultConfiguration(id: string): Omit<ClientConfiguration, 'authentication'> {
  return {
    id,
    fhirServers: [{ url: `https://${id}.example/fhir`, isPrivate: false }],
    fhirAccess: { concurrentRequests: 8, failuresBeforePause: 5, pauseMs: 10_000 },
    cdsHooksVersion: '2.0',
    prefetch: 'prefer',
    timeZone: 'Europe/Berlin',
    mayExplain: false,
    storesComments: false,
    corsOrigins: [],
    presentation: plainPresentation,
  };
}

function generateKeys(algorithm: SignatureAlgorithm): {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
} {
  if (algorithm === 'EdDSA') {
    return generateKeyPairSync('ed25519');
  }
  return algorithm.startsWith('ES')
    ? generateKeyPairSync('ec', { namedCurve: `P-${algorithm.slice(-3).replace('512', '521')}` })
    : generateKeyPairSync('rsa', { modulusLength: 2048 });
}

function signingKey(algorithm: SignatureAlgorithm, key: KeyObject): SignKeyObjectInput {
  if (algorithm.startsWith('ES')) {
    return { key, dsaEncoding: 'ieee-p1363' };
  }
  return algorithm.startsWith('PS')
    ? {
        key,
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
      }
    : { key };
}
