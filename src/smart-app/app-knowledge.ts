/** The words that the SMART app shows for the ids of an evaluation. */
import { valueLabel } from '../logic/value-label.js';
import type {
  Citation,
  CriterionDefinition,
  CriterionSource,
  FactDefinition,
  Knowledge,
  PathwayDefinition,
} from '../model/knowledge.js';
import type { AppFact, AppKnowledge, AppPathway } from '../model/smart-app.js';

/** Everything that the edition has words for; the same for every patient. */
export function appKnowledge(knowledge: Knowledge): AppKnowledge {
  const { id, version, title, shortLabel, ageNote, limits, groups } = knowledge.edition;
  return {
    edition: { id, version, hash: knowledge.hash, title, shortLabel, ageNote, limits },
    groups,
    pathways: knowledge.pathways.map((pathway) => pathwayWords(pathway, knowledge)),
    facts: knowledge.facts.map((fact) => factWords(fact, knowledge)),
  };
}

function pathwayWords(pathway: PathwayDefinition, knowledge: Knowledge): AppPathway {
  const { id, group, title, shortTitle, summary, criteria, arms = [], notes = [] } = pathway;
  const shared = knowledge.scope.shared
    .filter(({ except }) => except?.includes(id) !== true)
    .map(({ criterion }) => criterion);
  return {
    id,
    group,
    title,
    shortTitle,
    summary,
    evidencePage: `../evidence/${encodeURIComponent(knowledge.edition.id)}/${encodeURIComponent(id)}`,
    criteria: [...criteria, ...shared].map((criterion) => criterionWords(criterion, knowledge)),
    arms: arms.map((arm) => ({ id: arm.id, label: arm.label })),
    notes: notes.map(({ text }) => text),
  };
}

function criterionWords(
  { id, role, label, note, source }: CriterionDefinition,
  knowledge: Knowledge,
): AppPathway['criteria'][number] {
  return {
    id,
    role,
    label,
    ...(note !== undefined && { note }),
    source: sourceWords(source, knowledge),
  };
}

/** Section of the source, the mark for what comes from outside it, and the citation given. */
function sourceWords(
  { section, external, citation }: CriterionSource,
  { citations }: Knowledge,
): string {
  return [
    `Section: ${section}.`,
    ...(external === true ? ['Not in the review.'] : []),
    ...(citation === undefined ? [] : [citationWords(citations.get(citation))]),
  ].join(' ');
}

function citationWords(citation: Citation | undefined): string {
  if (citation === undefined) return 'Citation not verified.';
  const { text, doi, verified } = citation;
  return [
    text,
    ...(doi === undefined ? [] : [`doi:${doi}.`]),
    ...(verified || /not verified/iu.test(text) ? [] : ['Citation not verified.']),
  ].join(' ');
}

function factWords(fact: FactDefinition, { limits }: Knowledge): AppFact {
  const { label, topic, kind, unit, minimum, maximum, values = [], root } = fact;
  return {
    id: fact.fact,
    label,
    topic,
    kind,
    ...(unit !== undefined && { unit }),
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
    limits: limits.get(fact.fact) ?? [],
    values: values.map((value) => ({ value, label: valueLabel(value, fact) })),
    root,
  };
}
