/** The FHIR servers of the sandbox: that of the synthetic patients, and one for each uploaded chart. */
import type { SandboxFhirStore } from './fhir-server/index.js';
import { isSameServer } from './loopback.js';

export interface ListedPatient {
  readonly id: string;
  readonly name: string;
  /** One line saying what the patient shows. */
  readonly story: string;
}

export interface FhirSite {
  /** Its FHIR base at the public base URL, no trailing slash. Known once the service listens. */
  readonly base: () => string;
  readonly store: SandboxFhirStore;
  readonly patients: readonly ListedPatient[];
}

/** The server that an address names; undefined when it is none of ours, or gone. */
export type FindFhirSite = (address: string) => FhirSite | undefined;

/**
 * The path of an address below the base URL, without trailing slash, when it is on this server under whatever of its
 * names; undefined for any other address, and for one with a user, a query or a fragment.
 */
export function pathBelow(baseUrl: string, address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const [url, base] = [new URL(address), new URL(baseUrl)];
  const prefix = base.pathname.replace(/\/$/, '');
  const isPlain = address.replace(/\/$/, '') === `${url.origin}${url.pathname}`.replace(/\/$/, '');
  if (!isPlain || !isSameServer(url, base) || !url.pathname.startsWith(`${prefix}/`)) {
    return undefined;
  }
  return url.pathname.slice(prefix.length).replace(/\/$/, '');
}
