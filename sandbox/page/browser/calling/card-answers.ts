/** What a clinician does with a card, as an EHR carries it out. https://cds-hooks.hl7.org/#feedback */
import type { Action, Card, Coding, Link, Suggestion } from '../../../../src/model/cds-hooks.js';
import { asText, isObject } from '../../../../ui/fhir-display.js';
import type { CdsHooksVersion } from '../page-address.js';
import { serviceUrl, type ActingEhr, type ChartToOpen, type Ehr } from './hook-call.js';
import { CallFailure, fhirJson, isSuccess, type Http } from './exchange.js';
import { failureText } from './operation-outcome.js';

export type FeedbackOutcome =
  | { readonly outcome: 'accepted'; readonly acceptedSuggestions: readonly { id: string }[] }
  | { readonly outcome: 'overridden'; readonly overrideReason?: OverrideReason };

export interface OverrideReason {
  readonly reason?: Coding;
  readonly userComment?: string;
}

export interface FeedbackTarget {
  readonly serviceId: string;
  readonly version: CdsHooksVersion;
  /** ISO 8601 with a time zone. */
  readonly at: string;
}

/** CDS Hooks 1.x has no feedback; from 2.0 on, a card without a uuid cannot be named. */
export function takesFeedback(version: CdsHooksVersion): boolean {
  return version !== '1.x';
}

export const noFeedback = 'CDS Hooks 1.x has no feedback: nothing is sent.';

/** Reports what became of a card; false where the version knows no feedback. Rejects with CallFailure. */
export async function sendFeedback(
  ehr: Pick<Ehr, 'http' | 'servicesUrl'>,
  { uuid }: Pick<Card, 'uuid'>,
  { serviceId, version, at, ...answer }: FeedbackTarget & FeedbackOutcome,
): Promise<boolean> {
  if (!takesFeedback(version)) return false;
  const feedback = [{ card: uuid, ...answer, outcomeTimestamp: at }];
  const url = `${serviceUrl(ehr, serviceId)}/feedback`;
  const answered = await ehr.http({ url, body: { feedback } });
  if (!isSuccess(answered)) {
    throw new CallFailure(`The feedback was not taken. ${failureText(answered)}`);
  }
  return true;
}

/** The reason as sent: undefined where nothing was said. */
export function overrideReason(
  reason: Coding | undefined,
  comment: string,
): OverrideReason | undefined {
  const userComment = comment.trim();
  if (reason === undefined && userComment === '') return undefined;
  return {
    ...(reason !== undefined && { reason }),
    ...(userComment !== '' && { userComment }),
  };
}

/** Stores the records of a suggestion, signed; gives their references. Rejects with CallFailure. */
export async function carryOut(
  { http, now }: Pick<ActingEhr, 'http' | 'now'>,
  { fhirBase }: Pick<ChartToOpen, 'fhirBase'>,
  { actions }: Pick<Suggestion, 'actions'>,
): Promise<readonly string[]> {
  const references: string[] = [];
  for (const { type, resource } of actions) {
    const resourceType = asText(resource?.resourceType) ?? '';
    if (type !== 'create' || !/^[A-Z][A-Za-z]{1,60}$/.test(resourceType)) {
      throw new CallFailure('This EHR carries out suggestions to create a record, and no others.');
    }
    const url = `${fhirBase}/${resourceType}`;
    const answer = await http({ url, body: signed(resource, now()), mediaType: fhirJson });
    const id = isObject(answer.body) ? asText(answer.body['id']) : undefined;
    if (!isSuccess(answer) || id === undefined) {
      throw new CallFailure(`The record was not stored. ${failureText(answer)}`);
    }
    references.push(`${resourceType}/${id}`);
  }
  return references;
}

/** Where others have a page for signing, this EHR signs what is accepted: a draft would never reach the laboratory. */
function signed(resource: Action['resource'], at: Date): unknown {
  if (resource?.resourceType !== 'ServiceRequest' || resource.status !== 'draft') return resource;
  return { ...resource, status: 'active', intent: 'order', authoredOn: at.toISOString() };
}

/**
 * Prepares an EHR launch and gives the address to open. Rejects with CallFailure.
 * https://hl7.org/fhir/smart-app-launch/app-launch.html#launch-app-ehr-launch
 */
export async function prepareLaunch(
  http: Http,
  { fhirBase, patientId }: ChartToOpen,
  { url, appContext }: Pick<Link, 'url' | 'appContext'>,
): Promise<string> {
  const address = webAddress(url);
  if (address === undefined) {
    throw new CallFailure('The app has no http or https address, so it is not opened.');
  }
  const answer = await http({
    url: `${fhirBase}/_services/smart/Launch`,
    body: {
      launch_url: url,
      parameters: { patient: patientId, ...(appContext !== undefined && { appContext }) },
    },
  });
  const launch = isObject(answer.body) ? asText(answer.body['launch_id']) : undefined;
  if (!isSuccess(answer) || launch === undefined) {
    throw new CallFailure(`The launch could not be prepared. ${failureText(answer)}`);
  }
  address.searchParams.set('iss', fhirBase);
  address.searchParams.set('launch', launch);
  return address.href;
}

/** The parsed address, where it is one of http or https. */
export function webAddress(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && ['http:', 'https:'].includes(url.protocol) ? url : undefined;
}
