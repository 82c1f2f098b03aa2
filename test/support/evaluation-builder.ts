/** Evaluations made by hand, so that cards and texts are tested without an engine. */
import type {
  CriterionResult,
  Evaluation,
  PathwayResult,
  PathwayStatus,
} from '../../src/model/evaluation.js';
import type { Role } from '../../src/model/knowledge.js';
import type { CardOptions } from '../../src/model/stages.js';
import type {
  Evidence,
  Fact,
  Interval,
  PossibleValues,
  SetMember,
} from '../../src/model/values.js';
import { pathwayDefinition, patientViewService } from './knowledge-builder.js';

/** Card options with ids 1, 2, 3 ... as uuids. */
export function cardOptions(overrides: Partial<CardOptions> = {}): CardOptions {
  let count = 0;
  const newId = (): string => {
    count += 1;
    return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
  };
  return { baseUrl: 'https://nelm.example.org', patientId: 'pat-1', newId, ...overrides };
}

/** A record, by default a final Observation of October 2026. */
export function evidence(overrides: Partial<Evidence> = {}): Evidence {
  return { reference: 'Observation/obs-1', date: '2026-10-01', ...overrides };
}

/** A known, documented fact with one record. */
export function fact(id: string, possible: PossibleValues, overrides: Partial<Fact> = {}): Fact {
  return {
    id,
    status: 'known',
    possible,
    strength: 'documented',
    presumptions: [],
    evidence: [evidence({ reference: `Observation/${id}` })],
    ...overrides,
  };
}

/** A fact about which nothing is recorded. */
export function unknownFact(
  id: string,
  reason: NonNullable<Fact['reason']>,
  overrides: Partial<Fact> = {},
): Fact {
  const possible: PossibleValues = { kind: 'one-of', values: ['yes', 'no'] };
  return { id, status: 'unknown', reason, possible, presumptions: [], evidence: [], ...overrides };
}

export function oneOf(...values: readonly string[]): PossibleValues {
  return { kind: 'one-of', values };
}

export function intervals(...list: readonly Interval[]): PossibleValues {
  return { kind: 'interval', intervals: list };
}

export function members(...list: readonly SetMember[]): PossibleValues {
  return { kind: 'set', members: list, complete: true };
}

export function member(
  id: string,
  status: SetMember['status'],
  overrides: Partial<SetMember> = {},
): SetMember {
  return { id, status, evidence: [evidence({ reference: `ServiceRequest/${id}` })], ...overrides };
}

/** A criterion result; its label is its id with spaces. */
export function criterion(
  id: string,
  role: Role,
  result: CriterionResult['result'],
  overrides: Partial<CriterionResult> = {},
): CriterionResult {
  return {
    id,
    role,
    definition: { id, role, label: id.replaceAll('-', ' '), source: { section: 'Test' } },
    result,
    facts: [],
    missing: [],
    presumptions: [],
    ...overrides,
  };
}

export function pathwayResult(
  id: string,
  status: PathwayStatus,
  overrides: Partial<PathwayResult> = {},
): PathwayResult {
  return {
    id,
    definition: pathwayDefinition(id),
    status,
    criteria: [],
    arms: [],
    missing: [],
    presumptions: [],
    preferred: false,
    ...overrides,
  };
}

/** What makes a hand-made evaluation differ from that of a patient about whom there is nothing to say. */
export interface EvaluationParts extends Partial<Omit<Evaluation, 'facts' | 'pathways'>> {
  readonly facts?: readonly Fact[];
  readonly pathways?: readonly PathwayResult[];
}

/** In scope on 2026-11-23, orders readable and none made; every pathway not named is not met. */
export function evaluationOf(parts: EvaluationParts = {}): Evaluation {
  const facts = [fact('existingOrders', members(), { evidence: [] }), ...(parts.facts ?? [])];
  const given = new Map((parts.pathways ?? []).map((result) => [result.id, result]));
  const pathways = patientViewService.pathways.map(
    (id) => given.get(id) ?? pathwayResult(id, 'criteria-not-met'),
  );
  return {
    evaluatedAt: '2026-11-23T10:00:00Z',
    software: 'nelm-cds 0.1.0',
    knowledge: { edition: 'review-2016', version: '1.0.0', hash: 'abcdef0123456789', site: null },
    queries: { Patient: 'data', conditions: 'data' },
    inScope: true,
    scopeReasons: [],
    decisive: [],
    conflicts: [],
    statements: [],
    ...parts,
    facts: new Map(facts.map((item) => [item.id, item])),
    pathways,
  };
}
