/**
 * The configuration of production mode once read, checked and completed: every default is filled in, every secret and
 * path resolved. How it is written down says schemas/configuration.schema.json; src/config reads it.
 */
import type { Coding, Link } from './cds-hooks.js';

export interface Configuration {
  readonly server: ServerConfiguration;
  readonly limits: Limits;
  readonly store: StoreConfiguration;
  readonly outbound: OutboundConfiguration;
  readonly clients: readonly ClientConfiguration[];
  /** Id of the edition of the criteria that is served. */
  readonly edition: string;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  /** Key of the HMAC that makes pseudonyms of patient ids and hook instances; at least 32 bytes. */
  readonly pseudonymKey: Uint8Array;
  /** What is doubtful, but was no reason to refuse: `file:line:column: sentence`, to be logged at the start. */
  readonly warnings: readonly string[];
}

export interface ServerConfiguration {
  readonly host: string;
  readonly port: number;
  /** Public address of the service: https, no trailing slash. */
  readonly baseUrl: string;
  /** Path below which requests arrive at this process: empty, or with a leading and without a trailing slash. */
  readonly basePath: string;
  /** Absolute paths of PEM files; absent where a trusted proxy ends TLS. */
  readonly tls?: { readonly certificateFile: string; readonly keyFile: string };
  /** Addresses and CIDR ranges of the proxies that end TLS; empty when `tls` is given and no proxy stands in front. */
  readonly trustedProxies: readonly string[];
  /** Own address of /metrics; absent where it is served beside everything else. */
  readonly metrics?: { readonly host: string; readonly port: number };
  /** How long requests in flight may take to finish after a stop was asked for. */
  readonly shutdownMs: number;
}

export interface Limits {
  /** Of a request body once inflated. */
  readonly bodyBytes: number;
  /** How long a client may take to send its request. */
  readonly receiveMs: number;
  /** How long a connection without a request is kept. */
  readonly keepAliveMs: number;
  /** From the arrival of a request: fetching, key look-up included, must be over by then. */
  readonly deadlineMs: number;
  /** Resources in one request's prefetch, and in one answer that is fetched. */
  readonly entries: number;
  /** Pages of one fetched answer. */
  readonly pages: number;
  /** Of one page of a fetched answer. */
  readonly responseBytes: number;
  /** Requests worked on at the same time, all clients together; more are answered 503. */
  readonly concurrentRequests: number;
  /** Requests of one client worked on at the same time; more are answered 429. */
  readonly concurrentRequestsPerClient: number;
  /** Of all request bodies held at the same time; requests beyond it are answered 503. */
  readonly concurrentBodyBytes: number;
}

export type StoreConfiguration = StoreLocation & {
  readonly retention: Retention;
};

export type StoreLocation =
  | { readonly kind: 'sqlite'; /** Absolute path, or `:memory:`. */ readonly file: string }
  | {
      readonly kind: 'postgresql';
      /** With credentials: never shown or logged. */ readonly url: string;
    };

/** After how many days records are removed. */
export interface Retention {
  readonly issuedCardDays: number;
  readonly feedbackDays: number;
  readonly callDays: number;
}

export interface OutboundConfiguration {
  /** PEM certificates trusted beside the usual ones. */
  readonly certificateAuthorities?: string;
  /** HTTP proxy for connections to the outside. */
  readonly proxy?: {
    /** Without credentials. */
    readonly url: string;
    /** `user:password`; never shown or logged. */
    readonly credentials?: string;
    /** Host names that are reached directly. */
    readonly bypass: readonly string[];
  };
}

/** An EHR (or one tenant of it) that may call the service. */
export interface ClientConfiguration {
  readonly id: string;
  readonly authentication: ClientAuthentication;
  readonly fhirServers: readonly FhirServerConfiguration[];
  readonly fhirAccess: FhirAccessLimits;
  /** `1.x`: a prefetch value of null means "not supplied", not "none". */
  readonly cdsHooksVersion: '1.x' | '2.0' | '3.0';
  /** prefer: fetch what the prefetch lacks. only: never fetch. ignore: always fetch; discovery offers no templates. */
  readonly prefetch: 'prefer' | 'only' | 'ignore';
  /** IANA name; calendar days are counted in it. */
  readonly timeZone: string;
  readonly mayExplain: boolean;
  /** Whether comments of users may be kept with their feedback. */
  readonly storesComments: boolean;
  /** Web origins whose pages may call the services for this client. */
  readonly corsOrigins: readonly string[];
  readonly presentation: CardPresentation;
  /** Absent where the SMART app is not registered with the EHR. */
  readonly smartApp?: SmartAppConfiguration;
}

/** The SMART app as it is registered with the EHR of a client. */
export interface SmartAppConfiguration {
  readonly clientId: string;
  /** https origins whose pages may frame the app. */
  readonly frameAncestors: readonly string[];
  /** https origins of token endpoints that are not on the origin of a FHIR server. */
  readonly authorizationOrigins: readonly string[];
}

/** Asymmetric only. https://www.iana.org/assignments/jose/jose.xhtml */
export type SignatureAlgorithm =
  'RS384' | 'ES384' | 'RS256' | 'RS512' | 'ES256' | 'ES512' | 'PS256' | 'PS384' | 'PS512' | 'EdDSA';

export interface ClientAuthentication {
  /** Compared literally with `iss`. */
  readonly issuer: string;
  /** Compared with the claim `tenant`; several clients of one issuer are told apart by it. */
  readonly tenant?: string;
  /** Compared with the claim `sub` where given. */
  readonly subject?: string;
  /** Compared literally with `aud`: one of them must be in it. */
  readonly audiences: readonly string[];
  readonly algorithms: readonly SignatureAlgorithm[];
  readonly keys: ClientKeys;
  /** Values that the header `jku` may have; compared literally. A token without `jku` is verified with `keys`. */
  readonly allowedJkus: readonly string[];
  /** For exp, nbf and iat. */
  readonly clockSkewSeconds: number;
}

export type ClientKeys =
  | { readonly kind: 'inline'; readonly jwks: { readonly keys: readonly PublicKey[] } }
  | {
      readonly kind: 'remote';
      readonly url: string;
      /** The key server may have a private address. */
      readonly isPrivate: boolean;
    };

/** A public JSON Web Key (RFC 7517). */
export type PublicKey = Readonly<Record<string, unknown>> & {
  readonly kty: string;
  readonly kid: string;
};

export interface FhirServerConfiguration {
  /** Base URL, no trailing slash. */
  readonly url: string;
  /** Has a private address (an EHR in the hospital's own network). */
  readonly isPrivate: boolean;
  readonly backendServices?: BackendServices;
}

/** SMART Backend Services: our own access to a FHIR server, for requests that bring no access token. */
export interface BackendServices {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly scope: string;
  readonly algorithm: SignatureAlgorithm;
  readonly keyId: string;
  /** PKCS #8 PEM; never shown or logged. */
  readonly privateKey: string;
}

export interface FhirAccessLimits {
  /** FHIR requests of one client under way at the same time. */
  readonly concurrentRequests: number;
  /** After so many failures in a row nothing is asked of a server for `pauseMs`. */
  readonly failuresBeforePause: number;
  readonly pauseMs: number;
}

/** How cards are shaped for one client, after they have been made. */
export interface CardPresentation {
  readonly linkTypes: readonly Link['type'][];
  /** Whether the client takes systemActions. */
  readonly systemActions: boolean;
  /** Our topic code -> what the client knows it as. */
  readonly topicCodes: ReadonlyMap<string, Coding>;
  /** Id of an order -> the client's codes for it, or 'omit' where it has none. */
  readonly actionCodes: ReadonlyMap<string, readonly Coding[] | 'omit'>;
  /**
   * full: the client's codes before ours, category and text. preference-list: exactly one code of the client; all else
   * comes from its preference list.
   */
  readonly orderDetail: 'full' | 'preference-list';
  /** Replaces the category of orders where given. */
  readonly orderCategory?: Coding;
}
