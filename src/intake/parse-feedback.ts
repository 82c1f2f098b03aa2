/** Feedback on cards (CDS Hooks 3.0.0, Feedback). One bad item never loses the batch. */
import { AppError, type SafeDetails } from '../errors/app-error.js';
import type { Coding } from '../model/cds-hooks.js';
import { describeSchemaError } from './describe-schema-error.js';
import { messageValidator } from './message-schema.js';

/** One reported outcome. `userComment` is free text of the user and may speak of the patient. */
export interface FeedbackItem {
  readonly card: string;
  readonly outcome: 'accepted' | 'overridden';
  /** ISO instant, as sent. */
  readonly outcomeTimestamp: string;
  readonly acceptedSuggestions: readonly string[];
  readonly overrideReason?: { readonly reason?: Coding; readonly userComment?: string };
}

export interface Feedback {
  readonly items: readonly FeedbackItem[];
  /** How many items could not be used. */
  readonly rejected: number;
  /** What is wrong with the first of them. */
  readonly problem?: SafeDetails;
}

interface Override {
  readonly reason?: Coding;
  readonly userComment?: string;
}

interface SentOverride extends Override {
  readonly extension?: unknown;
}

interface CheckedItem {
  readonly card: string;
  readonly outcome: 'accepted' | 'overridden';
  readonly outcomeTimestamp: string;
  readonly acceptedSuggestions?: readonly { readonly id: string }[];
  readonly overrideReason?: SentOverride;
  /** Epic's name for it. */
  readonly overrideReasons?: SentOverride;
  readonly extension?: unknown;
}

const isEnvelope = messageValidator<{ readonly feedback: readonly unknown[] }>('feedback');
const isItem = messageValidator<CheckedItem>('feedbackItem');

/** All items of a body are judged and kept in one go, during which nothing else is served. */
const maxItems = 5_000;

/**
 * The usable items, and how many others there are. Throws CDS_REQUEST_INVALID when the body is no `{feedback: […]}`, and
 * REQUEST_TOO_LARGE for more than 5000 items.
 */
export function parseFeedback(body: unknown): Feedback {
  if (!isEnvelope(body)) {
    throw new AppError('CDS_REQUEST_INVALID', describeSchemaError(isEnvelope.errors?.[0]));
  }
  if (body.feedback.length > maxItems) {
    throw new AppError('REQUEST_TOO_LARGE', {
      path: '/feedback',
      problem: `There may be at most ${maxItems} items.`,
    });
  }
  const judged = body.feedback.map((item, index) =>
    isItem(item) ? { item: toItem(item) } : { problem: problemOf(index) },
  );
  const items = judged.flatMap(({ item }) => item ?? []);
  const problem = judged.find((one) => one.problem !== undefined)?.problem;
  return {
    items,
    rejected: judged.length - items.length,
    ...(problem !== undefined && { problem }),
  };
}

/** Of the item that was judged last. */
function problemOf(index: number): SafeDetails {
  const details = describeSchemaError(isItem.errors?.[0]);
  return { ...details, path: `/feedback/${index}${details.path ?? ''}` };
}

function toItem(item: CheckedItem): FeedbackItem {
  const override = toOverride(item);
  return {
    card: item.card,
    outcome: item.outcome,
    outcomeTimestamp: item.outcomeTimestamp,
    acceptedSuggestions: (item.acceptedSuggestions ?? []).map((suggestion) => suggestion.id),
    ...(Object.keys(override).length > 0 && { overrideReason: override }),
  };
}

function toOverride(item: CheckedItem): Override {
  const { reason, userComment, extension } = item.overrideReason ?? item.overrideReasons ?? {};
  const coding =
    (reason && toCoding(reason)) ?? epicReason(extension) ?? epicReason(item.extension);
  return { ...(coding && { reason: coding }), ...(userComment && { userComment }) };
}

function toCoding({ code, system, display }: Coding): Coding {
  return { code, ...(system && { system }), ...(display && { display }) };
}

const epicReasonPrefix = 'com.epic.cdshooks.feedback.overrideReason.';

/** A reason that was built at an Epic site comes as an extension, not as one of the card's override reasons. */
function epicReason(extension: unknown): Coding | undefined {
  if (typeof extension !== 'object' || extension === null) return undefined;
  const texts = new Map<string, unknown>(Object.entries(extension));
  const [code] = ['reasonTitle', 'reasonDisplay', 'reasonCategory']
    .map((name) => texts.get(`${epicReasonPrefix}${name}`))
    .filter((text) => typeof text === 'string' && text !== '');
  return typeof code === 'string'
    ? { code: code.slice(0, 255), system: 'urn:com.epic.cdshooks.feedback.overrideReason' }
    : undefined;
}
