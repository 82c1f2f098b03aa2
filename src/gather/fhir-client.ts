/** GET requests to a FHIR server. https://hl7.org/fhir/R4/http.html */
import { isNestedDeeper, maxDepth } from '../fhir/json-extent.js';
import type { OutboundFailure } from '../model/outbound.js';
import { exchangeJson, failureOf, type ConnectionPool } from '../outbound/index.js';

/** aborted: by the signal. malformed: also a request that cannot be built, such as one whose token no header can hold. */
export type FhirFailure = OutboundFailure | 'aborted';

export type FhirAnswer =
  { readonly outcome: 'answered'; readonly content: unknown } | { readonly outcome: FhirFailure };

export interface FhirGet {
  readonly url: URL;
  readonly accessToken: string | undefined;
  readonly signal: AbortSignal;
}

/** Reads one address. Never rejects. */
export async function getFhir(
  { url, accessToken, signal }: FhirGet,
  pool: ConnectionPool,
): Promise<FhirAnswer> {
  const accept = 'application/fhir+json';
  const headers =
    accessToken === undefined ? { accept } : { accept, authorization: `Bearer ${accessToken}` };
  try {
    const content = await exchangeJson({ url, headers, signal }, pool);
    return isNestedDeeper(content, maxDepth)
      ? { outcome: 'malformed' }
      : { outcome: 'answered', content };
  } catch (error) {
    return { outcome: signal.aborted ? 'aborted' : failureOf(error) };
  }
}
