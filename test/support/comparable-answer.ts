/** Answers of the service without what differs between any two of them. */
import { explainAnswer } from '../../src/pipeline.js';

type Json = Readonly<Record<string, unknown>>;

export type ComparableAnswer = Json & { readonly cards: readonly Json[] };

export interface ExplainedAnswer {
  readonly cards: readonly Json[];
  readonly extension: { readonly [explainAnswer]: Json };
}

/**
 * Cards without their uuids, and the facts and statuses of an explained answer where the patient is in scope: of others
 * a service that fetches does not even read the rest of the chart. `originalId` turns ids of the client back into those
 * of the synthetic patients.
 */
export function comparableAnswer(
  { cards, extension }: ExplainedAnswer,
  originalId: (text: string) => string = (text) => text,
): ComparableAnswer {
  const { facts, pathways, decisive, conflicts, inScope } = extension[explainAnswer];
  const judged = inScope === true ? { facts, pathways, decisive, conflicts } : {};
  const text = JSON.stringify({ cards, inScope, ...judged });
  const uuid = /"uuid":"[^"]*"/g;
  return JSON.parse(originalId(text.replaceAll(uuid, '"uuid":""'))) as ComparableAnswer;
}

/** Without the details, which hold fewer lines where ids are long. */
export function withoutDetails({ cards, ...rest }: ComparableAnswer): ComparableAnswer {
  return { ...rest, cards: cards.map((card) => ({ ...card, detail: undefined })) };
}
