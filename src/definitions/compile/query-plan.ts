/** Derives from the facts' sources the few searches that read everything they need. */
import type {
  CodeSystems,
  CompiledValueSet,
  FactDefinition,
  PlannedQuery,
  ReadingRules,
  SourceResource,
} from '../../model/knowledge.js';
import { algorithms } from '../algorithms.js';
import { canonicalCode } from './value-sets.js';

/** EHRs take at most fifty codes in one search. */
export const maxCodesPerQuery = 50;

/** Servers and proxies cut long addresses off: the codes of one search, with their separators, in characters. */
export const maxCodesLength = 1_800;

const patient = 'patient={{context.patientId}}';

export interface QueryPlanInput {
  /** In a stable order. */
  readonly facts: readonly FactDefinition[];
  readonly valueSets: ReadonlyMap<string, CompiledValueSet>;
  readonly reading: ReadingRules;
  readonly codeSystems: CodeSystems;
  /** Services that suggest orders must see the orders there are. */
  readonly suggestsOrders: boolean;
}

export interface QueryPlan {
  readonly queries: readonly PlannedQuery[];
  readonly factQueries: ReadonlyMap<string, readonly string[]>;
}

/** Keys of the queries by source resource; Observations are asked for by code. */
const keyOf: Readonly<Record<Exclude<SourceResource, 'Observation'>, string>> = {
  Patient: 'patient',
  Condition: 'conditions',
  Procedure: 'procedures',
  Medication: 'medicationRequests',
  DiagnosticReport: 'diagnosticReports',
  ServiceRequest: 'serviceRequests',
};

/** The plan, and for each fact the keys of the queries that its own sources need. */
export function planQueries(input: QueryPlanInput): QueryPlan {
  const codesByFact = new Map(
    input.facts.map((fact) => [fact.fact, observationCodes(fact, input.valueSets)]),
  );
  const groups = groupCodes([...codesByFact.values()], maxCodesPerQuery);
  const observations = groups.map((codes, i) => observationSearch(`observations-${i + 1}`, codes));
  const needed = neededKeys(input);
  const queries = [
    ...scopeQueries(),
    ...observations,
    ...otherQueries(input).filter(({ key }) => needed.has(key)),
  ];
  const factQueries = new Map(
    input.facts.map((fact) => {
      const codes = codesByFact.get(fact.fact) ?? [];
      const keys = new Set([
        ...resourceKeys(fact),
        ...observations
          .filter((query) => query.codes.some((code) => codes.includes(code)))
          .map(({ key }) => key),
      ]);
      return [fact.fact, queries.map(({ key }) => key).filter((key) => keys.has(key))];
    }),
  );
  return { queries, factQueries };
}

/** A search for Observations by their codes. */
export function observationSearch(
  key: string,
  codes: readonly string[],
): PlannedQuery & { readonly codes: readonly string[] } {
  return { ...search(key, 'Observation', `code=${codes.join(',')}`), codes };
}

function scopeQueries(): readonly PlannedQuery[] {
  const scope = { required: true, scope: true };
  return [
    { key: 'patient', resourceType: 'Patient', path: 'Patient/{{context.patientId}}', ...scope },
    { key: 'conditions', resourceType: 'Condition', path: `Condition?${patient}`, ...scope },
  ];
}

function otherQueries({ reading, codeSystems }: QueryPlanInput): readonly PlannedQuery[] {
  const categories = reading.reportCategories.map((code) => canonicalCode(code, codeSystems));
  return [
    search('procedures', 'Procedure'),
    search('medicationRequests', 'MedicationRequest'),
    search('diagnosticReports', 'DiagnosticReport', `category=${categories.join(',')}`),
    search('serviceRequests', 'ServiceRequest', 'status=active'),
  ];
}

function search(key: string, resourceType: string, filter?: string): PlannedQuery {
  const path = `${resourceType}?${patient}${filter === undefined ? '' : `&${filter}`}`;
  return { key, resourceType, path, required: false, scope: false };
}

/** Staging reports are always read: absence policies rest on them. */
function neededKeys({ facts, suggestsOrders }: QueryPlanInput): ReadonlySet<string> {
  const needed = new Set(['diagnosticReports', ...facts.flatMap(resourceKeys)]);
  const liverProcedures = facts.some((fact) => fact.staleAfterLiverProcedure === true);
  if (liverProcedures) needed.add('procedures');
  if (suggestsOrders) needed.add('serviceRequests');
  return needed;
}

function resourceKeys({
  sources,
  derive,
  staleAfterLiverProcedure,
}: FactDefinition): readonly string[] {
  const algorithm = derive?.algorithm === undefined ? undefined : algorithms[derive.algorithm];
  return [
    ...sources.flatMap(({ resource }) => (resource === 'Observation' ? [] : [keyOf[resource]])),
    // Whether a record is still true is known only with the procedures that may have overtaken it.
    ...(algorithm?.readsProcedures === true || staleAfterLiverProcedure === true
      ? [keyOf.Procedure]
      : []),
    ...(algorithm?.readsConditions === true ? [keyOf.Condition] : []),
  ];
}

function observationCodes(
  { sources, derive }: FactDefinition,
  valueSets: ReadonlyMap<string, CompiledValueSet>,
): readonly string[] {
  const own = sources
    .filter(({ resource }) => resource === 'Observation')
    .map(({ codes }) => codes);
  const names =
    derive?.algorithm === undefined ? [] : algorithms[derive.algorithm].observationCodes;
  const ofAlgorithm = names.map((name) => derive?.parameters?.[name]);
  return [...own, ...ofAlgorithm].flatMap((id) =>
    typeof id === 'string' ? (valueSets.get(id)?.searchCodes ?? []) : [],
  );
}

/**
 * Groups of at most `limit` codes and `maxLength` characters, each code once. The codes of one list stay together where
 * they fit; a list goes into the first group that has room for it.
 */
export function groupCodes(
  lists: readonly (readonly string[])[],
  limit: number,
  maxLength: number = maxCodesLength,
): readonly (readonly string[])[] {
  const fits = (codes: readonly string[]): boolean =>
    codes.length <= limit && codes.join(',').length <= maxLength;
  const groups: string[][] = [];
  const place = (codes: readonly string[]): void => {
    const group = groups.find((placed) => fits([...placed, ...codes]));
    if (group) group.push(...codes);
    else if (fits(codes) || codes.length === 1) groups.push([...codes]);
    else for (const code of codes) place([code]);
  };
  const placed = new Set<string>();
  for (const list of lists) {
    const fresh = [...new Set(list)].filter((code) => !placed.has(code));
    if (fresh.length > 0) place(fresh);
    for (const code of fresh) placed.add(code);
  }
  return groups;
}
