/** Evaluation -> cards: what this clinician should see now, or nothing. Pure. */
import type { Card } from '../model/cds-hooks.js';
import type { OrderDefinition } from '../model/knowledge.js';
import type { MakeCards } from '../model/stages.js';
import { withEveryProperty } from './card-shape.js';
import { cardContext, type CardContext } from './context.js';
import { decisiveCard } from './decisive-card.js';
import { pathwaysCard } from './pathways-card.js';
import { safetyCard } from './safety-card.js';
import { ordersThatClose, ordersThatFollow, suggestOrders } from './suggestions.js';

export { plainPresentation, presentResponse } from './present-response.js';
export { checkCardTexts } from './texts.js';
export { topicCodes } from './topic-code.js';

/**
 * At most three cards, the most urgent first; none out of scope and none without an occasion: an excluded
 * treatment planned or running, a fact that settles a pathway, a conflict on a gating criterion, or met criteria.
 * The same evaluation and `newId` sequence give the same cards. https://cds-hooks.hl7.org/#cds-service-response
 * Throws AppError INTERNAL when a text of the service is missing or lacks a value.
 */
export const makeCards: MakeCards = (evaluation, knowledge, service, options) => {
  if (!evaluation.inScope) return [];
  const context = cardContext(evaluation, knowledge, service, options);
  const safety = safetyCard(context);
  const decisive = decisiveCard(context);
  const pathways = pathwaysCard(context);
  const cards = [safety, decisive, pathways].filter((card) => card !== undefined);
  const closing = decisive === undefined ? [] : ordersThatClose(context);
  const following = ordersThatFollow(context).filter((order) => !closing.includes(order));
  return cards.map((card) =>
    withSuggestions(context, card, [
      ...(card === decisive ? closing : []),
      ...(card === cards.at(-1) ? following : []),
    ]),
  );
};

function withSuggestions(
  context: CardContext,
  card: Card,
  orders: readonly OrderDefinition[],
): Card {
  const suggestions = suggestOrders(context, orders);
  if (suggestions.length === 0) return card;
  return withEveryProperty(card, { suggestions, selectionBehavior: 'any' });
}
