/** Derives, checks against each other and presumes: one pass over all facts in the order of their dependencies. */
import { factsIn } from '../logic/condition-tree.js';
import { domainOf } from '../logic/possible-values.js';
import { truthOf } from '../logic/truth.js';
import type { FactDefinition } from '../model/knowledge.js';
import type { Conflict, Fact, FactMap } from '../model/values.js';
import { isSilenceRead, presume } from './absence.js';
import { applyDerivation, lookUpIn } from './apply-derivation.js';
import type { JudgingInput, Pass } from './pass.js';
import { contradicts, type DocumentedFact } from './select.js';

export interface JudgedFacts {
  readonly facts: FactMap;
  readonly conflicts: readonly Conflict[];
  readonly usedWeakPresumption: boolean;
}

const nothingRecorded: DocumentedFact = { reason: 'no-data', evidence: [], statements: [] };

export interface JudgingOptions {
  /** Without it, nothing is presumed from a report whose text is unread. */
  readonly weakPresumptions: boolean;
  /** An earlier result of which only the facts in `changed` must be judged anew. */
  readonly since?: { readonly judged: JudgedFacts; readonly changed: ReadonlySet<string> };
}

/** Judges all facts, each after those it rests on. */
export function judgeFacts(
  input: JudgingInput,
  base: ReadonlyMap<string, Fact>,
  assumed: ReadonlyMap<string, Fact>,
  { weakPresumptions, since }: JudgingOptions,
): JudgedFacts {
  const unchanged = (conflict: Conflict): boolean =>
    since?.changed.has(conflict.facts[0] ?? '') === false;
  const pass: Pass = {
    input,
    assumed,
    allowWeak: weakPresumptions,
    base,
    facts: new Map(since?.judged.facts),
    conflicts: (since?.judged.conflicts ?? []).filter(unchanged),
    usedWeak: since?.judged.usedWeakPresumption ?? false,
  };
  const all = input.reading.knowledge.facts;
  const definitions = since === undefined ? all : all.filter(({ fact }) => since.changed.has(fact));
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

/** The fact as recorded, before derivation. */
export function recordedFact(
  definition: FactDefinition,
  { possible, reason, evidence, old }: DocumentedFact = nothingRecorded,
): Fact {
  const common = { id: definition.fact, presumptions: [] };
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
  const assumed = pass.assumed.get(definition.fact);
  if (assumed !== undefined) return assumed;
  const base = pass.base.get(definition.fact) ?? recordedFact(definition);
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
  if (absence === undefined || !isOpen(fact)) return fact;
  if (!isSilenceRead(definition, absence, pass.input)) return notReadToTheEnd(fact);
  const presumption = presume(definition, absence, { ...pass.input, lookUp: lookUpIn(pass) });
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

/** Nothing on record means nothing where the record was not read. */
function notReadToTheEnd(fact: Fact): Fact {
  return fact.status === 'unknown' ? { ...fact, reason: 'fetch-failed' } : fact;
}

/** Nothing was recorded, or a set of which there may be more members than recorded. */
function isOpen({ status, reason, possible }: Fact): boolean {
  const isSilent = status === 'unknown' && reason === 'no-data';
  return isSilent || (possible.kind === 'set' && !possible.complete);
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
