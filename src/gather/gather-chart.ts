/** Prefetch first, then only what it lacks, scope before the rest. */
import { AppError } from '../errors/app-error.js';
import type { Entry } from '../fhir/bundle.js';
import type { CdsRequest } from '../model/cds-hooks.js';
import type { Chart } from '../model/chart.js';
import type { PlannedQuery } from '../model/knowledge.js';
import type { GatherChart, GatherOptions } from '../model/stages.js';
import {
  absent,
  countResources,
  entriesOf,
  readPage,
  suppliedAnswer,
  type Answer,
} from './answer.js';
import { assembleChart, isPatient } from './assemble-chart.js';
import { continuation, fetchAnswer, type FetchTask, type PageSource } from './fetch-answer.js';
import { parseFhirServer, queryUrl, type FhirServer } from './fhir-server.js';
import { limitTime } from './limit-time.js';
import { mapLimited } from './map-limited.js';

type Answers = ReadonlyMap<string, Answer>;

/** Answers the given queries where they still lack an answer; all others stay as they are, and the map with them. */
type Complete = (answers: Answers, queries: readonly PlannedQuery[]) => Promise<Answers>;

const parallelRequests = 8;

/**
 * Gathers the chart of `context.patientId` from the prefetch and, for what that lacks, from the request's `fhirServer`.
 * Queries marked `scope` come first; `isCandidate` then decides whether the others are fetched at all. Queries that are
 * not answered are left `absent`, `error` or `partial`, never empty.
 * @throws AppError CDS_REQUEST_INVALID (unusable fhirServer or patient id), FHIR_SERVER_NOT_ALLOWED, PATIENT_MISMATCH,
 * REQUEST_TOO_LARGE (a prefetch of more resources than the limit), FHIR_DATA_UNAVAILABLE (a required query has no answer, or an answer broken off before it showed a candidate).
 */
export const gatherChart: GatherChart = async (request, options) => {
  const source =
    request.fhirServer === undefined ? undefined : open(request.fhirServer, request, options);
  try {
    return await gatherFrom(withUsablePrefetch(request, options), options, source);
  } finally {
    source?.close();
  }
};

type OpenSource = PageSource & { readonly close: () => void };

function open(
  fhirServer: string,
  request: CdsRequest,
  { access, limits, signal }: GatherOptions,
): OpenSource {
  const server = parseFhirServer(fhirServer);
  const accessToken = request.fhirAuthorization?.access_token;
  const limit = limitTime(limits.deadlineMs, signal);
  const reader = access.open(new URL(`${server.origin}${server.basePath}`), {
    accessToken: accessToken === '' ? undefined : accessToken,
    signal: limit.signal,
  });
  if (reader === undefined) {
    limit.lift();
    throw new AppError('FHIR_SERVER_NOT_ALLOWED', { path: '/fhirServer' });
  }
  const close = (): void => {
    limit.lift();
    reader.close();
  };
  return { server, limits, read: reader.read, close };
}

function withUsablePrefetch(request: CdsRequest, { prefetch, limits }: GatherOptions): CdsRequest {
  const { prefetch: supplied = {}, ...rest } = request;
  if (prefetch.use === 'ignore') return rest;
  if (countResources(supplied) > limits.maxEntries) {
    throw new AppError('REQUEST_TOO_LARGE', { path: '/prefetch' });
  }
  return request;
}

async function gatherFrom(
  request: CdsRequest,
  options: GatherOptions,
  source: PageSource | undefined,
): Promise<Chart> {
  const { plan, prefetch } = options;
  const supplied = new Map(
    plan.map((query) => [query.key, suppliedAnswer(query, request.prefetch, prefetch.nullMeans)]),
  );
  refuseOtherPatient(supplied, request, plan);
  const isFetching = source !== undefined && prefetch.use !== 'only';
  const complete = isFetching ? fetchWhatLacks(request, source) : keepAsIs;
  return inStages(supplied, request, options, complete);
}

const keepAsIs: Complete = (answers) => Promise.resolve(answers);

async function inStages(
  supplied: Answers,
  request: CdsRequest,
  { plan, isCandidate }: GatherOptions,
  complete: Complete,
): Promise<Chart> {
  const { patientId } = request.context;
  const extra = unaskedEntries(request, plan);
  const isScope = (query: PlannedQuery): boolean => query.scope || query.required;
  const scope = await complete(supplied, plan.filter(isScope));
  refuseOtherPatient(scope, request, plan);
  requireAnswers(scope, plan, ({ state }) => state !== 'absent' && state !== 'error');
  const scopeChart = assembleChart({ patientId, answers: scope, extra });
  if (!isCandidate(scopeChart)) {
    // What the lost part holds might have made this patient a candidate.
    requireAnswers(scope, plan, ({ state, failed }) => state !== 'partial' || !failed);
    return scopeChart;
  }
  const answers = await complete(
    scope,
    plan.filter((query) => !isScope(query)),
  );
  return answers === scope ? scopeChart : assembleChart({ patientId, answers, extra });
}

function fetchWhatLacks(request: CdsRequest, source: PageSource): Complete {
  return async (answers, queries) => {
    const tasks = queries.flatMap((query) => {
      const known = answers.get(query.key) ?? absent;
      const url = lacks(known, source.server) ? urlOf(query, request, source.server) : undefined;
      return url === undefined
        ? []
        : [{ key: query.key, url, known, resourceType: query.resourceType }];
    });
    const fetched = await mapLimited(tasks, parallelRequests, async (task) => {
      const answer = await fetchAnswer(task, source);
      return [task.key, betterOf(answer, task)] as const;
    });
    return fetched.length === 0 ? answers : new Map([...answers, ...fetched]);
  };
}

function lacks(answer: Answer, server: FhirServer): boolean {
  if (answer.state === 'absent' || answer.state === 'error') return true;
  return continuation(answer, server) !== undefined;
}

function urlOf(query: PlannedQuery, request: CdsRequest, server: FhirServer): URL | undefined {
  return queryUrl(server, query.path, request.context.patientId);
}

/** A fetch that brought nothing does not take away what the prefetch held. */
function betterOf(fetched: Answer, { known }: FetchTask): Answer {
  return fetched.state === 'error' && known.pages.length > 0 ? known : fetched;
}

function refuseOtherPatient(
  answers: Answers,
  { context }: CdsRequest,
  plan: readonly PlannedQuery[],
): void {
  const patients = plan
    .filter((query) => query.resourceType === 'Patient')
    .flatMap((query) => entriesOf(answers.get(query.key) ?? absent))
    .map(({ resource }) => resource)
    .filter(isPatient);
  if (patients.length > 0 && !patients.some((patient) => patient.id === context.patientId)) {
    throw new AppError('PATIENT_MISMATCH', { path: '/context/patientId' });
  }
}

function requireAnswers(
  answers: Answers,
  plan: readonly PlannedQuery[],
  isEnough: (answer: Answer) => boolean,
): void {
  const queries = plan
    .filter((query) => query.required && !isEnough(answers.get(query.key) ?? absent))
    .map((query) => query.key);
  if (queries.length > 0) throw new AppError('FHIR_DATA_UNAVAILABLE', { queries });
}

/** Prefetch under keys that the plan does not have: evidence, but it completes nothing. */
function unaskedEntries({ prefetch }: CdsRequest, plan: readonly PlannedQuery[]): readonly Entry[] {
  const planned = new Set(plan.map((query) => query.key));
  return Object.entries(prefetch ?? {})
    .filter(([key]) => !planned.has(key))
    .flatMap(([, value]) => readPage(value, 'unasked')?.entries ?? []);
}
