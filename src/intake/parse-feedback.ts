/** Feedback on cards (CDS Hooks 3.0.0, Feedback). One bad item never loses the batch. */
import { AppError } from '../errors/app-error.js';
import type { Coding } from '../model/cds-hooks.js';
import { describeSchemaError } from './describe-schema-error.js';
import { compileMessageSchema } from './message-schema.js';

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
}

interface Override {
  readonly reason?: Coding;
  readonly userComment?: string;
}

interface CheckedItem {
  readonly card: string;
  readonly outcome: 'accepted' | 'overridden';
  readonly outcomeTimestamp: string;
  readonly acceptedSuggestions?: readonly { readonly id: string }[];
  readonly overrideReason?: Override;
  /** Epic's name for it. */
  readonly overrideReasons?: Override;
}

const isEnvelope = compileMessageSchema<{ readonly feedback: readonly unknown[] }>(
  'cds-hooks-feedback',
);
const isItem = compileMessageSchema<CheckedItem>('cds-hooks-feedback', 'item');

/** The usable items and the number of the others. Throws CDS_REQUEST_INVALID when the body is no `{feedback: […]}`. */
export function parseFeedback(body: unknown): Feedback {
  if (!isEnvelope(body)) {
    throw new AppError('CDS_REQUEST_INVALID', describeSchemaError(isEnvelope.errors?.[0]));
  }
  const items = body.feedback.filter((item) => isItem(item)).map(toItem);
  return { items, rejected: body.feedback.length - items.length };
}

function toItem(item: CheckedItem): FeedbackItem {
  const override = item.overrideReason ?? item.overrideReasons;
  return {
    card: item.card,
    outcome: item.outcome,
    outcomeTimestamp: item.outcomeTimestamp,
    acceptedSuggestions: (item.acceptedSuggestions ?? []).map((suggestion) => suggestion.id),
    ...(override && { overrideReason: toOverride(override) }),
  };
}

function toOverride({ reason, userComment }: Override): Override {
  return { ...(reason && { reason: toCoding(reason) }), ...(userComment && { userComment }) };
}

function toCoding({ code, system, display }: Coding): Coding {
  return { code, ...(system && { system }), ...(display && { display }) };
}
