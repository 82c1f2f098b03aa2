/** What the real knowledge makes of a few records. */
import { buildFacts } from '../../src/facts/build-facts.js';
import { prepareFacts } from '../../src/facts/fact-rules.js';
import type { PartialResource } from '../../src/model/cases.js';
import type { Assumption, Fact, FactSet } from '../../src/model/values.js';
import { chartOf } from './case-chart.js';
import { knowledge } from './knowledge.js';

export const evaluatedAt = new Date('2026-11-23T10:00:00Z');

export const systems = {
  snomed: 'http://snomed.info/sct',
  loinc: 'http://loinc.org',
  icd10cm: 'http://hl7.org/fhir/sid/icd-10-cm',
  icdO3: 'http://terminology.hl7.org/CodeSystem/icd-o-3',
  ncit: 'http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl',
  rxnorm: 'http://www.nlm.nih.gov/research/umls/rxnorm',
  atc: 'http://www.whocc.no/atc',
  hcpcs: 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
  pcs: 'http://www.cms.gov/Medicare/Coding/ICD10',
  cpt: 'http://www.ama-assn.org/go/cpt',
  nelm: 'https://nelm-cds.example.org/fhir/CodeSystem/nelm',
} as const;

type System = keyof typeof systems;

/** A CodeableConcept from `system|code`. */
export function concept(reference: `${System}|${string}`): object {
  const [system = '', code] = reference.split('|');
  return { coding: [{ system: systems[system as System], code }] };
}

export function factSetOf(
  resources: readonly PartialResource[],
  assumptions: readonly Assumption[] = [],
): FactSet {
  const chart = chartOf(resources, knowledge);
  return buildFacts(
    chart,
    prepareFacts(knowledge),
    { at: evaluatedAt, timeZone: 'UTC' },
    assumptions,
  ).factSet;
}

export function factOf(id: string, resources: readonly PartialResource[]): Fact {
  const fact = factSetOf(resources).facts.get(id);
  if (fact === undefined) throw new Error(`There is no fact ${id}.`);
  return fact;
}

/**
 * A fact in brief: `unknown`, its values, its members with their state, or its numbers. A value that is merely
 * presumed is marked so.
 */
export function briefly(id: string, resources: readonly PartialResource[]): unknown {
  const { status, possible, strength } = factOf(id, resources);
  if (possible.kind === 'set') return possible.members.map((member) => member.id).sort();
  if (status === 'unknown') return 'unknown';
  if (possible.kind === 'one-of') {
    const values = possible.values.join(' or ');
    return strength === 'presumed' ? `presumed ${values}` : values;
  }
  if (possible.kind === 'date') return possible.monthsAgo;
  return possible.intervals.map(({ low, high }) => (low === high ? low : [low, high]));
}
