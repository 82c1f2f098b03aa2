/** Production mode with markers in every part of every request, and all that comes back from it. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { FakeEhr } from '../fake-ehr.js';
import type { TokenOverrides } from '../cds-client.js';
import {
  startProductionUnderTest,
  type ProductionOptions,
  type ProductionUnderTest,
} from '../production-service.js';
import { markedBirthDate, markedChart, markedFigure, markedPatientId } from './marked-chart.js';
import { rawExchange } from './raw-exchange.js';
import { createTraceSearch, marker, type TraceSearch } from './traces.js';

type Json = Readonly<Record<string, unknown>>;

export interface Answer {
  readonly status: number;
  /** Status line and headers. */
  readonly head: string;
  readonly body: string;
  /** Of the error catalogue. */
  readonly code: string | undefined;
}

export interface Sending {
  readonly as?: FakeEhr | null;
  readonly token?: TokenOverrides;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** The service and its EHRs, wherever it runs. */
export interface ServiceWithEhrs extends Pick<ProductionUnderTest, 'url' | 'hospital' | 'clinic'> {
  readonly running: Pick<ProductionUnderTest['running'], 'address'>;
}

export interface PrivacyBench {
  readonly service: ServiceWithEhrs;
  readonly search: TraceSearch;
  readonly send: (path: string, sending?: Sending) => Promise<Answer>;
  /** Bytes on a connection of their own; what comes back until it ends. */
  readonly sendRaw: (...parts: readonly string[]) => Promise<Answer>;
  /** A header with a token that is remembered as a secret. */
  readonly authorization: (as: FakeEhr, token?: TokenOverrides) => string;
  readonly request: (changes?: Json, ehr?: FakeEhr) => Json;
  readonly answers: readonly Answer[];
  /** Turns the clock of the service on. */
  readonly advance: (milliseconds: number) => void;
  /** Makes the pipeline fail, as by a fault of ours, until told otherwise. */
  readonly failPipeline: (fails: boolean) => void;
}

export const markedHeaders: Readonly<Record<string, string>> = {
  'user-agent': marker('user-agent'),
  'x-request-id': marker('x-request-id'),
  'x-correlation-id': marker('correlation'),
  referer: `https://${marker('referer')}.example/`,
  origin: `https://${marker('origin')}.example`,
  cookie: `session=${marker('cookie')}`,
  'x-forwarded-for': marker('forwarded-for'),
  forwarded: `for=${marker('forwarded')}`,
  traceparent: marker('traceparent'),
  accept: `application/json;${marker('accept')}=1`,
  'accept-language': marker('accept-language'),
};

export interface PrivacyBenchInProcess extends PrivacyBench {
  readonly service: ProductionUnderTest;
  readonly databaseFile: string;
}

/** A service in this process, with a clock that can be turned on and made to fail. */
export async function startPrivacyBench(
  options: ProductionOptions = {},
): Promise<PrivacyBenchInProcess> {
  let offsetMs = 0;
  let isFailing = false;
  const now = (): Date => {
    if (isFailing && isAskedBy('/src/pipeline.')) throw new TypeError(faultMessage);
    return new Date(Date.now() + offsetMs);
  };
  const service = await startProductionUnderTest({ now, ...options });
  const bench = createPrivacyBench(service);
  bench.search.add(pseudonymKey);
  return {
    ...bench,
    service,
    databaseFile: join(service.folder, 'nelm-cds.sqlite'),
    advance: (milliseconds) => {
      offsetMs += milliseconds;
    },
    failPipeline: (fails) => {
      isFailing = fails;
    },
  };
}

/** For a service whose clock is the real one. */
export function createPrivacyBench(service: ServiceWithEhrs): PrivacyBench {
  const search = createTraceSearch();
  search.add(markedBirthDate, markedFigure);
  const answers: Answer[] = [];
  const chart = markedChart('elm', new Date());
  const authorization: PrivacyBench['authorization'] = (as, token = {}) => {
    const header = as.client.authorization({
      ...token,
      claims: { jti: marker(`jti-${randomUUID()}`), ...token.claims },
    });
    search.add(header, ...header.replace('Bearer ', '').split('.'));
    return header;
  };
  const keep = (answer: Answer): Answer => {
    answers.push(answer);
    return answer;
  };
  return {
    service,
    search,
    answers,
    authorization,
    send: async (path, { as = service.hospital, token, ...sending } = {}) => {
      const { body, method = body === undefined ? 'GET' : 'POST', signal } = sending;
      const response = await fetch(`${service.url}${path}?${marker('query')}=${marker('value')}`, {
        method,
        redirect: 'manual',
        headers: {
          ...markedHeaders,
          ...(as !== null && { authorization: authorization(as, token) }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...sending.headers,
        },
        ...(body !== undefined && { body: toBody(body) }),
        ...(signal !== undefined && { signal }),
      });
      return keep(await readAnswer(response));
    },
    sendRaw: async (...parts) =>
      keep(toAnswer(await rawExchange(service.running.address.port, parts))),
    request: (changes = {}, ehr = service.hospital) => ({
      ...markedRequest(ehr.fhirBase, chart[0]),
      ...changes,
    }),
    advance: () => undefined,
    failPipeline: () => undefined,
  };
}

const pseudonymKey = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Lines that look like frames of our own must not make it into the log either. */
const faultMessage = `${marker('fault')}\n    at f (/src/${marker('frame')}.ts:1:1)\n    at g (/src/x.ts:1:1)`;

function isAskedBy(file: string): boolean {
  return new Error('who asks').stack?.split('\n').slice(2, 4).join().includes(file) ?? false;
}

function markedRequest(fhirServer: string, patient: unknown): Json {
  return {
    hook: 'patient-view',
    hookInstance: marker('hook-instance'),
    fhirServer,
    fhirAuthorization: {
      access_token: marker('access-token'),
      token_type: 'Bearer',
      expires_in: 300,
      scope: marker('scope'),
      subject: marker('subject'),
      patient: markedPatientId,
    },
    context: {
      userId: `Practitioner/${marker('user-id')}`,
      patientId: markedPatientId,
      encounterId: marker('encounter-id'),
      [marker('context-field')]: marker('context-value'),
    },
    prefetch: { [marker('prefetch-key')]: patient },
    extension: { [marker('extension-key')]: marker('extension-value') },
    [marker('field')]: marker('field-value'),
  };
}

function toBody(body: unknown): string | Uint8Array {
  return typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
}

async function readAnswer(response: Response): Promise<Answer> {
  const head = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  const body = await response.text();
  return { status: response.status, head, body, code: codeOf(response.status, body) };
}

function toAnswer(text: string): Answer {
  const end = text.indexOf('\r\n\r\n');
  const status = Number(text.slice(9, 12));
  const body = end < 0 ? '' : text.slice(end + 4);
  return { status, head: text.slice(0, end), body, code: codeOf(status, body) };
}

/** What the bare 401 stands for is told by the log alone. */
function codeOf(status: number, body: string): string | undefined {
  if (status === 401) return body === '' ? 'NOT_AUTHENTICATED' : undefined;
  return /"system":"urn:nelm-cds:error","code":"([A-Z_]+)"/.exec(body)?.[1];
}
