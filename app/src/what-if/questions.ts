/** Which facts "what if" offers, and in which order. */
import type { EvaluatedFact, Evaluation } from '../evaluation/evaluation.js';
import type { Vocabulary } from '../evaluation/vocabulary.js';

export interface Questions {
  /** Open or doubtful on the record and bearing on a pathway; those that decide come first. */
  readonly open: readonly string[];
  /** Other facts that a test or referral can establish. */
  readonly others: readonly string[];
}

export function questionsFor(record: Evaluation, vocabulary: Vocabulary): Questions {
  const roots = vocabulary.knowledge.facts.filter(({ root }) => root).map(({ id }) => id);
  const pathways = Object.values(record.pathways);
  const bearing = new Set(
    pathways.flatMap(({ missing, presumptions }) => [...missing, ...presumptions]),
  );
  const judged = new Set(
    pathways.flatMap(({ criteria }) => criteria.flatMap(({ facts }) => facts)),
  );
  const decisive = record.decisive.map(({ fact }) => fact).filter((id) => roots.includes(id));
  const doubtful = roots.filter(
    (id) => !decisive.includes(id) && bearing.has(id) && isDoubtful(record.facts[id]),
  );
  const open = [...decisive, ...doubtful];
  return { open, others: roots.filter((id) => !open.includes(id) && judged.has(id)) };
}

/** Unknown, contradictory, presumed, or with more than one possible value. */
export function isDoubtful(fact: EvaluatedFact | undefined): boolean {
  if (fact === undefined || fact.status === 'unknown') return true;
  if (fact.reason !== undefined || fact.strength === 'presumed') return true;
  if (fact.kind === 'one-of') return (fact.values?.length ?? 0) > 1;
  const { low, high } = fact.interval ?? {};
  return fact.kind === 'interval' && low !== high;
}
