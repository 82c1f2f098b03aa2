/** Trends ready to be read: series that are no facts get a definition for each of their units. */
import type {
  CompiledValueSet,
  FactDefinition,
  OwnSeries,
  PlannedQuery,
  Trends,
  TrendsFile,
} from '../../model/knowledge.js';
import { groupCodes, maxCodesPerQuery, observationSearch } from './query-plan.js';
import { indexSources } from './source-index.js';

/** Without a file there are none. */
export function compileTrends(
  file: TrendsFile | undefined,
  factById: ReadonlyMap<string, FactDefinition>,
  valueSets: ReadonlyMap<string, CompiledValueSet>,
): Trends {
  const { series: shown = [], treatments: therapies = [] } = file ?? {};
  const series = shown.flatMap((one) =>
    'fact' in one ? (factById.get(one.fact) ?? []) : definitionsOf(one),
  );
  const treatments = therapies.flatMap((id) => factById.get(id) ?? []);
  const sources = new Map(
    [...series, ...treatments].map((one) => [one, indexSources([one], valueSets)]),
  );
  return { series, treatments, sources };
}

function definitionsOf({ id, label, codes, units }: OwnSeries): readonly FactDefinition[] {
  return units.map((unit) => ({
    fact: id,
    label,
    topic: 'trends',
    kind: 'interval',
    unit,
    minimum: 0,
    root: false,
    sources: [{ resource: 'Observation', codes }],
    source: 'Trends',
  }));
}

/** Searches for codes that no query of the plan asks for. */
export function historyQueries(
  { series }: Trends,
  valueSets: ReadonlyMap<string, CompiledValueSet>,
  plan: readonly PlannedQuery[],
): readonly PlannedQuery[] {
  const asked = new Set(plan.flatMap(({ codes = [] }) => codes));
  const lists = series.map(({ sources }) =>
    sources
      .filter(({ resource }) => resource === 'Observation')
      .flatMap(({ codes = '' }) => valueSets.get(codes)?.searchCodes ?? [])
      .filter((code) => !asked.has(code)),
  );
  return groupCodes(lists, maxCodesPerQuery).map((codes, index) =>
    observationSearch(`observations-trends-${index + 1}`, codes),
  );
}
