/** Reads a chart for the summary, as an EHR reads its own records: all pages, and a failure is told as one. */
import { asList, asText, isObject, type Resource } from '../../../../ui/fhir-display.js';
import { nextAddress, nextLink } from '../../../../ui/fhir-paging.js';
import { CallFailure, isSuccess, type Http } from '../calling/exchange.js';
import { failureText, isOperationOutcome } from '../calling/operation-outcome.js';
import type { ChartToOpen } from '../calling/hook-call.js';

/** What is read of a type; `isComplete` is false where pages were left unread. */
export type RecordsRead =
  | { readonly kind: 'read'; readonly resources: readonly Resource[]; readonly isComplete: boolean }
  | { readonly kind: 'failed'; readonly reason: string };

export interface ChartRead {
  readonly patient: RecordsRead;
  readonly byType: ReadonlyMap<string, RecordsRead>;
}

/** Where treatments are recorded. */
export const treatmentTypes = [
  'Procedure',
  'MedicationRequest',
  'MedicationStatement',
  'MedicationAdministration',
] as const;

export const summaryTypes = [
  'Condition',
  'DiagnosticReport',
  'Observation',
  ...treatmentTypes,
  'ServiceRequest',
] as const;

export type SummaryType = (typeof summaryTypes)[number];

const maxPages = 50;

/** Rejects only when aborted. */
export async function readChart(
  http: Http,
  { fhirBase, patientId }: ChartToOpen,
  signal: AbortSignal,
): Promise<ChartRead> {
  const id = encodeURIComponent(patientId);
  const [patient, ...records] = await Promise.all([
    readAll({ http, fhirBase, signal }, `${fhirBase}/Patient/${id}`),
    ...summaryTypes.map((type) =>
      readAll({ http, fhirBase, signal }, `${fhirBase}/${type}?patient=${id}&_count=200`),
    ),
  ]);
  const byType = summaryTypes.map((type, index) => [type, records[index] ?? unread] as const);
  return { patient, byType: new Map(byType) };
}

const unread: RecordsRead = { kind: 'failed', reason: 'not read' };

interface ReadingOptions {
  readonly http: Http;
  readonly fhirBase: string;
  readonly signal: AbortSignal;
}

async function readAll(options: ReadingOptions, start: string): Promise<RecordsRead> {
  const resources: Resource[] = [];
  let url: string | undefined = start;
  for (let page = 0; page < maxPages && url !== undefined; page += 1) {
    const answer = await readPage(options, url);
    if ('reason' in answer) return { kind: 'failed', reason: answer.reason };
    resources.push(...answer.resources);
    if (answer.next === undefined) return { kind: 'read', resources, isComplete: true };
    // FHIR has absolute addresses here.
    url = URL.canParse(answer.next) ? nextAddress(options.fhirBase, answer.next) : undefined;
  }
  return { kind: 'read', resources, isComplete: false };
}

interface Page {
  readonly resources: readonly Resource[];
  /** As given, empty where it names no address; undefined on the last page. */
  readonly next: string | undefined;
}

async function readPage(
  { http, signal }: ReadingOptions,
  url: string,
): Promise<Page | { readonly reason: string }> {
  try {
    const answer = await http({ url, signal });
    if (!isSuccess(answer)) return { reason: failureText(answer) };
    if (!isObject(answer.body)) return { reason: 'the answer is not FHIR' };
    return pageOf(answer.body);
  } catch (error) {
    if (error instanceof CallFailure) return { reason: error.message };
    throw error;
  }
}

function pageOf(body: Resource): Page {
  if (body['resourceType'] !== 'Bundle') return { resources: [body], next: undefined };
  const resources = asList(body['entry'])
    .filter(isObject)
    .map(({ resource }) => resource)
    .filter(isObject)
    .filter((resource) => !isOperationOutcome(resource));
  const next = nextLink(body);
  return { resources, next: next && (asText(next['url']) ?? '') };
}
