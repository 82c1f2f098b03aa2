/** Turns a library without problems into the knowledge that the stages work with. */
import type {
  Edition,
  FactDefinition,
  Knowledge,
  PathwayDefinition,
  ValueSetFile,
} from '../../model/knowledge.js';
import { oneShapeOf } from '../../model/one-shape.js';
import type { DocumentKind } from '../source/document-kinds.js';
import type { KnowledgeDocument, Library } from '../library.js';
import { affectedFacts, orderFacts } from './fact-order.js';
import { deepFreeze } from '../../deep-freeze.js';
import { hashOf } from './hash.js';
import { limitsOf } from './limits.js';
import { planQueries } from './query-plan.js';
import { indexSources } from './source-index.js';
import { compileTrends, historyQueries } from './trends.js';
import { compileValueSet } from './value-sets.js';

const casesAside = new Set<DocumentKind>(['mapping-cases', 'pathway-cases']);

/** `documents` are those that the hash covers. Call it only when the checks found nothing. */
export function compileKnowledge(
  library: Library,
  documents: readonly KnowledgeDocument[],
  site: string | null,
): Knowledge {
  const { edition, scope, reading, codeSystems } = singles(library);
  const valueSets = new Map(
    valueSetsOf(library).map((file) => [file.id, compileValueSet(deepFreeze(file), codeSystems)]),
  );
  const facts = factsOf(library);
  const pathways = byGroup(library, edition);
  const services = library.service.map(({ value }) => value);
  const evidence = library.evidence.map(({ value }) => value);
  const suggestsOrders = services.some(({ orders }) => orders.length > 0);
  const factById = new Map(facts.map((fact) => [fact.fact, fact]));
  const trends = compileTrends(library.trends[0]?.value, factById, valueSets);
  const plan = planQueries({ facts, valueSets, reading, codeSystems, suggestsOrders });
  const { ordered } = orderFacts(facts);
  return deepFreeze({
    edition,
    version: edition.version,
    hash: hashOf(documents.filter(({ kind }) => !casesAside.has(kind))),
    site,
    valueSets,
    codeSystems,
    reading,
    facts: ordered,
    sources: indexSources(ordered, valueSets),
    factById,
    affectedBy: affectedFacts(facts),
    factQueries: plan.factQueries,
    scope,
    pathways,
    pathwayById: new Map(pathways.map((pathway) => [pathway.id, pathway])),
    figures: new Map(
      evidence.flatMap(({ figures }) => figures.map((figure) => [figure.id, figure])),
    ),
    citations: new Map(
      evidence.flatMap(({ citations }) => citations.map((citation) => [citation.id, citation])),
    ),
    services,
    queryPlan: plan.queries,
    trends,
    historyQueries: historyQueries(trends, valueSets, plan.queries),
    limits: limitsOf(library),
  });
}

function singles(
  library: Library,
): Pick<Knowledge, 'edition' | 'scope' | 'reading' | 'codeSystems'> {
  const [edition] = library.edition;
  const [scope] = library.scope;
  const [reading] = library.reading;
  const [codeSystems] = library['code-systems'];
  if (!edition || !scope || !reading || !codeSystems) {
    throw new TypeError('knowledge with missing files must not be compiled');
  }
  return {
    edition: { ...edition.value, groups: edition.value.groups ?? [] },
    scope: scope.value,
    reading: reading.value,
    codeSystems: codeSystems.value,
  };
}

function valueSetsOf(library: Library): readonly ValueSetFile[] {
  const files = library['value-set'].map(({ value }) => value);
  const inShape = oneShapeOf(files.flatMap(({ codes }) => codes));
  return files.map((file) => ({ ...file, codes: file.codes.map(inShape) }));
}

function factsOf(library: Library): readonly FactDefinition[] {
  const facts = library.fact.map(({ value }) => value);
  const inShape = oneShapeOf(facts);
  const sourceInShape = oneShapeOf(facts.flatMap(({ sources }) => sources));
  return facts.map((fact) => inShape({ ...fact, sources: fact.sources.map(sourceInShape) }));
}

function pathwaysOf(library: Library): readonly PathwayDefinition[] {
  const pathways = library.pathway.map(({ value }) => value);
  const inShape = oneShapeOf(pathways);
  const criterionInShape = oneShapeOf(pathways.flatMap(({ criteria }) => criteria));
  return pathways.map((pathway) =>
    inShape({ ...pathway, criteria: pathway.criteria.map(criterionInShape) }),
  );
}

/** Pathways by the edition's groups, within a group as the services list them. */
function byGroup(library: Library, { groups }: Edition): Knowledge['pathways'] {
  const listed = library.service.flatMap(({ value }) => value.pathways);
  const rank = (id: string): number => (listed.includes(id) ? listed.indexOf(id) : Infinity);
  const all = pathwaysOf(library).toSorted((a, b) =>
    rank(a.id) === rank(b.id) ? 0 : rank(a.id) - rank(b.id),
  );
  return groups.flatMap(({ id }) => all.filter(({ group }) => group === id));
}
