/** Reads the answer to one query, page by page, for as long as the pages stay on the server and below the limits. */
import type { GatherLimits } from '../model/stages.js';
import { isRecord } from '../fhir/resource.js';
import { entriesOf, judgeAnswer, nextOf, readPage, type Answer, type Page } from './answer.js';
import { nextPageUrl, type FhirServer } from './fhir-server.js';

export interface PageSource {
  readonly server: FhirServer;
  /** The parsed answer at this address; undefined when it could not be had. */
  readonly read: (url: URL) => Promise<unknown>;
  readonly limits: Pick<GatherLimits, 'maxPages' | 'maxEntries'>;
}

export interface FetchTask {
  readonly resourceType: string;
  /** Where the answer begins. */
  readonly url: URL;
  /** What is there already; its pages are kept when the rest can be read on from them. */
  readonly known: Answer;
}

/** The address from which an unfinished answer can be continued, if its next link may be followed. */
export function continuation(answer: Answer, server: FhirServer): URL | undefined {
  const next = nextOf(answer);
  return next === undefined ? undefined : nextPageUrl(server, next);
}

/**
 * Fetches an answer, or the rest of one. Never rejects: a first page that fails is state `error`, a later one `partial`,
 * as is everything that stops early (page or entry limit, a link to elsewhere, pages that go round in a circle).
 */
export async function fetchAnswer(task: FetchTask, source: PageSource): Promise<Answer> {
  const resumed = continuation(task.known, source.server);
  const pages = resumed === undefined ? [] : [...task.known.pages];
  const visited = new Set([task.url.href]);
  let entries = resumed === undefined ? 0 : entriesOf(task.known).length;
  let url: URL | undefined = resumed ?? task.url;
  while (url !== undefined) {
    if (pages.length >= source.limits.maxPages || entries >= source.limits.maxEntries) break;
    visited.add(url.href);
    const page = readFetchedPage(await source.read(url), task);
    if (page === undefined) return judgeAnswer(pages, 'failed');
    pages.push({ ...page, entries: page.entries.slice(0, source.limits.maxEntries - entries) });
    entries += page.entries.length;
    // The page was cut.
    if (entries > source.limits.maxEntries) break;
    if (page.next === undefined) return judgeAnswer(pages, 'complete');
    url = nextPageUrl(source.server, page.next);
    if (url !== undefined && visited.has(url.href)) break;
  }
  return judgeAnswer(pages, 'unfinished');
}

/** A search is answered by a searchset (https://hl7.org/fhir/R4/http.html#search); anything else answers it in part at best. */
function readFetchedPage(value: unknown, { url, resourceType }: FetchTask): Page | undefined {
  const page = readPage(value, resourceType);
  if (page === undefined || url.search === '') return page;
  const isSearchset = isRecord(value) && value['type'] === 'searchset';
  return isSearchset ? page : { ...page, unreadable: page.unreadable + 1 };
}
