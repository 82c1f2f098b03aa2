/**
 * GET requests to one FHIR server through fhir-kit-client. Its errors hold the patient's URL and the answer's body, so
 * none of them gets out of here.
 */
import { Client } from 'fhir-kit-client';
import { isNestedDeeper } from '../fhir/nested-deeper.js';
import { isRecord } from '../fhir/resource.js';
import { watchFailure, type ConnectionPool, type OutboundFailure } from '../outbound/index.js';

/**
 * unauthorized: 401. refused: another status that says no to this request. unreadable: an answer that is none (no JSON, too large, too deep,
 * redirect, compressed), or a request that cannot be built. overloaded: 429 or 5xx. forbidden: an address that must not be
 * connected to. unreachable: no answer. aborted: by the signal.
 */
export type FhirFailure =
  | 'unauthorized'
  | 'refused'
  | 'unreadable'
  | 'overloaded'
  | 'forbidden'
  | 'unreachable'
  | 'aborted';

export type FhirAnswer =
  { readonly outcome: 'answered'; readonly content: unknown } | { readonly outcome: FhirFailure };

export interface FhirGet {
  readonly url: URL;
  readonly accessToken: string | undefined;
  readonly signal: AbortSignal;
}

/** FHIR stays far below; deeper answers could only exhaust the stack of whatever walks them. */
const maxDepth = 200;

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
    if (isNestedDeeper(answer, maxDepth)) return { outcome: 'unreadable' };
    // The client hangs the request, with its token, on the answer as hidden properties; a copy leaves them behind.
    return { outcome: 'answered', content: { ...answer } };
  } catch (error) {
    return { outcome: signal.aborted ? 'aborted' : (judgeStatus(error) ?? judge(failure())) };
  }
}

function judge(failure: OutboundFailure | undefined): FhirFailure {
  switch (failure) {
    case 'address':
      return 'forbidden';
    case 'network':
    case 'timeout':
      return 'unreachable';
    case 'answer':
    case 'too-large':
    case undefined:
      return 'unreadable';
  }
}

/** What the client says of an answer it had; undefined when it had none. */
function judgeStatus(error: unknown): FhirFailure | undefined {
  const response = isRecord(error) ? error['response'] : undefined;
  const status = isRecord(response) ? response['status'] : undefined;
  if (typeof status !== 'number') return undefined;
  if (status === 429 || status >= 500) return 'overloaded';
  if (status === 401) return 'unauthorized';
  return status >= 400 ? 'refused' : 'unreadable';
}
