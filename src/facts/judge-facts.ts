/** Derives, checks against each other and presumes: one pass over all facts in the order of their dependencies. */
import { factsIn } from '../logic/prepared-condition.js';
import { truthOf } from '../logic/truth.js';
import type { Conflict, Fact, FactMap, Facts } from '../model/values.js';
import type { Silence } from './absence.js';
import { applyDerivation } from './apply-derivation.js';
import { factOf } from './fact-of.js';
import type { FactRule, PreparedAbsence } from './fact-rules.js';
import type { JudgingInput, Pass } from './pass.js';
import { shownEvidence, type DocumentedFact } from './select.js';

export interface JudgedFacts {
  readonly facts: Facts;
  /** Facts presumed from reports whose text is unread. */
  readonly weaklyPresumed: readonly string[];
}

export interface JudgingOptions {
  readonly assumed: ReadonlyMap<string, Fact>;
  /** Without it, nothing is presumed from a report whose text is unread. */
  readonly weakPresumptions: boolean;
}

type AllJudged = JudgedFacts & {
  readonly facts: FactMap;
  readonly conflicts: readonly Conflict[];
};

/** Judges all facts, each after those it rests on. */
export function judgeFacts(input: JudgingInput, assumed: ReadonlyMap<string, Fact>): AllJudged {
  const facts = new Map<string, Fact>();
  const pass = beginPass(input, { assumed, weakPresumptions: true }, facts);
  judgeAll(input.rules.all, pass);
  const { conflicts, weaklyPresumed } = pass;
  return { facts, conflicts, weaklyPresumed };
}

/** The same facts without what is presumed from reports whose text is unread, and what follows from that. */
export function withoutWeakPresumptions(
  input: JudgingInput,
  assumed: ReadonlyMap<string, Fact>,
  { facts, weaklyPresumed }: AllJudged,
): FactMap {
  if (weaklyPresumed.length === 0) return facts;
  const { all, affectedBy } = input.rules;
  const affected = new Set(weaklyPresumed.flatMap((fact) => affectedBy.get(fact) ?? []));
  const strict = new Map(facts);
  const pass = beginPass(input, { assumed, weakPresumptions: false }, strict);
  judgeAll(
    all.filter((rule) => affected.has(rule)),
    pass,
  );
  return strict;
}

/** Judges anew what may change with one fact; the rest stands as it was judged before. */
export function rejudgeFacts(
  input: JudgingInput,
  options: JudgingOptions,
  { before, fact }: { readonly before: JudgedFacts; readonly fact: string },
): JudgedFacts {
  const changed = new Map<string, Fact>();
  const facts = {
    get: (id: string) => changed.get(id) ?? before.facts.get(id),
    set: (id: string, judged: Fact) => changed.set(id, judged),
  };
  const pass = beginPass(input, options, facts);
  judgeAll(input.rules.affectedBy.get(fact) ?? [], pass);
  return { facts, weaklyPresumed: [...before.weaklyPresumed, ...pass.weaklyPresumed] };
}

function beginPass(
  input: JudgingInput,
  { assumed, weakPresumptions }: JudgingOptions,
  facts: Pass['facts'],
): Pass {
  return {
    input,
    assumed,
    allowWeak: weakPresumptions,
    facts,
    lookUp: ({ fact, documented }) =>
      documented ? (assumed.get(fact) ?? input.recorded.get(fact)) : facts.get(fact),
    conflicts: [],
    weaklyPresumed: [],
  };
}

function judgeAll(rules: readonly FactRule[], pass: Pass): void {
  for (const rule of rules) {
    pass.facts.set(rule.definition.fact, withUndecided(rule, judgeFact(rule, pass)));
  }
  for (const rule of rules) voidWhereUndecided(rule, pass);
}

/** The fact as recorded, before derivation. */
export function recordedFact(rule: FactRule, documented: DocumentedFact): Fact {
  const { definition, domain, unrecorded } = rule;
  const { possible, reason, evidence, old } = documented;
  const { fact: id } = definition;
  if (possible === undefined) {
    const why = reason ?? 'no-data';
    const isSilent = evidence.length === 0 && (why === 'no-data' || why === 'fetch-failed');
    if (isSilent) return unrecorded[why];
    return factOf({
      id,
      status: 'unknown',
      reason: why,
      possible: domain,
      presumptions: [],
      evidence,
    });
  }
  const strength = 'documented';
  return factOf({
    id,
    status: 'known',
    reason,
    possible,
    strength,
    presumptions: [],
    evidence,
    old,
  });
}

function judgeFact(rule: FactRule, pass: Pass): Fact {
  const { definition, unrecorded, derivation, absence } = rule;
  const { fact: id } = definition;
  const assumed = pass.assumed.get(id);
  if (assumed !== undefined) return assumed;
  const recorded = pass.input.recorded.get(id) ?? unrecorded['no-data'];
  const conflict = pass.input.documented.get(id)?.conflict;
  if (conflict !== undefined) pass.conflicts.push(conflict);
  const derived =
    derivation === undefined ? recorded : applyDerivation(rule, derivation, recorded, pass);
  return absence !== undefined && isOpen(derived)
    ? presumeWhereSilent(rule, absence, derived, pass)
    : derived;
}

function presumeWhereSilent(
  rule: FactRule,
  { policy, presumed, when }: PreparedAbsence,
  fact: Fact,
  pass: Pass,
): Fact {
  const silence = pass.input.silenceOf(rule);
  if (silence?.isRead !== true) return notReadToTheEnd(fact, silence);
  if (when !== undefined && truthOf(when, pass.lookUp) !== 'met') return fact;
  if (silence.staging === 'none') return fact;
  if (silence.isContradicted) return fact;
  if (fact.possible.kind === 'set' && fact.possible.members.length > 0) {
    return { ...fact, possible: { ...fact.possible, complete: true } };
  }
  // A report whose text nobody has read is no basis for an inclusion criterion.
  const isWeak = silence.staging === 'unread';
  if (isWeak && !pass.allowWeak) return fact;
  if (isWeak) pass.weaklyPresumed.push(fact.id);
  return factOf({
    id: fact.id,
    status: 'known',
    possible: presumed,
    strength: 'presumed',
    rule: policy.rule,
    presumptions: [fact.id],
    evidence: fact.evidence,
  });
}

/** Nothing on record means nothing where the record was not read. */
function notReadToTheEnd(fact: Fact, silence: Silence | undefined): Fact {
  const notUnderstood = silence?.notUnderstood ?? [];
  const evidence =
    notUnderstood.length === 0
      ? fact.evidence
      : [...fact.evidence, ...notUnderstood].slice(0, shownEvidence);
  const reason = fact.status === 'unknown' ? 'fetch-failed' : fact.reason;
  return { ...fact, reason, evidence };
}

/** Nothing was recorded, or a set of which there may be more members than recorded. */
function isOpen({ status, reason, possible }: Fact): boolean {
  const isSilent = status === 'unknown' && reason === 'no-data';
  return isSilent || (possible.kind === 'set' && !possible.complete);
}

/** Marks a fact that holds a value outside the logic (mixed morphology): no test on it can be decided. */
function withUndecided({ definition: { undecidedValues } }: FactRule, fact: Fact): Fact {
  const { possible } = fact;
  if (undecidedValues === undefined || possible.kind !== 'one-of') return fact;
  const hasUndecided =
    fact.status === 'known' && possible.values.some((value) => undecidedValues.includes(value));
  return hasUndecided ? { ...fact, undecided: true } : fact;
}

/**
 * Once all facts stand, marks those that another fact's undecided value makes meaningless. Where that other was not
 * read, or cannot be used, nobody knows whether it does.
 */
function voidWhereUndecided(rule: FactRule, pass: Pass): void {
  const { definition, domain, undecidedWhen } = rule;
  if (undecidedWhen === undefined) return;
  const { fact: id } = definition;
  const fact = pass.facts.get(id);
  if (fact === undefined) return;
  const others = factsIn(undecidedWhen);
  const isVoid =
    others.some((other) => pass.facts.get(other)?.undecided === true) ||
    truthOf(undecidedWhen, pass.lookUp) === 'met';
  if (isVoid) {
    pass.facts.set(id, { ...fact, undecided: true });
    return;
  }
  const lost = others.flatMap((other) => lostFact(other, pass) ?? []);
  if (lost.length === 0 || isAnsweredByAssumption(id, pass)) return;
  const isUnusable = lost.some((other) => other.reason === 'unusable-value');
  const reason = isUnusable ? 'unusable-value' : 'fetch-failed';
  const evidence = [...lost.flatMap((other) => other.evidence), ...fact.evidence];
  pass.facts.set(
    id,
    factOf({ id, status: 'unknown', reason, possible: domain, presumptions: [], evidence }),
  );
}

/** Who assumes the value itself, or what the tumour is, has answered the question; who assumes a Ki-67 has not. */
function isAnsweredByAssumption(id: string, { assumed, input }: Pass): boolean {
  if (assumed.size === 0) return false;
  return [...assumed.keys()].some(
    (fact) => fact === id || input.rules.byId.get(fact)?.definition.undecidedValues !== undefined,
  );
}

/** A fact that may be on record: it was not read, or what was read cannot be used. */
function lostFact(id: string, { facts, input }: Pass): Fact | undefined {
  const fact = facts.get(id);
  if (fact?.status !== 'unknown') return undefined;
  return fact.reason === 'unusable-value' || input.isUnread(id) ? fact : undefined;
}
