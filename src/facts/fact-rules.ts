/** How each fact is judged, made ready once for all patients: domains, conditions, and what each rule rests on. */
import { factsIn, prepareCondition, type PreparedCondition } from '../logic/prepared-condition.js';
import { domainOf, inDomainOrder, oneOf } from '../logic/possible-values.js';
import type {
  AbsencePolicy,
  Derivation,
  Estimate,
  FactDefinition,
  Knowledge,
} from '../model/knowledge.js';
import type { Fact, PossibleValues } from '../model/values.js';
import { factOf } from './fact-of.js';
import { asArray } from './records.js';
import { createZoneOffsets, type ZoneOffset } from './zone-offsets.js';

export interface PreparedEstimate {
  readonly cases: readonly {
    readonly when: PreparedCondition;
    /** In the order of the fact's domain, as `otherwise`. */
    readonly gives: readonly string[];
  }[];
  /** Values when no case is possibly true. */
  readonly otherwise: readonly string[];
  readonly ignoredWithout: string | undefined;
  /** Facts that its cases test, as far as they are judged before this one. */
  readonly facts: readonly string[];
}

export interface PreparedDerivation {
  readonly derivation: Derivation;
  readonly estimates: readonly PreparedEstimate[];
  /** Facts whose reason for being unknown is passed on. */
  readonly reasonsFrom: readonly string[];
  /** Facts that a contradiction puts in doubt. */
  readonly putsInDoubt: readonly string[];
}

export interface PreparedAbsence {
  readonly policy: AbsencePolicy;
  readonly presumed: PossibleValues;
  readonly when: PreparedCondition | undefined;
}

/** Why nothing is recorded, where nothing is. */
export type SilenceReason = 'no-data' | 'fetch-failed';

export interface FactRule {
  readonly definition: FactDefinition;
  readonly domain: PossibleValues;
  /** The fact when nothing is recorded. */
  readonly unrecorded: Readonly<Record<SilenceReason, Fact>>;
  readonly derivation: PreparedDerivation | undefined;
  readonly absence: PreparedAbsence | undefined;
  readonly undecidedWhen: PreparedCondition | undefined;
  /** Positions of the codes of its value sets, `uri|code`. */
  readonly listed: ReadonlyMap<string, number>;
  /** Puts a value on the scale on which its records are compared over time (Ki-67 as grade). */
  readonly comparedAs: FactRule | undefined;
}

export interface FactRules {
  readonly knowledge: Knowledge;
  readonly zoneOffset: ZoneOffset;
  /** Each after those that its derivation and absence policy read. */
  readonly all: readonly FactRule[];
  readonly byId: ReadonlyMap<string, FactRule>;
  /** For each fact, the rules of all facts that may change when it does, itself included. */
  readonly affectedBy: ReadonlyMap<string, readonly FactRule[]>;
}

export function prepareFacts(knowledge: Knowledge): FactRules {
  const byId = new Map<string, FactRule>();
  const ruleOf = (definition: FactDefinition): FactRule => {
    const rule = byId.get(definition.fact) ?? prepareRule(definition, knowledge, ruleOf);
    byId.set(definition.fact, rule);
    return rule;
  };
  const all = knowledge.facts.map(ruleOf);
  return {
    knowledge,
    zoneOffset: createZoneOffsets(),
    all,
    byId,
    affectedBy: new Map(
      [...knowledge.affectedBy].map(([fact, affected]) => [
        fact,
        all.filter(({ definition }) => affected.has(definition.fact)),
      ]),
    ),
  };
}

function prepareRule(
  definition: FactDefinition,
  knowledge: Knowledge,
  ruleOf: (definition: FactDefinition) => FactRule,
): FactRule {
  const { derive, absence, undecidedWhen, disagreement } = definition;
  const domain = domainOf(definition);
  const compared = knowledge.factById.get(disagreement?.comparedAs ?? '');
  return {
    definition,
    domain,
    unrecorded: {
      'no-data': unrecordedFact(definition, domain, 'no-data'),
      'fetch-failed': unrecordedFact(definition, domain, 'fetch-failed'),
    },
    derivation: derive && prepareDerivation(definition, derive, knowledge),
    absence: absence && prepareAbsence(domain, absence),
    undecidedWhen: undecidedWhen && prepareCondition(undecidedWhen),
    listed: listedCodes(definition, knowledge),
    comparedAs: compared && ruleOf(compared),
  };
}

function unrecordedFact(
  { fact: id }: FactDefinition,
  possible: PossibleValues,
  reason: SilenceReason,
): Fact {
  return factOf({ id, status: 'unknown', reason, possible, presumptions: [], evidence: [] });
}

/** A derivation rests on facts judged before it alone, so that judging it again with all others at hand changes nothing. */
function prepareDerivation(
  definition: FactDefinition,
  derivation: Derivation,
  { facts }: Knowledge,
): PreparedDerivation {
  const earlier = new Set(facts.slice(0, facts.indexOf(definition)).map(({ fact }) => fact));
  const isEarlier = (fact: string): boolean => earlier.has(fact);
  const estimates = (derivation.estimates ?? []).map((one) =>
    prepareEstimate(definition, one, isEarlier),
  );
  const required = estimates.filter(({ ignoredWithout }) => ignoredWithout === undefined);
  const read = asArray(derivation.parameters?.['facts'] as readonly string[] | undefined);
  return {
    derivation,
    estimates,
    reasonsFrom: [...required.flatMap((estimate) => estimate.facts), ...read].filter(isEarlier),
    putsInDoubt: (derivation.putsInDoubt ?? []).filter(isEarlier),
  };
}

function prepareEstimate(
  definition: FactDefinition,
  { cases, otherwise, ignoredWithout }: Estimate,
  isEarlier: (fact: string) => boolean,
): PreparedEstimate {
  const prepared = cases.map(({ when, gives }) => ({
    when: prepareCondition(when),
    gives: inDomainOrder(definition, gives),
  }));
  return {
    cases: prepared,
    otherwise: inDomainOrder(definition, otherwise ?? definition.values ?? []),
    ignoredWithout,
    facts: [...new Set(prepared.flatMap(({ when }) => factsIn(when)))].filter(isEarlier),
  };
}

function prepareAbsence(domain: PossibleValues, policy: AbsencePolicy): PreparedAbsence {
  return {
    policy,
    presumed: presumedValue(domain, policy),
    when: policy.when && prepareCondition(policy.when),
  };
}

function presumedValue({ kind }: PossibleValues, policy: AbsencePolicy): PossibleValues {
  switch (kind) {
    case 'set':
      return { kind, members: [], complete: true };
    case 'date':
      return { kind, monthsAgo: { low: Infinity, high: Infinity } };
    case 'one-of':
    case 'interval':
      return oneOf(policy.presume);
  }
}

/** A code that several value sets list counts where it is first. */
function listedCodes(
  { sources }: FactDefinition,
  { valueSets }: Knowledge,
): ReadonlyMap<string, number> {
  const codes = sources.flatMap(({ codes: id }) => valueSets.get(id ?? '')?.searchCodes ?? []);
  return new Map(codes.map((code, at) => [code, at] as const).reverse());
}
