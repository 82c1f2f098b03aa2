/** The last step before cards leave: only what this client takes, under the names it knows. Pure. */
import type { Card, CdsResponse } from '../model/cds-hooks.js';
import type { CardPresentation } from '../model/configuration.js';
import { withEveryProperty } from './card-shape.js';

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
  const { systemActions, cards, extension } = response;
  return {
    extension,
    cards: cards.map((card) => presentCard(card, presentation)),
    systemActions: presentation.systemActions ? systemActions : undefined,
  };
}

function presentCard(card: Card, { linkTypes, topicCodes }: CardPresentation): Card {
  const { label, url, topic } = card.source;
  const links = card.links?.filter(({ type }) => linkTypes.includes(type));
  return withEveryProperty(
    {
      uuid: card.uuid,
      summary: card.summary,
      indicator: card.indicator,
      detail: card.detail,
      source: { label, url, topic: topicCodes.get(topic.code) ?? topic },
      overrideReasons: card.overrideReasons,
      links: links?.length === 0 ? undefined : links,
    },
    card,
  );
}
