/**
 * GET requests to one FHIR server through fhir-kit-client, with what that client lacks: no redirects, a cap on the size
 * of an answer, one deadline. Its errors hold the patient's URL and the answer's body, so none of them gets out of here.
 */
import { Client } from 'fhir-kit-client';
import { Agent, errors, type Dispatcher } from 'undici';
import type { FhirServer } from './fhir-server.js';

export interface FhirReader {
  /** The parsed JSON answer; undefined for every failure (status, network, deadline, size, not JSON). */
  readonly read: (url: URL) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

export interface ReaderOptions {
  readonly accessToken: string | undefined;
  readonly maxResponseBytes: number;
  readonly signal: AbortSignal;
}

/** Opens connections to a server that has been found allowed; `close` ends them all. */
export function openFhirReader(server: FhirServer, options: ReaderOptions): FhirReader {
  const agent = new Agent({ maxResponseSize: options.maxResponseBytes });
  const client = new Client({
    baseUrl: `${server.origin}${server.basePath}`,
    // Compression would let a small answer unpack to any size after the cap.
    customHeaders: { 'accept-encoding': 'identity' },
    requestOptions: { redirect: 'error', dispatcher: agent.compose(refuseCompressed) },
    ...(options.accessToken !== undefined && { bearerToken: options.accessToken }),
  });
  return {
    read: (url) => readJson(client, url, options.signal),
    close: () => agent.destroy(),
  };
}

async function readJson(client: Client, url: URL, signal: AbortSignal): Promise<unknown> {
  try {
    const answer = await client.request(url.href, { options: { signal } });
    // The client hangs the request, with its token, on the answer as hidden properties; a copy leaves them behind.
    return { ...answer };
  } catch {
    return undefined;
  }
}

const refuseCompressed: Dispatcher.DispatcherComposeInterceptor =
  (dispatch) => (options, handler) =>
    dispatch(options, {
      onRequestStart: (...given) => handler.onRequestStart?.(...given),
      onRequestUpgrade: (...given) => handler.onRequestUpgrade?.(...given),
      onResponseData: (...given) => handler.onResponseData?.(...given),
      onResponseEnd: (...given) => handler.onResponseEnd?.(...given),
      onResponseError: (...given) => handler.onResponseError?.(...given),
      onResponseStart: (controller, status, headers, message) => {
        const encoding = headers['content-encoding'] ?? 'identity';
        if (encoding === 'identity') {
          handler.onResponseStart?.(controller, status, headers, message);
        } else {
          controller.abort(new errors.NotSupportedError('compressed answer'));
        }
      },
    });
