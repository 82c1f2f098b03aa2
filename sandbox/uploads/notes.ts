/** What was changed or left out of an upload, counted: nothing of a chart is lost silently. */
import { quoteName } from '../fhir-server/index.js';

export interface Notes {
  readonly add: (what: string, type: string, count?: number) => void;
  /** One sentence for each type and reason, in the order in which they first came up. */
  readonly sentences: () => readonly string[];
}

const maxSentences = 100;

export function createNotes(): Notes {
  const counts = new Map<string, { what: string; type: string; count: number }>();
  return {
    add: (what, type, count = 1) => {
      const key = `${type}\n${what}`;
      const known = counts.get(key);
      if (known !== undefined) known.count += count;
      else if (counts.size < maxSentences) counts.set(key, { what, type, count });
      else if (counts.size === maxSentences) counts.set('', { what, type: 'further', count });
    },
    sentences: () =>
      [...counts.values()].map(({ what, type, count }) => `${nameOf(type)} (${count}): ${what}.`),
  };
}

/** Type names come from outside. */
function nameOf(type: string): string {
  const name = quoteName(type);
  return name.startsWith('"') ? type : 'Resource of an unreadable type';
}
