/** The project's own code system as a FHIR resource: what no standard code system covers. */
import type { CodeSystem, CodeSystemConcept } from 'fhir/r4.js';
import type { Knowledge } from '../model/knowledge.js';

/** Short name under which code-systems.yaml lists the project's code system. */
const shortName = 'nelm';

/** Collects all codes of the project's code system that mappings and orders use. https://hl7.org/fhir/R4/codesystem.html */
export function nelmCodeSystem(knowledge: Knowledge): CodeSystem {
  const entry = knowledge.codeSystems.systems[shortName];
  const url = entry?.uris[0] ?? '';
  const concepts = new Map<string, CodeSystemConcept>();
  for (const valueSet of knowledge.valueSets.values()) {
    for (const searchCode of valueSet.searchCodes) {
      const code = searchCode.startsWith(`${url}|`) ? searchCode.slice(url.length + 1) : undefined;
      const display = valueSet.find(url, code)?.display;
      if (code !== undefined && display !== undefined) concepts.set(code, { code, display });
    }
  }
  for (const { codings } of knowledge.services.flatMap(({ orders }) => orders)) {
    for (const { system, code, display } of codings) {
      if (system === url && !concepts.has(code)) concepts.set(code, { code, display });
    }
  }
  return {
    resourceType: 'CodeSystem',
    id: shortName,
    url,
    version: knowledge.version,
    name: 'NelmCodes',
    title: entry?.title ?? shortName,
    status: 'draft',
    experimental: false,
    caseSensitive: true,
    content: 'complete',
    count: concepts.size,
    concept: [...concepts.values()].sort((a, b) => (a.code < b.code ? -1 : 1)),
  };
}
