/** One criterion on one patient's facts. */
import { decidingFacts, judgeTree, missingIn } from '../logic/condition-tree.js';
import { presumptionsOf } from '../logic/presumptions.js';
import { lookUpIn, truthOf } from '../logic/truth.js';
import type { CriterionResult, TreeResult, Truth, TruthReason } from '../model/evaluation.js';
import type { CriterionDefinition, Role } from '../model/knowledge.js';
import type { FactMap, FactSet, Strength } from '../model/values.js';
import type { PreparedCriterion } from './judging.js';
import { factsFor } from './pathway-status.js';

const nothing: readonly string[] = [];

/** Judges a criterion and says on which facts, how strong, and what is missing. */
export function judgeCriterion(criterion: PreparedCriterion, factSet: FactSet): CriterionResult {
  return new JudgedCriterion(criterion, factsFor(criterion.definition.role, factSet));
}

/** A class for its getters: most cards need the result alone, and the tree behind it is the costly part. */
class JudgedCriterion implements CriterionResult {
  readonly id: string;
  readonly role: Role;
  readonly definition: CriterionDefinition;
  readonly facts: readonly string[];
  readonly result: Truth;
  readonly #when: PreparedCriterion['when'];
  readonly #judgedOn: FactMap;
  #tree: TreeResult | undefined;
  #deciding: readonly string[] | undefined;

  constructor({ definition, facts, when }: PreparedCriterion, judgedOn: FactMap) {
    this.id = definition.id;
    this.role = definition.role;
    this.definition = definition;
    this.facts = facts;
    this.result = when === undefined ? 'unknown' : truthOf(when, lookUpIn(judgedOn));
    this.#when = when;
    this.#judgedOn = judgedOn;
  }

  get tree(): TreeResult | undefined {
    this.#tree ??= this.#when && judgeTree(this.#when, this.#judgedOn);
    return this.#tree;
  }

  get reason(): TruthReason | undefined {
    return this.#when === undefined ? 'no-data' : this.tree?.reason;
  }

  get strength(): Strength | undefined {
    return weakestOf(this.#decidingFacts(), this.#judgedOn);
  }

  get missing(): readonly string[] {
    return this.result === 'unknown' && this.tree !== undefined ? missingIn(this.tree) : nothing;
  }

  get presumptions(): readonly string[] {
    // What decides is among what is tested: mostly nothing of it is presumed.
    const tested = presumedBehind(this.facts, this.#judgedOn);
    return tested.length === 0 ? nothing : presumedBehind(this.#decidingFacts(), this.#judgedOn);
  }

  #decidingFacts(): readonly string[] {
    if (this.result === 'unknown' || this.tree === undefined) return nothing;
    this.#deciding ??= decidingFacts(
      this.tree,
      (ids) => presumedBehind(ids, this.#judgedOn).length,
    );
    return this.#deciding;
  }
}

/** The presumed facts behind some facts. */
function presumedBehind(ids: readonly string[], facts: FactMap): readonly string[] {
  return presumptionsOf(ids.map((id) => facts.get(id)));
}

const weakestFirst: readonly Strength[] = ['presumed', 'derived', 'documented'];

function weakestOf(ids: readonly string[], facts: FactMap): Strength | undefined {
  if (ids.length === 0) return undefined;
  const strengths = ids.map((id) => facts.get(id)?.strength);
  return weakestFirst.find((strength) => strengths.includes(strength));
}
