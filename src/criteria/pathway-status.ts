/** The statuses of pathways, without trees or words: what the search for decisive data asks for many times over. */
import { lookUpIn, truthOf } from '../logic/truth.js';
import type { PathwayStatus, Truth } from '../model/evaluation.js';
import type { CriterionDefinition } from '../model/knowledge.js';
import type { FactViews } from '../model/values.js';
import type { PreparedCriterion, PreparedPathway } from './judging.js';

type GateResult = Truth | 'does-not-apply';

/** What the gates of each pathway say, by position of the criterion, and the statuses that follow. */
export interface JudgedStatuses {
  readonly gates: ReadonlyMap<string, readonly GateResult[]>;
  readonly statuses: ReadonlyMap<string, PathwayStatus>;
}

/**
 * An inclusion criterion must not rest on a report that nobody has read: it is judged on the strict view of the facts.
 */
export function factsFor<Facts>(
  role: CriterionDefinition['role'],
  { facts, strict }: { readonly facts: Facts; readonly strict: Facts },
): Facts {
  return role === 'inclusion' ? strict : facts;
}

/** Whether a criterion counts for this patient. */
export function applies({ appliesWhen }: PreparedCriterion, { facts }: FactViews): boolean {
  return appliesWhen === undefined || truthOf(appliesWhen, lookUpIn(facts)) === 'met';
}

export function judgeStatuses(
  pathways: readonly PreparedPathway[],
  views: FactViews,
): JudgedStatuses {
  const gates = new Map<string, readonly GateResult[]>();
  const statuses = new Map<string, PathwayStatus>();
  for (const pathway of viewsLast(pathways)) {
    const results = pathway.criteria.map((one) => judgeGate(one, views));
    gates.set(pathway.definition.id, results);
    statuses.set(pathway.definition.id, statusOf(pathway, results, statuses));
  }
  return { gates, statuses };
}

/**
 * Judges again what a changed fact bears on. Returns the statuses that it may have changed; the rest stand. Views come
 * after the pathways they look at (`viewsLast`).
 */
export function rejudgeStatuses(
  pathways: readonly PreparedPathway[],
  views: FactViews,
  { before, fact }: { readonly before: JudgedStatuses; readonly fact: string },
): ReadonlyMap<string, PathwayStatus> {
  const changed = new Map<string, PathwayStatus>();
  const statuses = { get: (id: string) => changed.get(id) ?? before.statuses.get(id) };
  for (const pathway of pathways) {
    const { criteria, affectedGates, definition } = pathway;
    const affected = affectedGates.get(fact) ?? [];
    if (affected.length === 0 && definition.view === undefined) continue;
    const results = [...(before.gates.get(definition.id) ?? [])];
    for (const at of affected) {
      const criterion = criteria[at];
      if (criterion !== undefined) results[at] = judgeGate(criterion, views);
    }
    changed.set(definition.id, statusOf(pathway, results, statuses));
  }
  return changed;
}

/** Views after the pathways they look at. */
export function viewsLast(pathways: readonly PreparedPathway[]): readonly PreparedPathway[] {
  const isView = ({ definition }: PreparedPathway): boolean => definition.view !== undefined;
  return [...pathways.filter((one) => !isView(one)), ...pathways.filter(isView)];
}

function judgeGate(criterion: PreparedCriterion, views: FactViews): GateResult {
  if (!criterion.isGate || !applies(criterion, views)) return 'does-not-apply';
  const { when, definition } = criterion;
  return when === undefined ? 'unknown' : truthOf(when, lookUpIn(factsFor(definition.role, views)));
}

type StatusLookup = Pick<ReadonlyMap<string, PathwayStatus>, 'get'>;

/** A view whose own criteria are met is as good as the best of its members. */
function statusOf(
  { criteria, definition: { view } }: PreparedPathway,
  results: readonly GateResult[],
  statuses: StatusLookup,
): PathwayStatus {
  const own = ownStatus(criteria, results);
  if (view === undefined || own !== 'criteria-met') return own;
  const members = view.anyOf.map((id) => statuses.get(id));
  if (members.includes('criteria-met')) return 'criteria-met';
  return members.includes('needs-data') ? 'needs-data' : 'criteria-not-met';
}

type Effects = Readonly<Partial<Record<GateResult, PathwayStatus>>>;

/** What a gate's result makes of the status. An attestation excludes when wholly on the wrong side. */
const effects: Readonly<Record<CriterionDefinition['role'], Effects>> = {
  exclusion: { met: 'excluded', unknown: 'needs-data' },
  attestation: { 'not-met': 'excluded' },
  inclusion: { 'not-met': 'criteria-not-met', unknown: 'needs-data' },
  favourable: {},
  unfavourable: {},
  caution: {},
};

/** Exclusion weighs more than an unmet inclusion, and that more than missing data. */
const weights: Readonly<Record<PathwayStatus, number>> = {
  'criteria-met': 0,
  'needs-data': 1,
  'criteria-not-met': 2,
  excluded: 3,
};

function ownStatus(
  criteria: readonly PreparedCriterion[],
  results: readonly GateResult[],
): PathwayStatus {
  let status: PathwayStatus = 'criteria-met';
  for (const [at, { definition }] of criteria.entries()) {
    const effect = effects[definition.role][results[at] ?? 'does-not-apply'] ?? 'criteria-met';
    if (weights[effect] > weights[status]) status = effect;
  }
  return status;
}
