/** The configuration as it is written, with the defaults filled in: schemas/configuration.schema.json as types. */
import type { Coding } from '../model/cds-hooks.js';
import type {
  CardPresentation,
  ClientConfiguration,
  Configuration,
  FhirAccessLimits,
  Limits,
  PublicKey,
  Retention,
  SignatureAlgorithm,
} from '../model/configuration.js';

export interface ConfigurationFile {
  readonly server: ServerFile;
  readonly limits: Limits;
  readonly store: StoreFile;
  readonly outbound: OutboundFile;
  readonly knowledge: { readonly edition: string };
  readonly log: { readonly level: Configuration['logLevel'] };
  readonly pseudonymKey: SecretFile;
  readonly clients: readonly ClientFile[];
}

/** Where a secret lies: one of the two. */
export interface SecretFile {
  readonly environment?: string;
  readonly file?: string;
}

export interface ServerFile {
  readonly host: string;
  readonly port: number;
  readonly baseUrl: string;
  readonly basePath?: string;
  readonly tls?: TlsFile;
  readonly trustedProxies: readonly string[];
  readonly metrics?: { readonly host: string; readonly port: number };
  readonly shutdownMs: number;
}

export interface TlsFile {
  readonly certificateFile: string;
  readonly keyFile: string;
}

export interface StoreFile {
  readonly file: string;
  readonly retention: Retention;
}

export interface OutboundFile {
  readonly certificateAuthoritiesFile?: string;
  readonly proxy?: ProxyFile;
}

export interface ProxyFile {
  readonly url: string;
  readonly credentials?: SecretFile;
  readonly bypass: readonly string[];
}

export interface ClientFile extends Pick<
  ClientConfiguration,
  | 'id'
  | 'cdsHooksVersion'
  | 'prefetch'
  | 'timeZone'
  | 'mayExplain'
  | 'storesComments'
  | 'corsOrigins'
  | 'smartApp'
> {
  readonly authentication: AuthenticationFile;
  readonly fhirServers: readonly FhirServerFile[];
  readonly fhirAccess: FhirAccessLimits;
  readonly presentation: PresentationFile;
}

export interface AuthenticationFile {
  readonly issuer: string;
  readonly tenant?: string;
  readonly subject?: string;
  readonly audiences: readonly string[];
  readonly algorithms: readonly SignatureAlgorithm[];
  readonly keys: KeysFile;
  readonly allowedJkus: readonly string[];
  readonly clockSkewSeconds: number;
}

export interface KeysFile {
  readonly jwksUrl?: string;
  readonly private: boolean;
  readonly inline?: readonly PublicKey[];
}

export interface FhirServerFile {
  readonly url: string;
  readonly private: boolean;
  readonly backendServices?: BackendServicesFile;
}

export interface BackendServicesFile {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly scope: string;
  readonly algorithm: SignatureAlgorithm;
  readonly keyId: string;
  readonly privateKey: SecretFile;
}

export interface PresentationFile extends Pick<
  CardPresentation,
  'linkTypes' | 'systemActions' | 'orderDetail' | 'orderCategory'
> {
  readonly topicCodes: Readonly<Record<string, Coding>>;
  readonly orderCodes: Readonly<Record<string, readonly Coding[] | 'omit'>>;
}
