/** Prefetch as an EHR fills it, in the manner of three versions. https://cds-hooks.hl7.org/#prefetch-template */
import { asList, isObject } from '../../../../ui/fhir-display.js';
import type { CdsHooksVersion } from '../page-address.js';
import { isSuccess, type Exchange } from './exchange.js';
import { failureText, isOperationOutcome } from './operation-outcome.js';

/** A template with the values of the context; undefined where it asks for something this EHR does not have. */
export function fillTemplate(
  template: string,
  context: Readonly<Record<string, string>>,
): string | undefined {
  const query = template.replace(/\{\{context\.(\w+)\}\}/g, (token, name: string) =>
    Object.hasOwn(context, name) ? encodeURIComponent(context[name] ?? '') : token,
  );
  return query.includes('{{') ? undefined : query;
}

/** What stands in the request for one key, and in words. */
export type PrefetchEntry =
  | { readonly kind: 'sent'; readonly value: unknown; readonly note: string }
  | { readonly kind: 'left-out'; readonly note: string };

/** How a version tells the answer to a query; undefined stands for no answer at all. */
export function prefetchEntry(
  version: CdsHooksVersion,
  answer: Pick<Exchange, 'status' | 'body'> | undefined,
): PrefetchEntry {
  if (answer === undefined || !isSuccess(answer) || !isObject(answer.body)) {
    return failedEntry(version, answer);
  }
  const count = matchCount(answer.body);
  if (count !== 0) {
    return {
      kind: 'sent',
      value: answer.body,
      note: count === undefined ? 'read' : records(count),
    };
  }
  // 2.0 does not say how nothing is told apart from failure, so the empty searchset itself is sent.
  if (version === '2.0') {
    return { kind: 'sent', value: answer.body, note: 'nothing found: sent as an empty Bundle' };
  }
  return { kind: 'sent', value: null, note: 'nothing found: sent as null' };
}

function failedEntry(
  version: CdsHooksVersion,
  answer: Pick<Exchange, 'status' | 'body'> | undefined,
): PrefetchEntry {
  const reason = answer === undefined ? 'no answer' : failureText(answer);
  if (version !== '3.0') return { kind: 'left-out', note: `failed (${reason}): left out` };
  const value = isOperationOutcome(answer?.body) ? answer.body : queryFailedOutcome;
  return { kind: 'sent', value, note: `failed (${reason}): sent as an OperationOutcome` };
}

const queryFailedOutcome = {
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'exception', diagnostics: 'The query failed.' }],
};

/** Records that a searchset holds; undefined for anything else, such as a Patient. */
function matchCount(body: Readonly<Record<string, unknown>>): number | undefined {
  if (body['resourceType'] !== 'Bundle') return undefined;
  return asList(body['entry']).filter(
    (entry) => isObject(entry) && !isOperationOutcome(entry['resource']),
  ).length;
}

function records(count: number): string {
  return count === 1 ? '1 record' : `${count} records`;
}
