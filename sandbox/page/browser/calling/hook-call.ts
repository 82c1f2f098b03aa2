/** Opening a chart as an EHR does it: discovery, token, prefetch, call. https://cds-hooks.hl7.org */
import type { CdsRequest, FhirAuthorization } from '../../../../src/model/cds-hooks.js';
import { asList, asText, isObject } from '../../../../ui/fhir-display.js';
import type { CallSettings } from '../page-address.js';
import { CallFailure, isSuccess, type Exchange, type Http } from './exchange.js';
import { failureText } from './operation-outcome.js';
import { fillTemplate, prefetchEntry, type PrefetchEntry } from './prefetch.js';

export interface Ehr {
  readonly http: Http;
  /** Address of discovery. */
  readonly servicesUrl: string;
  readonly accessTokenUrl: string;
  readonly newId: () => string;
  readonly nowMs: () => number;
}

/** One that also changes records, and so needs to know the day. */
export interface ActingEhr extends Ehr {
  readonly now: () => Date;
}

export interface ChartToOpen {
  readonly fhirBase: string;
  readonly patientId: string;
}

export interface QueryReport {
  readonly key: string;
  /** Undefined where the template could not be filled. */
  readonly query: string | undefined;
  readonly entry: PrefetchEntry;
}

export interface HookCall {
  readonly serviceId: string;
  readonly url: string;
  readonly request: CdsRequest;
  readonly answer: Exchange;
  readonly queries: readonly QueryReport[];
  readonly timings: {
    readonly discoveryMs: number;
    readonly prefetchMs: number | undefined;
    readonly callMs: number;
  };
}

export interface OpeningOptions {
  readonly chart: ChartToOpen;
  readonly settings: CallSettings;
  readonly serviceId: string;
  readonly signal: AbortSignal;
}

const userId = 'Practitioner/sandbox-clinician';

/** Opens a chart. Rejects with CallFailure where it does not come to a call; an answer of any status is a result. */
export async function openChart(ehr: Ehr, options: OpeningOptions): Promise<HookCall> {
  const { chart, settings, serviceId, signal } = options;
  const discovery = await ehr.http({ url: ehr.servicesUrl, signal });
  const service = findService(discovery, serviceId);
  const authorization =
    settings.token === 'on' ? await requestToken(ehr, chart, signal) : undefined;
  const token = authorization?.access_token;
  const startedAt = ehr.nowMs();
  const queries =
    settings.data === 'prefetch'
      ? await runQueries(ehr.http, service.templates, { ...options, token })
      : undefined;
  const prefetchMs = queries === undefined ? undefined : Math.round(ehr.nowMs() - startedAt);
  const request: CdsRequest = {
    hook: service.hook,
    hookInstance: ehr.newId(),
    fhirServer: chart.fhirBase,
    ...(authorization !== undefined && { fhirAuthorization: authorization }),
    context: { patientId: chart.patientId, userId },
    ...(queries !== undefined && { prefetch: prefetchOf(queries) }),
    extension: { 'org.nelm-cds.explain': true },
  };
  const url = serviceUrl(ehr, serviceId);
  const answer = await ehr.http({ url, body: request, signal });
  const timings = { discoveryMs: discovery.durationMs, prefetchMs, callMs: answer.durationMs };
  return { serviceId, url, request, answer, queries: queries ?? [], timings };
}

export function serviceUrl({ servicesUrl }: Pick<Ehr, 'servicesUrl'>, serviceId: string): string {
  return `${servicesUrl}/${encodeURIComponent(serviceId)}`;
}

interface FoundService {
  readonly hook: string;
  readonly templates: Readonly<Record<string, unknown>>;
}

function findService(discovery: Exchange, serviceId: string): FoundService {
  if (!isSuccess(discovery)) {
    throw new CallFailure(`Discovery failed. ${failureText(discovery)}`);
  }
  const services = isObject(discovery.body) ? asList(discovery.body['services']) : [];
  const service = services.filter(isObject).find(({ id }) => id === serviceId);
  if (service === undefined) throw new CallFailure(`Discovery does not list ${serviceId}.`);
  const templates = service['prefetch'];
  return {
    hook: asText(service['hook']) ?? '',
    templates: isObject(templates) ? templates : {},
  };
}

async function requestToken(
  { http, accessTokenUrl }: Ehr,
  { fhirBase, patientId }: ChartToOpen,
  signal: AbortSignal,
): Promise<FhirAuthorization> {
  const body = { fhirServer: fhirBase, patient: patientId };
  const answer = await http({ url: accessTokenUrl, body, signal });
  if (!isSuccess(answer) || !isAuthorization(answer.body)) {
    throw new CallFailure(`No access token was issued. ${failureText(answer)}`);
  }
  return answer.body;
}

function isAuthorization(value: unknown): value is FhirAuthorization {
  return isObject(value) && typeof value['access_token'] === 'string';
}

interface QueryOptions extends OpeningOptions {
  readonly token: string | undefined;
}

function runQueries(
  http: Http,
  templates: Readonly<Record<string, unknown>>,
  { chart, settings, token, signal }: QueryOptions,
): Promise<readonly QueryReport[]> {
  const context = { patientId: chart.patientId, userId };
  return Promise.all(
    Object.entries(templates).map(async ([key, template]): Promise<QueryReport> => {
      const query = fillTemplate(asText(template) ?? '', context);
      if (query === undefined) {
        const note = 'asks for what this EHR does not have: left out';
        return { key, query, entry: { kind: 'left-out', note } };
      }
      const answer = await http({ url: `${chart.fhirBase}/${query}`, token, signal }).catch(
        ignoreNoAnswer,
      );
      return { key, query, entry: prefetchEntry(settings.version, answer) };
    }),
  );
}

function ignoreNoAnswer(error: unknown): undefined {
  if (error instanceof CallFailure) return undefined;
  throw error;
}

function prefetchOf(queries: readonly QueryReport[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    queries.flatMap(({ key, entry }) => (entry.kind === 'sent' ? [[key, entry.value]] : [])),
  );
}
