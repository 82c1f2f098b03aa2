/** The project's own code system as a FHIR resource: what no standard code system covers. */
import type { CodeSystem, CodeSystemConcept } from 'fhir/r4.js';
import type { Knowledge } from '../model/knowledge.js';

/** Short name under which code-systems.yaml lists the project's code system. */
const shortName = 'nelm';

/** Collects all codes of the project's code system that mappings and orders use. https://hl7.org/fhir/R4/codesystem.html */
export function nelmCodeSystem(knowledge: Knowledge): CodeSystem {
  const { uris, title } = knowledge.codeSystems.systems[shortName] ?? {
    uris: [],
    title: shortName,
  };
  const [url = ''] = uris;
  const concepts = new Map([...codesOfOrders(knowledge, url), ...codesOfMappings(knowledge, url)]);
  return {
    resourceType: 'CodeSystem',
    id: shortName,
    url,
    version: knowledge.version,
    name: 'NelmCodes',
    title,
    status: 'draft',
    experimental: false,
    caseSensitive: true,
    content: 'complete',
    count: concepts.size,
    concept: [...concepts]
      .map(([code, display]): CodeSystemConcept => ({ code, display }))
      .sort((a, b) => (a.code < b.code ? -1 : 1)),
  };
}

type Code = readonly [code: string, display: string];

function codesOfOrders(knowledge: Knowledge, url: string): readonly Code[] {
  return knowledge.services
    .flatMap(({ orders }) => orders)
    .flatMap(({ codings }) => codings)
    .filter(({ system }) => system === url)
    .map(({ code, display }): Code => [code, display]);
}

function codesOfMappings(knowledge: Knowledge, url: string): readonly Code[] {
  return [...knowledge.valueSets.values()].flatMap((valueSet) =>
    valueSet.searchCodes
      .filter((searchCode) => searchCode.startsWith(`${url}|`))
      .flatMap((searchCode): Code[] => {
        const entry = valueSet.find(url, searchCode.slice(url.length + 1));
        return entry === undefined ? [] : [[searchCode.slice(url.length + 1), entry.display]];
      }),
  );
}
