/** The last step before cards leave: only what this client takes, under the names it knows. Pure. */
import type { Card, CdsResponse } from '../model/cds-hooks.js';
import type { CardPresentation } from '../model/configuration.js';

/** Cards as we make them: for clients that want nothing else. */
export const plainPresentation: CardPresentation = {
  linkTypes: ['absolute', 'smart'],
  systemActions: false,
  topicCodes: new Map(),
  actionCodes: new Map(),
  orderDetail: 'full',
};

/** Drops link types and system actions that the client does not take, and maps topic codes. */
export function presentResponse(
  response: CdsResponse,
  presentation: CardPresentation,
): CdsResponse {
  const { systemActions, cards, ...rest } = response;
  return {
    ...rest,
    cards: cards.map((card) => presentCard(card, presentation)),
    ...(presentation.systemActions && systemActions !== undefined && { systemActions }),
  };
}

function presentCard(card: Card, { linkTypes, topicCodes }: CardPresentation): Card {
  const { links = [], source, ...rest } = card;
  const kept = links.filter(({ type }) => linkTypes.includes(type));
  const topic = topicCodes.get(source.topic.code) ?? source.topic;
  return { ...rest, source: { ...source, topic }, ...(kept.length > 0 && { links: kept }) };
}
