/**
 * GET requests to one FHIR server through fhir-kit-client. Its errors hold the patient's URL and the answer's body, so
 * none of them gets out of here.
 */
import { Client } from 'fhir-kit-client';
import { isNestedDeeper, maxDepth } from '../fhir/json-extent.js';
import type { OutboundFailure } from '../model/outbound.js';
import { watchFailure, type ConnectionPool } from '../outbound/index.js';

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
  const { dispatcher, failure } = watchFailure(pool.dispatcher);
  const client = new Client({
    baseUrl: url.origin,
    customHeaders: { 'accept-encoding': 'identity' },
    requestOptions: { redirect: 'error', dispatcher },
    ...(accessToken !== undefined && { bearerToken: accessToken }),
  });
  try {
    const answer = await client.request(url.href, { options: { signal } });
    if (failure() !== undefined || isNestedDeeper(answer, maxDepth)) {
      return { outcome: failure() ?? 'malformed' };
    }
    // The client hangs the request, with its token, on the answer as hidden properties; a copy leaves them behind.
    return { outcome: 'answered', content: { ...answer } };
  } catch {
    return { outcome: signal.aborted ? 'aborted' : (failure() ?? 'malformed') };
  }
}
