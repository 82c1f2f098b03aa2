/** The answer to one query of the plan, and how far it can be trusted. Never reads a failure as "none". */
import { readBundle, type Entry } from '../fhir/bundle.js';
import { maxNodes, survey } from '../fhir/json-extent.js';
import {
  isMerelyInformational,
  isOutcome,
  judgeOutcome,
  worstJudgement,
  type OutcomeJudgement,
} from '../fhir/outcome.js';
import { isRecord, isResource } from '../fhir/resource.js';
import { withoutNulls } from '../fhir/without-nulls.js';
import type { QueryState } from '../model/chart.js';
import type { PlannedQuery } from '../model/knowledge.js';
import type { PrefetchPolicy } from '../model/stages.js';

/** One page of an answer, or a whole one. */
export interface Page {
  readonly entries: readonly Entry[];
  /** Ids of the entries that have the type asked for; undefined for those without one. */
  readonly matches: readonly (string | undefined)[];
  readonly unreadable: number;
  /** The worst that its OperationOutcomes say. */
  readonly outcome: OutcomeJudgement;
  /** How many entries are OperationOutcomes, and how many of them do no more than inform. */
  readonly outcomes: number;
  readonly informational: number;
  readonly next?: string;
  readonly total?: number;
}

export interface Answer {
  readonly state: QueryState;
  readonly pages: readonly Page[];
  /**
   * Something is lost: a page failed or cannot be read, or the server reported that it withheld something. What a client is
   * never shown is not lost.
   */
  readonly failed: boolean;
}

/** complete: nothing is left to read. unfinished: there is more, but reading stopped. failed: the next page broke. */
export type Ending = 'complete' | 'unfinished' | 'failed';

export const absent: Answer = { state: 'absent', pages: [], failed: false };

/** Reads what a client or server gave as an answer; undefined when it is no resource, or too large a one. */
export function readPage(value: unknown, resourceType: string): Page | undefined {
  if (!isResource(value)) return undefined;
  if (value.resourceType === 'OperationOutcome') {
    return {
      entries: [],
      matches: [],
      unreadable: 0,
      outcome: 'failed',
      outcomes: 0,
      informational: 0,
    };
  }
  if (value.resourceType !== 'Bundle' || !isRecord(value)) {
    if (survey(value, maxNodes).isTooLarge) return undefined;
    const resource = withoutNulls(value);
    const matches = resource.resourceType === resourceType ? [resource.id] : [];
    return {
      entries: [{ resource }],
      matches,
      unreadable: 0,
      outcome: 'harmless',
      outcomes: 0,
      informational: 0,
    };
  }
  const { entries: all, unreadable, next, total } = readBundle(value);
  const entries = all.filter((entry) => !isWrapping(entry));
  const nested = all.filter(({ resource }) => resource.resourceType === 'Bundle').length;
  const outcomes = all.map(({ resource }) => resource).filter(isOutcome);
  return {
    entries,
    matches: entries
      .filter(({ resource }) => resource.resourceType === resourceType)
      .map(({ resource }) => resource.id),
    unreadable: unreadable + nested,
    outcome: worstJudgement(outcomes.map(judgeOutcome)),
    outcomes: outcomes.length,
    informational: outcomes.filter(isMerelyInformational).length,
    ...(next !== undefined && { next }),
    ...(total !== undefined && { total }),
  };
}

function isWrapping({ resource }: Entry): boolean {
  return isOutcome(resource) || resource.resourceType === 'Bundle';
}

/** The answer that the pages read so far amount to. */
export function judgeAnswer(pages: readonly Page[], ending: Ending): Answer {
  const failed = ending === 'failed' || pages.some(isDamaged);
  return { state: judgeState(pages, ending), pages, failed };
}

/** The server says that something went wrong with what it told, or what it told cannot be read. */
function isDamaged({ outcome, unreadable }: Page): boolean {
  return (outcome !== 'harmless' && outcome !== 'restricted') || unreadable > 0;
}

function judgeState(pages: readonly Page[], ending: Ending): QueryState {
  const { matches, isRepeated } = countMatches(pages);
  const isBroken = pages.some((page) => page.unreadable > 0 || page.outcome === 'failed');
  const isUnfinished = ending !== 'complete' || pages.some((page) => page.outcome === 'withheld');
  if (matches > 0) {
    const isRestricted = pages.some((page) => page.outcome === 'restricted');
    const isLess =
      isRestricted || isRepeated || isBelowTotal(pages, matches + sumOf(pages, 'informational'));
    return isBroken || isUnfinished || isLess ? 'partial' : 'data';
  }
  if (pages.length === 0 || isBroken) return 'error';
  return isUnfinished ? 'partial' : judgeNone(pages);
}

/**
 * Distinct matches. A record on more than one page stands where another was lost: pages shift while they are read, or are
 * sent again. Twice on one page it stands for nothing else.
 */
function countMatches(pages: readonly Page[]): { matches: number; isRepeated: boolean } {
  const perPage = pages.map((page) => new Set(page.matches.filter((id) => id !== undefined)));
  const named = new Set(perPage.flatMap((ids) => [...ids]));
  const unnamed = pages.flatMap((page) => page.matches).filter((id) => id === undefined).length;
  const onPages = perPage.reduce((sum, ids) => sum + ids.size, 0);
  return { matches: named.size + unnamed, isRepeated: onPages > named.size };
}

function isBelowTotal(pages: readonly Page[], counted: number): boolean {
  return pages.some(({ total = 0 }) => total > counted);
}

function sumOf(pages: readonly Page[], count: 'outcomes' | 'informational'): number {
  return pages.reduce((sum, page) => sum + page[count], 0);
}

/** Without any match and to the end: none, unless something else is said. */
function judgeNone(pages: readonly Page[]): QueryState {
  if (pages.some((page) => page.outcome === 'doubtful')) return 'partial';
  // Only resources of other types: this answers another question.
  if (pages.some((page) => page.entries.length > 0)) return 'error';
  if (pages.some((page) => page.outcome === 'restricted')) return 'partial';
  // A total that the entries do not bear out.
  if (isBelowTotal(pages, sumOf(pages, 'outcomes'))) return 'error';
  // The remark may be counted, or stand for what is.
  return pages.some(({ total = 0 }) => total > 0) ? 'partial' : 'empty';
}

/** The answer that the prefetch holds for a query. A Patient is never "none": without one the key counts as absent. */
export function suppliedAnswer(
  query: PlannedQuery,
  prefetch: Readonly<Record<string, unknown>> | undefined,
  nullMeans: PrefetchPolicy['nullMeans'],
): Answer {
  const value = prefetch && Object.hasOwn(prefetch, query.key) ? prefetch[query.key] : undefined;
  if (value === undefined || (value === null && nullMeans === 'absent')) return absent;
  const answer =
    value === null ? { ...absent, state: 'null' as const } : judgeSupplied(value, query);
  const isNone = answer.state === 'null' || answer.state === 'empty';
  return isNone && query.resourceType === 'Patient' ? absent : answer;
}

function judgeSupplied(value: unknown, query: PlannedQuery): Answer {
  const page = readPage(value, query.resourceType);
  if (page === undefined) return judgeAnswer([], 'failed');
  return judgeAnswer([page], page.next === undefined ? 'complete' : 'unfinished');
}

/** All resources of an answer, page by page. */
export function entriesOf({ pages }: Answer): readonly Entry[] {
  const [first, ...others] = pages;
  if (others.length === 0) return first?.entries ?? [];
  return pages.flatMap(({ entries }) => entries);
}

/** The address of the next page of an unfinished answer. */
export function nextOf(answer: Answer): string | undefined {
  return answer.state === 'partial' ? answer.pages.at(-1)?.next : undefined;
}

/** How many resources a prefetch holds, readable or not. */
export function countResources(prefetch: Readonly<Record<string, unknown>>): number {
  return Object.values(prefetch).reduce<number>((sum, value) => {
    if (!isRecord(value)) return sum;
    return sum + (Array.isArray(value['entry']) ? value['entry'].length : 1);
  }, 0);
}
