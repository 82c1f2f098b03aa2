/** Derives, checks against each other and presumes: one pass over all facts in the order of their dependencies. */
import { factsIn } from '../logic/condition-tree.js';
import { domainOf } from '../logic/possible-values.js';
import { truthOf } from '../logic/truth.js';
import type { FactDefinition } from '../model/knowledge.js';
import type { Conflict, Fact, FactMap } from '../model/values.js';
import { presume } from './absence.js';
import { applyDerivation, lookUpIn } from './apply-derivation.js';
import type { JudgingInput, Pass } from './pass.js';
import { contradicts, type DocumentedFact } from './select.js';

export interface JudgedFacts {
  readonly facts: FactMap;
  readonly conflicts: readonly Conflict[];
  readonly usedWeakPresumption: boolean;
}

const nothingRecorded: DocumentedFact = { reason: 'no-data', evidence: [], statements: [] };

/** Judges all facts. Without `weakPresumptions`, nothing is presumed from a report whose text is unread. */
export function judgeFacts(
  input: JudgingInput,
  assumed: ReadonlyMap<string, Fact>,
  options: { readonly weakPresumptions: boolean },
): JudgedFacts {
  const pass: Pass = {
    input,
    assumed,
    allowWeak: options.weakPresumptions,
    base: new Map(),
    facts: new Map(),
    conflicts: [],
    usedWeak: false,
  };
  const definitions = input.reading.knowledge.facts;
  for (const definition of definitions) pass.base.set(definition.fact, baseFact(definition, pass));
  for (const definition of definitions) {
    const judged = judgeFact(definition, pass);
    pass.facts.set(definition.fact, withUndecided(definition, judged));
  }
  for (const definition of definitions) voidWhereUndecided(definition, pass);
  return { facts: pass.facts, conflicts: pass.conflicts, usedWeakPresumption: pass.usedWeak };
}

function documentedOf(definition: FactDefinition, pass: Pass): DocumentedFact {
  return pass.input.documented.get(definition.fact) ?? nothingRecorded;
}

/** The fact as recorded (or assumed), before derivation. */
function baseFact(definition: FactDefinition, pass: Pass): Fact {
  const assumed = pass.assumed.get(definition.fact);
  if (assumed !== undefined) return assumed;
  const common = { id: definition.fact, presumptions: [] };
  const { possible, reason, evidence, old } = documentedOf(definition, pass);
  if (possible === undefined) {
    return {
      ...common,
      status: 'unknown',
      reason: reason ?? 'no-data',
      possible: domainOf(definition),
      evidence,
    };
  }
  return {
    ...common,
    status: 'known',
    ...(reason !== undefined && { reason }),
    possible,
    strength: 'documented',
    evidence,
    ...(old === true && { old }),
  };
}

function judgeFact(definition: FactDefinition, pass: Pass): Fact {
  const base = pass.base.get(definition.fact) ?? baseFact(definition, pass);
  if (pass.assumed.has(definition.fact)) return base;
  const { conflict } = documentedOf(definition, pass);
  if (conflict !== undefined) pass.conflicts.push(conflict);
  const derived =
    definition.derive === undefined
      ? base
      : applyDerivation(definition, definition.derive, base, pass);
  return presumeWhereSilent(definition, derived, pass);
}

function presumeWhereSilent(definition: FactDefinition, fact: Fact, pass: Pass): Fact {
  const { absence } = definition;
  const isOpenSet = fact.possible.kind === 'set' && !fact.possible.complete;
  const isSilent = fact.status === 'unknown' && fact.reason === 'no-data';
  if (absence === undefined || (!isSilent && !isOpenSet)) return fact;
  const { chart, reading, reports } = pass.input;
  const context = { chart, reading, reports, lookUp: lookUpIn(pass) };
  const presumption = presume(definition, absence, context);
  if (presumption === undefined) return fact;
  if (fact.possible.kind === 'set' && fact.possible.members.length > 0) {
    return { ...fact, possible: { ...fact.possible, complete: true } };
  }
  const isContradicted = contradicts(documentedOf(definition, pass), presumption.possible);
  if (isContradicted || (presumption.isWeak && !pass.allowWeak)) return fact;
  if (presumption.isWeak) pass.usedWeak = true;
  return {
    id: fact.id,
    status: 'known',
    possible: presumption.possible,
    strength: 'presumed',
    rule: presumption.rule,
    presumptions: [fact.id],
    evidence: fact.evidence,
  };
}

/** Marks a fact that holds a value outside the logic (mixed morphology): no test on it can be decided. */
function withUndecided(definition: FactDefinition, fact: Fact): Fact {
  const { possible } = fact;
  const hasUndecided =
    fact.status === 'known' &&
    possible.kind === 'one-of' &&
    possible.values.some((value) => definition.undecidedValues?.includes(value) === true);
  return hasUndecided ? { ...fact, undecided: true } : fact;
}

/** Once all facts stand, marks those that another fact's undecided value makes meaningless. */
function voidWhereUndecided({ fact: id, undecidedWhen }: FactDefinition, pass: Pass): void {
  const fact = pass.facts.get(id);
  if (undecidedWhen === undefined || fact === undefined) return;
  const isVoid =
    factsIn(undecidedWhen).some((other) => pass.facts.get(other)?.undecided === true) ||
    truthOf(undecidedWhen, lookUpIn(pass)) === 'met';
  if (isVoid) pass.facts.set(id, { ...fact, undecided: true });
}
