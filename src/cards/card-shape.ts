import type { Card } from '../model/cds-hooks.js';

type CardBase = Omit<Card, 'suggestions' | 'selectionBehavior'>;

/** A card with all of its properties in one order (model/one-shape). */
export function withEveryProperty(
  { uuid, summary, indicator, detail, source, overrideReasons, links }: CardBase,
  { suggestions, selectionBehavior }: Pick<Card, 'suggestions' | 'selectionBehavior'>,
): Card {
  return {
    uuid,
    summary,
    indicator,
    detail,
    source,
    overrideReasons,
    suggestions,
    selectionBehavior,
    links,
  };
}
