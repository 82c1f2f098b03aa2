/** The authorization server of a FHIR server. SMART App Launch 2.2, "SMART on FHIR Authorization Metadata". */
import type { AuthorizationServer } from 'oauth4webapi';
import { asList, isObject, type Resource } from '../../../ui/fhir-display.js';
import { AppFailure } from '../failure.js';

export interface SmartServer {
  readonly authorizationServer: AuthorizationServer & {
    readonly authorization_endpoint: string;
    readonly token_endpoint: string;
  };
  readonly capabilities: readonly string[];
}

const advice = 'Ask the administrator of the EHR whether SMART App Launch is switched on.';

/** Rejects with AppFailure where the metadata cannot be had or leads to an unsafe address. */
export async function discoverSmartServer(
  fhirServer: string,
  fetch: typeof globalThis.fetch,
): Promise<SmartServer> {
  if (!isSafeAddress(fhirServer)) {
    throw new AppFailure('The address of the FHIR server is not https.', advice);
  }
  const metadata = await readMetadata(`${fhirServer}/.well-known/smart-configuration`, fetch);
  return readSmartServer(metadata, fhirServer);
}

async function readMetadata(url: string, fetch: typeof globalThis.fetch): Promise<Resource> {
  const unreadable = (cause?: unknown): AppFailure =>
    new AppFailure('The EHR does not tell how to sign in.', advice, { cause });
  const response = await fetch(url, {
    headers: { Accept: 'application/json' },
    credentials: 'omit',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
  }).catch((error: unknown) => {
    throw unreadable(error);
  });
  if (!response.ok) throw unreadable();
  const metadata: unknown = await response.json().catch((error: unknown) => {
    throw unreadable(error);
  });
  if (!isObject(metadata)) throw unreadable();
  return metadata;
}

/** Checks the metadata of a FHIR server. Throws AppFailure where an endpoint is missing or unsafe, or PKCE is refused. */
export function readSmartServer(metadata: Resource, fhirServer: string): SmartServer {
  const authorization = endpoint(metadata, 'authorization_endpoint', fhirServer);
  const token = endpoint(metadata, 'token_endpoint', fhirServer);
  const methods = texts(metadata['code_challenge_methods_supported']);
  if (methods.length > 0 && !methods.includes('S256')) {
    throw new AppFailure('The EHR does not offer the code challenge method S256.', advice);
  }
  const issuer = metadata['issuer'];
  return {
    authorizationServer: {
      // Optional in SMART; then the FHIR server stands for it.
      issuer: typeof issuer === 'string' ? issuer : fhirServer,
      authorization_endpoint: authorization,
      token_endpoint: token,
    },
    capabilities: texts(metadata['capabilities']),
  };
}

function endpoint(metadata: Resource, name: string, fhirServer: string): string {
  const url = metadata[name];
  if (typeof url !== 'string') {
    throw new AppFailure(`The EHR does not name its ${name.replaceAll('_', ' ')}.`, advice);
  }
  const isSafe = isSafeAddress(url) && (url.startsWith('https:') || isLoopback(fhirServer));
  if (!isSafe)
    throw new AppFailure('The EHR names an address for sign-in that is not safe.', advice);
  return url;
}

function texts(value: unknown): readonly string[] {
  return asList(value).filter((text) => typeof text === 'string');
}

/** https, or http on this machine. */
export function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(text));
}

function isLoopback(text: string): boolean {
  const { hostname } = new URL(text);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
