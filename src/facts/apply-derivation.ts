/** A fact as recorded and what follows for it from others: narrowed, supplied, or in conflict. */
import { intersect, isSubset, oneOf, unite } from '../logic/possible-values.js';
import { presumptionsOf } from '../logic/presumptions.js';
import { mainReason } from '../logic/truth.js';
import type { Derivation, FactDefinition } from '../model/knowledge.js';
import type { Evidence, Fact, PossibleValues, UnknownReason } from '../model/values.js';
import { deriveByCases, type Derived } from './derive.js';
import { factOf } from './fact-of.js';
import type { FactRule, PreparedDerivation } from './fact-rules.js';
import type { Pass } from './pass.js';

const shownInputEvidence = 6;

type DerivedWithEvidence = Derived & { readonly evidence?: readonly Evidence[] };

/** Applies a derivation to a fact. */
export function applyDerivation(
  rule: FactRule,
  prepared: PreparedDerivation,
  base: Fact,
  pass: Pass,
): Fact {
  const { definition } = rule;
  const { derivation } = prepared;
  if (derivation.firstKnown !== undefined) return firstKnown(definition, derivation, base, pass);
  if (base.status === 'known' && derivation.use === 'fallback') return base;
  // A disagreement among the records is not settled by what follows from elsewhere.
  if (base.reason === 'conflicting') return base;
  const derived = deriveValue(rule, prepared, pass);
  if (derived === undefined) return withInheritedReason(prepared, base, pass);
  if (base.status === 'unknown') return suppliedFact(definition, derivation, base, derived, pass);
  const both = intersect(base.possible, derived.possible);
  if (both !== undefined && !isContested(prepared, base, derived, pass)) {
    return isSubset(base.possible, both)
      ? base
      : { ...suppliedFact(definition, derivation, base, derived, pass), possible: both };
  }
  // What was merely presumed cannot contradict a record.
  const isHarmless =
    presumptionsOf(inputsOf(derived, pass)).length > 0 ||
    areCompatible(derivation, base.possible, derived.possible);
  return isHarmless ? base : conflictOf(definition, prepared, base, derived, pass);
}

/** The counterpart contradicts itself, and one of its values contradicts what is documented here. */
function isContested(
  { derivation, putsInDoubt }: PreparedDerivation,
  base: Fact,
  derived: Derived,
  pass: Pass,
): boolean {
  const isTorn = putsInDoubt.some((id) => pass.facts.get(id)?.reason === 'conflicting');
  if (!isTorn || base.possible.kind !== 'one-of' || derived.possible.kind !== 'one-of')
    return false;
  const documented = base.possible.values;
  return derived.possible.values.some(
    (value) =>
      !documented.includes(value) && !areCompatible(derivation, base.possible, oneOf([value])),
  );
}

function areCompatible(
  { compatible = [] }: Derivation,
  a: PossibleValues,
  b: PossibleValues,
): boolean {
  if (a.kind !== 'one-of' || b.kind !== 'one-of') return false;
  return compatible.some(
    (group) => a.values.some((v) => group.includes(v)) && b.values.some((v) => group.includes(v)),
  );
}

/** The fact as it follows from others alone. */
function suppliedFact(
  definition: FactDefinition,
  derivation: Derivation,
  base: Fact,
  derived: DerivedWithEvidence,
  pass: Pass,
): Fact {
  const inputs = inputsOf(derived, pass);
  const presumptions = presumptionsOf(inputs);
  return factOf({
    id: definition.fact,
    status: 'known',
    possible: derived.possible,
    strength: presumptions.length > 0 ? 'presumed' : 'derived',
    rule: derivation.rule,
    presumptions,
    evidence: [...base.evidence, ...(derived.evidence ?? inputEvidence(inputs))],
  });
}

function inputsOf({ inputs }: Derived, { facts }: Pass): readonly Fact[] {
  return inputs.map((id) => facts.get(id)).filter((fact) => fact !== undefined);
}

function inputEvidence(inputs: readonly Fact[]): readonly Evidence[] {
  const shown: Evidence[] = [];
  for (const { evidence } of inputs) {
    for (const one of evidence) if (one.notUsed === undefined) shown.push(one);
    if (shown.length >= shownInputEvidence) return shown.slice(0, shownInputEvidence);
  }
  return shown;
}

function deriveValue(
  rule: FactRule,
  { derivation, estimates }: PreparedDerivation,
  pass: Pass,
): DerivedWithEvidence | undefined {
  return derivation.algorithm === undefined
    ? deriveByCases(rule.definition, estimates, pass.lookUp)
    : pass.input.algorithmOf(rule)?.(pass.facts, pass.assumed);
}

/** An unknown derived fact is unknown for its inputs' reason, where that says more than "nothing recorded". */
function withInheritedReason({ reasonsFrom }: PreparedDerivation, base: Fact, pass: Pass): Fact {
  if (base.status === 'known') return base;
  const reasons = reasonsFrom.map((id) => pass.facts.get(id)?.reason);
  reasons.push(base.reason);
  const reason = (mainReason(reasons) ?? 'no-data') as UnknownReason;
  return reason === base.reason ? base : { ...base, reason };
}

function firstKnown(
  definition: FactDefinition,
  derivation: Derivation,
  base: Fact,
  pass: Pass,
): Fact {
  const candidates = (derivation.firstKnown ?? []).flatMap((id) => pass.facts.get(id) ?? []);
  const known = candidates.find((fact) => fact.status === 'known');
  if (known !== undefined) return { ...known, id: definition.fact, rule: derivation.rule };
  const reason = (mainReason(candidates.map((fact) => fact.reason)) ?? 'no-data') as UnknownReason;
  return { ...base, reason, evidence: candidates.flatMap((fact) => fact.evidence) };
}

/** Documented and derived values that exclude each other: both stay possible, and the inputs named are in doubt. */
function conflictOf(
  definition: FactDefinition,
  { derivation, putsInDoubt }: PreparedDerivation,
  base: Fact,
  derived: Derived,
  pass: Pass,
): Fact {
  const { knowledge } = pass.input.rules;
  const inputs = derived.inputs.filter((id) => pass.facts.get(id)?.status === 'known');
  const evidence = [
    ...base.evidence,
    ...inputEvidence(inputs.flatMap((id) => pass.facts.get(id) ?? [])),
  ];
  const names = inputs.map((id) => knowledge.factById.get(id)?.label ?? id);
  const text =
    derivation.conflictText ?? `${definition.label} as recorded does not fit ${names.join(', ')}.`;
  pass.conflicts.push({ facts: [definition.fact, ...inputs], text, evidence });
  for (const id of putsInDoubt) putInDoubt(id, pass);
  return {
    ...base,
    reason: 'conflicting',
    possible: unite(base.possible, derived.possible),
    evidence,
  };
}

/** The input itself is in doubt: no test on it is decided until the contradiction is. It is given no other value. */
function putInDoubt(id: string, pass: Pass): void {
  const fact = pass.facts.get(id);
  if (fact?.status === 'known') {
    pass.facts.set(id, { ...fact, reason: 'conflicting', undecided: true });
  }
}
