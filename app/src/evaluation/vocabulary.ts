/** The words of the edition for the ids of an evaluation. */
import type { AppFact, AppKnowledge, AppPathway } from '../../../src/model/smart-app.js';

export interface Vocabulary {
  readonly knowledge: AppKnowledge;
  readonly fact: (id: string) => AppFact | undefined;
  readonly pathway: (id: string) => AppPathway | undefined;
  /** The id itself where the edition has no word. */
  readonly factLabel: (id: string) => string;
  readonly pathwayName: (id: string) => string;
}

export function createVocabulary(knowledge: AppKnowledge): Vocabulary {
  const facts = new Map(knowledge.facts.map((fact) => [fact.id, fact]));
  const pathways = new Map(knowledge.pathways.map((pathway) => [pathway.id, pathway]));
  return {
    knowledge,
    fact: (id) => facts.get(id),
    pathway: (id) => pathways.get(id),
    factLabel: (id) => facts.get(id)?.label ?? id,
    pathwayName: (id) => pathways.get(id)?.shortTitle ?? id,
  };
}

/** "a", "a or b", "a, b or c". */
export function joinWith(word: 'and' | 'or', parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} ${word} ${parts.at(-1) ?? ''}`;
}
