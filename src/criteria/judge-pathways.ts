/** All pathways with everything that a clinician may want to see of them. */
import { judgeTree } from '../logic/condition-tree.js';
import { lookUpIn, truthOf } from '../logic/truth.js';
import type {
  ArmResult,
  CriterionResult,
  PathwayResult,
  PathwayStatus,
} from '../model/evaluation.js';
import type { PathwayDefinition } from '../model/knowledge.js';
import type { FactSet } from '../model/values.js';
import { judgeCriterion } from './judge-criterion.js';
import type { Judging, PreparedPathway } from './judging.js';
import { applies, judgeStatuses, type JudgedStatuses } from './pathway-status.js';

/** All pathways with their criteria, arms and what is missing, in the order given. */
export function judgePathways(
  pathways: readonly PathwayDefinition[],
  judging: Judging,
  factSet: FactSet,
  judged: JudgedStatuses = judgeStatuses(pathways.map(judging.prepared), factSet),
): readonly PathwayResult[] {
  return pathways.map((pathway) => new JudgedPathway(judging.prepared(pathway), factSet, judged));
}

/** A class for its getters: of most pathways a card tells the status and no more. */
class JudgedPathway implements PathwayResult {
  readonly id: string;
  readonly definition: PathwayDefinition;
  readonly status: PathwayStatus;
  readonly #pathway: PreparedPathway;
  readonly #factSet: FactSet;
  readonly #statuses: JudgedStatuses['statuses'];
  #criteria: readonly CriterionResult[] | undefined;
  #arms: readonly ArmResult[] | undefined;
  #missing: readonly string[] | undefined;
  #presumptions: readonly string[] | undefined;

  constructor(pathway: PreparedPathway, factSet: FactSet, { statuses }: JudgedStatuses) {
    this.id = pathway.definition.id;
    this.definition = pathway.definition;
    this.status = statuses.get(this.id) ?? 'needs-data';
    this.#pathway = pathway;
    this.#factSet = factSet;
    this.#statuses = statuses;
  }

  get criteria(): readonly CriterionResult[] {
    this.#criteria ??= this.#pathway.criteria
      .filter((criterion) => applies(criterion, this.#factSet))
      .map((criterion) => judgeCriterion(criterion, this.#factSet));
    return this.#criteria;
  }

  get arms(): readonly ArmResult[] {
    this.#arms ??= armsOf(this.#pathway, this.#factSet);
    return this.#arms;
  }

  get missing(): readonly string[] {
    this.#missing ??= unique(this.#gating().flatMap(({ missing }) => missing));
    return this.#missing;
  }

  get presumptions(): readonly string[] {
    this.#presumptions ??= unique(this.#gating().flatMap(({ presumptions }) => presumptions));
    return this.#presumptions;
  }

  get preferred(): boolean {
    return isPreferred(this.#pathway, this.#statuses, this.#factSet);
  }

  get members(): readonly string[] | undefined {
    return this.definition.view?.anyOf.filter(
      (member) => this.#statuses.get(member) !== 'excluded',
    );
  }

  #gating(): readonly CriterionResult[] {
    return this.criteria.filter(isGating);
  }
}

function isGating({ role }: CriterionResult): boolean {
  return role === 'inclusion' || role === 'exclusion';
}

function unique(ids: readonly string[]): readonly string[] {
  return ids.length < 2 ? ids : [...new Set(ids)];
}

function armsOf({ arms }: PreparedPathway, { strict }: FactSet): readonly ArmResult[] {
  return arms.map(({ definition, when }) => {
    const tree = judgeTree(when, strict);
    const { result, reason } = tree;
    return { id: definition.id, definition, result, reason, tree };
  });
}

/** Only where the source prefers one of two pathways whose criteria are both met. */
function isPreferred(
  { definition: { id, preferredOver }, preferredWhen }: PreparedPathway,
  statuses: ReadonlyMap<string, PathwayStatus>,
  { facts }: FactSet,
): boolean {
  if (preferredOver === undefined || preferredWhen === undefined) return false;
  const areBothMet = [id, preferredOver.pathway].every(
    (one) => statuses.get(one) === 'criteria-met',
  );
  return areBothMet && truthOf(preferredWhen, lookUpIn(facts)) === 'met';
}
