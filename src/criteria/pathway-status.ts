/** The statuses of pathways, without trees or words: what the search for decisive data asks for many times over. */
import { lookUpIn, truthOf } from '../logic/truth.js';
import type { PathwayStatus, Truth } from '../model/evaluation.js';
import type { CriterionDefinition, PathwayDefinition } from '../model/knowledge.js';
import type { FactMap, FactSet } from '../model/values.js';
import type { Judging, PathwayCriterion } from './judging.js';

type GateResult = Truth | 'does-not-apply';

/** What the criteria of each pathway say, and the statuses that follow. */
export interface JudgedStatuses {
  readonly gates: ReadonlyMap<string, readonly GateResult[]>;
  readonly statuses: ReadonlyMap<string, PathwayStatus>;
}

/**
 * An inclusion criterion must not rest on a report that nobody has read: it is judged on the strict view of the facts.
 */
export function factsFor(role: CriterionDefinition['role'], { facts, strict }: FactSet): FactMap {
  return role === 'inclusion' ? strict : facts;
}

/** Whether a criterion counts for this patient. */
export function applies({ appliesWhen }: PathwayCriterion, { facts }: FactSet): boolean {
  return appliesWhen === undefined || truthOf(appliesWhen, lookUpIn(facts)) === 'met';
}

export function judgeStatuses(
  pathways: readonly PathwayDefinition[],
  judging: Judging,
  factSet: FactSet,
): JudgedStatuses {
  const gates = new Map(
    pathways.map((pathway) => [
      pathway.id,
      judging.criteriaOf(pathway).map((one) => judgeGate(one, factSet)),
    ]),
  );
  return { gates, statuses: statusesOf(pathways, judging, gates) };
}

/** Judges again what the changed facts bear on; the rest stands. */
export function rejudgeStatuses(
  pathways: readonly PathwayDefinition[],
  judging: Judging,
  factSet: FactSet,
  { before, changed }: { readonly before: JudgedStatuses; readonly changed: ReadonlySet<string> },
): ReadonlyMap<string, PathwayStatus> {
  const gates = new Map(before.gates);
  for (const pathway of pathways) {
    const results = before.gates.get(pathway.id) ?? [];
    const criteria = judging.criteriaOf(pathway);
    if (!criteria.some((one) => bearsOn(one, changed))) continue;
    gates.set(
      pathway.id,
      criteria.map((one, at) =>
        bearsOn(one, changed) ? judgeGate(one, factSet) : (results[at] ?? 'unknown'),
      ),
    );
  }
  return statusesOf(pathways, judging, gates);
}

function bearsOn({ facts }: PathwayCriterion, changed: ReadonlySet<string>): boolean {
  return facts.some((fact) => changed.has(fact));
}

function judgeGate(one: PathwayCriterion, factSet: FactSet): GateResult {
  if (!applies(one, factSet)) return 'does-not-apply';
  const { role, when } = one.criterion;
  return when === undefined ? 'unknown' : truthOf(when, lookUpIn(factsFor(role, factSet)));
}

function statusesOf(
  pathways: readonly PathwayDefinition[],
  judging: Judging,
  gates: JudgedStatuses['gates'],
): ReadonlyMap<string, PathwayStatus> {
  const statuses = new Map<string, PathwayStatus>();
  const own = (pathway: PathwayDefinition): PathwayStatus =>
    statusOf(judging.criteriaOf(pathway), gates.get(pathway.id) ?? []);
  for (const pathway of pathways) {
    if (pathway.view === undefined) statuses.set(pathway.id, own(pathway));
  }
  // Views after the pathways they look at.
  for (const pathway of pathways) {
    if (pathway.view === undefined) continue;
    statuses.set(pathway.id, viewStatus(pathway.view.anyOf, own(pathway), statuses));
  }
  return statuses;
}

/**
 * Exclusion weighs more than an unmet inclusion, and that more than missing data. An attestation excludes when wholly on
 * the wrong side.
 */
function statusOf(
  criteria: readonly PathwayCriterion[],
  results: readonly GateResult[],
): PathwayStatus {
  const has = (role: CriterionDefinition['role'], result: Truth): boolean =>
    criteria.some(({ criterion }, at) => criterion.role === role && results[at] === result);
  if (has('exclusion', 'met') || has('attestation', 'not-met')) return 'excluded';
  if (has('inclusion', 'not-met')) return 'criteria-not-met';
  if (has('inclusion', 'unknown') || has('exclusion', 'unknown')) return 'needs-data';
  return 'criteria-met';
}

/** A view whose own criteria are met is as good as the best of its members. */
function viewStatus(
  anyOf: readonly string[],
  own: PathwayStatus,
  statuses: ReadonlyMap<string, PathwayStatus>,
): PathwayStatus {
  if (own !== 'criteria-met') return own;
  const members = anyOf.map((id) => statuses.get(id));
  if (members.includes('criteria-met')) return 'criteria-met';
  return members.includes('needs-data') ? 'needs-data' : 'criteria-not-met';
}
