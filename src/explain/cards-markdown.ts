/** Cards as a document that a clinician can read and review. */
import type { Action, Card, Suggestion } from '../model/cds-hooks.js';

/** All cards in Markdown, without their uuids; the same cards always give the same text. */
export function renderCardsMarkdown(cards: readonly Card[]): string {
  if (cards.length === 0) return 'No cards.\n';
  return `${cards.map((card, index) => renderCard(card, index + 1, cards.length)).join('\n\n---\n\n')}\n`;
}

function renderCard(card: Card, position: number, total: number): string {
  const { source } = card;
  return [
    `# Card ${String(position)} of ${String(total)}: ${card.indicator}`,
    `## ${card.summary}`,
    card.detail,
    ...suggestionBlock(card),
    ...(card.links ?? []).map((link) => `Link (${link.type}): [${link.label}](${link.url})`),
    `Source: [${source.label}](${source.url}), topic \`${source.topic.code}\` (${source.topic.display ?? ''})`,
    ...overrideBlock(card),
  ].join('\n\n');
}

function suggestionBlock({ suggestions, selectionBehavior }: Card): readonly string[] {
  if (suggestions === undefined) return [];
  const lines = suggestions.flatMap((suggestion) => [
    `- ${suggestion.label}`,
    ...suggestedResources(suggestion),
  ]);
  return [`**Suggestions** (${selectionBehavior ?? 'none'})`, lines.join('\n')];
}

function suggestedResources({ actions }: Suggestion): readonly string[] {
  return actions.map((action) => `  - ${action.type}: ${resourceText(action)}`);
}

function resourceText({ resource, resourceId, description }: Action): string {
  if (resource?.resourceType !== 'ServiceRequest') return resourceId ?? description;
  const { status, intent, code } = resource;
  const codes = (code?.coding ?? []).map((c) => `\`${c.system ?? ''}|${c.code ?? ''}\``).join(', ');
  return `ServiceRequest, ${status}, ${intent}: ${code?.text ?? ''} (${codes})`;
}

function overrideBlock({ overrideReasons }: Card): readonly string[] {
  if (overrideReasons === undefined) return [];
  return [`Override reasons: ${overrideReasons.map(({ code }) => code).join(', ')}`];
}
