/** The answer of the service as far as it can be shown: an odd card is left out rather than breaking the page. */
import type { Card, Coding, Link, Suggestion } from '../../../../src/model/cds-hooks.js';
import { asList, asText, isObject, type Resource } from '../../../../ui/fhir-display.js';

export type ShownIndicator = 'info' | 'warning' | 'critical';

export interface ShownCard {
  /** Absent where the service gave none: then no feedback can name the card. */
  readonly uuid: string | undefined;
  readonly summary: string;
  readonly detail: string | undefined;
  readonly indicator: ShownIndicator;
  readonly source: {
    readonly label: string;
    readonly url: string | undefined;
    readonly topic: string | undefined;
  };
  readonly suggestions: readonly Suggestion[];
  readonly links: readonly Link[];
  readonly overrideReasons: readonly Coding[];
}

const indicators: readonly ShownIndicator[] = ['info', 'warning', 'critical'];

/** The cards of an answer; undefined where it has no list of cards. */
export function readCards(body: unknown): readonly ShownCard[] | undefined {
  if (!isObject(body) || !Array.isArray(body['cards'])) return undefined;
  return body['cards'].filter(isObject).map(readCard);
}

function readCard(card: Resource): ShownCard {
  const source: Resource = isObject(card['source']) ? card['source'] : {};
  const topic = isObject(source['topic']) ? source['topic'] : {};
  return {
    uuid: asText(card['uuid']),
    summary: asText(card['summary']) ?? 'Card without a summary',
    detail: asText(card['detail']),
    indicator: indicators.find((known) => known === card['indicator']) ?? 'info',
    source: {
      label: asText(source['label']) ?? 'not named',
      url: asText(source['url']),
      topic: asText(topic['display']) ?? asText(topic['code']),
    },
    suggestions: listOf(card['suggestions'], isSuggestion),
    links: listOf(card['links'], isLink),
    overrideReasons: listOf(card['overrideReasons'], isCoding),
  };
}

function listOf<Item>(list: unknown, isItem: (one: unknown) => one is Item): readonly Item[] {
  return asList(list).filter(isItem);
}

function isSuggestion(value: unknown): value is Suggestion {
  return (
    isObject(value) &&
    typeof value['label'] === 'string' &&
    Array.isArray(value['actions']) &&
    value['actions'].every(isObject)
  );
}

function isLink(value: unknown): value is Link {
  return isObject(value) && typeof value['label'] === 'string' && typeof value['url'] === 'string';
}

function isCoding(value: unknown): value is Card['source']['topic'] {
  return isObject(value) && typeof value['code'] === 'string';
}

/** The evaluation behind the cards, which the sandbox asks for; undefined where there is none. */
export function evaluationOf(body: unknown): Resource | undefined {
  const extension = isObject(body) ? body['extension'] : undefined;
  const evaluation = isObject(extension) ? extension['org.nelm-cds.evaluation'] : undefined;
  return isObject(evaluation) ? evaluation : undefined;
}

/** Why the service does not speak about this patient; empty when it does or does not say. */
export function scopeReasons(evaluation: Resource | undefined): readonly string[] {
  if (evaluation === undefined || evaluation['inScope'] !== false) return [];
  return asList(evaluation['scopeReasons'])
    .filter(isObject)
    .map(({ text }) => asText(text))
    .filter((text) => text !== undefined);
}
