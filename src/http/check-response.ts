import { messageValidator } from '../intake/message-schema.js';
import type { CdsResponse } from '../model/cds-hooks.js';

const isCdsResponse = messageValidator<CdsResponse>('cdsHooksResponse');

/**
 * The last look at an answer before it leaves: valid by schemas/cds-hooks-response.schema.json, and every uuid used
 * once. Gives the broken rule and where (`maxLength /cards/0/summary`, never a value), or undefined.
 */
export function findBrokenRule(response: CdsResponse): string | undefined {
  if (!isCdsResponse(response)) {
    const error = isCdsResponse.errors?.[0];
    return `${error?.keyword ?? 'schema'} ${error?.instancePath ?? ''}`;
  }
  const ids = response.cards.flatMap((card) => [
    card.uuid,
    ...(card.suggestions ?? []).map((suggestion) => suggestion.uuid),
  ]);
  return new Set(ids).size === ids.length ? undefined : 'uniqueUuid /cards';
}
