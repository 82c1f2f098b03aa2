/**
 * Reads the chart as the service asks for it: the queries, all pages of each. What could not be read stays visible as
 * such: an OperationOutcome in place of a failed query, the next link in an unfinished one.
 */
import { asText, isObject, type Resource } from '../../../ui/fhir-display.js';
import { nextAddress, nextLink } from '../../../ui/fhir-paging.js';
import type { Connection } from '../launch/complete-launch.js';
import { AppFailure, ConnectionEnded } from '../failure.js';
import { queryAddress } from './fhir-address.js';
import { createFhirReader, type FhirReader, ReadFailure } from './fhir-reader.js';
import { mapLimited } from './map-limited.js';
import { isSearchset, mergePages } from './searchset.js';

const limits = { atOnce: 6, pages: 50, characters: 20_000_000 };

/** By query key: what `POST /api/evaluate` takes as `prefetch`. */
export type ChartAnswers = Readonly<Record<string, Resource>>;

export interface ChartReading {
  readonly fetch: typeof globalThis.fetch;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, all: number) => void;
}

type Query = Connection['configuration']['queries'][number];

/** Rejects with AppFailure where a required query failed or the connection has ended, and when aborted. */
export async function readChart(
  connection: Connection,
  { fetch, signal, onProgress }: ChartReading,
): Promise<ChartAnswers> {
  const { configuration, patientId, token } = connection;
  const { queries, fhirServer } = configuration;
  const read = createFhirReader({ token, fetch, signal, maxCharacters: limits.characters });
  let done = 0;
  const answers = await mapLimited(queries, limits.atOnce, async (query) => {
    const url = queryAddress(fhirServer, query.path, patientId);
    const answer = await answerOf(query, { url, fhirServer, read });
    done += 1;
    onProgress(done, queries.length);
    return [query.key, answer] as const;
  });
  return Object.fromEntries(answers);
}

interface Source {
  readonly url: string;
  readonly fhirServer: string;
  readonly read: FhirReader;
}

async function answerOf(query: Query, source: Source): Promise<Resource> {
  try {
    return query.path.includes('?') ? await search(source) : await readOne(query, source);
  } catch (error) {
    if (!(error instanceof ReadFailure)) throw error;
    if (!query.required) return failedAnswer(error.message);
    throw new AppFailure(
      `${query.resourceType} could not be read, and nothing can be judged without it.`,
      `${error.message} Try again, or ask the administrator of the EHR.`,
      { cause: error },
    );
  }
}

async function readOne({ resourceType }: Query, { url, read }: Source): Promise<Resource> {
  const body = await read(url);
  if (!isObject(body) || body['resourceType'] !== resourceType) {
    throw new ReadFailure('The FHIR server answered with something else.');
  }
  return body;
}

/** Pages follow one another until the last, or until they lead elsewhere, in a circle, or on and on. */
async function search({ url: first, fhirServer, read }: Source): Promise<Resource> {
  const firstPage = await readPage(first, read);
  const pages: [Resource, ...Resource[]] = [firstPage];
  const visited = new Set([first]);
  const addressAfter = (page: Resource): string | undefined => {
    const next = nextLink(page);
    return next === undefined ? undefined : nextAddress(fhirServer, asText(next['url']) ?? '');
  };
  let url = addressAfter(firstPage);
  while (url !== undefined && !visited.has(url) && pages.length < limits.pages) {
    visited.add(url);
    const page = await readLaterPage(url, read);
    if (page === undefined) break;
    pages.push(page);
    url = addressAfter(page);
  }
  return mergePages(pages);
}

async function readPage(url: string, read: FhirReader): Promise<Resource> {
  const page = await read(url);
  if (isSearchset(page)) return page;
  throw new ReadFailure('The FHIR server answered with something else than search results.');
}

/** A later page that fails leaves the query unfinished. */
async function readLaterPage(url: string, read: FhirReader): Promise<Resource | undefined> {
  try {
    return await readPage(url, read);
  } catch (error) {
    if (error instanceof ConnectionEnded || !(error instanceof ReadFailure)) throw error;
    return undefined;
  }
}

function failedAnswer(diagnostics: string): Resource {
  return {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'exception', diagnostics }],
  };
}
