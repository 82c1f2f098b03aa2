/** Residual-tumour findings (R classification), and what each says it is about. */
import type { CodeableConcept, Observation, Reference, Specimen } from 'fhir/r4.js';
import type { Evidence } from '../../model/values.js';
import { parseClinicalDate } from '../clinical-date.js';
import { asArray, conceptText, isThere, matchConcept, referenceOf } from '../records.js';
import { daysOf, type DaySpan } from './day-span.js';
import type { PrimaryResectionInput } from './primary-resection-input.js';

export interface ResidualFinding {
  readonly values: readonly string[];
  readonly days: DaySpan | undefined;
  readonly evidence: Evidence;
  readonly link: FindingLink;
}

/** By what a finding names its object: an operation, a place (specimen, body site), or nothing at all. */
export type FindingLink =
  | { readonly by: 'operation'; readonly references: readonly string[] }
  | { readonly by: 'site'; readonly organs: readonly string[] }
  | { readonly by: 'nothing' };

/** The findings that count, each with its link. */
export function residualFindings(input: PrimaryResectionInput): readonly ResidualFinding[] {
  const { context, parameters, observations } = input;
  const codes = context.knowledge.valueSets.get(parameters.residual);
  const answers = context.knowledge.valueSets.get(parameters.residualValues);
  return observations.flatMap((observation): ResidualFinding[] => {
    if (!counts(observation) || matchConcept(observation.code, codes) === undefined) return [];
    const answer = matchConcept(observation.valueCodeableConcept, answers);
    const values = answer?.entry.properties?.['primaryResection'];
    const text = observation.effectiveDateTime ?? observation.effectivePeriod?.end;
    const date = parseClinicalDate(text, context.timeZone);
    if (values === undefined || (date?.earliest ?? '') > context.today) return [];
    const days = date && daysOf(date);
    return [{ values, days, evidence: evidenceOf(observation), link: linkOf(observation, input) }];
  });
}

function counts({ status, dataAbsentReason }: Observation): boolean {
  return ['final', 'amended', 'corrected'].includes(status) && !isThere(dataAbsentReason);
}

function evidenceOf(observation: Observation): Evidence {
  const text = conceptText(observation.valueCodeableConcept);
  return {
    reference: referenceOf(observation),
    display: 'Residual tumour',
    ...(text !== undefined && { value: text }),
    ...(observation.effectiveDateTime !== undefined && { date: observation.effectiveDateTime }),
  };
}

/** What is named must be the primary or its operation; only a finding that names nothing is placed by its date. */
function linkOf(observation: Observation, input: PrimaryResectionInput): FindingLink {
  const named = [...asArray(observation.focus), ...asArray(observation.partOf)];
  if (named.length > 0) return { by: 'operation', references: named.flatMap(localReference) };
  if (asArray(observation.specimen).length > 0) {
    return { by: 'site', organs: organsAt(siteOfSpecimen(observation, input), input) };
  }
  if (asArray(observation.bodySite).length > 0) {
    return { by: 'site', organs: organsAt(observation.bodySite, input) };
  }
  return { by: 'nothing' };
}

/** Looks back, so that a long word is not tried from each of its letters. */
const typeAndId = /(?<![A-Za-z])([A-Za-z]+\/[^/?#]+)(?:\/_history\/[^/]+)?$/;

/** `Type/id` of a reference, whatever base or version it is written with. */
function localReference({ reference }: Reference): readonly string[] {
  const found: unknown = reference;
  if (typeof found !== 'string') return [];
  const match = typeAndId.exec(found);
  return match?.[1] === undefined ? [] : [match[1]];
}

function siteOfSpecimen(
  { specimen, contained }: Observation,
  { specimens }: PrimaryResectionInput,
): CodeableConcept | undefined {
  const text: unknown = specimen?.reference;
  const reference = typeof text === 'string' ? text : '';
  const inside = asArray(contained).find(({ id }) => `#${id ?? ''}` === reference);
  if (inside?.resourceType === 'Specimen') return (inside as Specimen).collection?.bodySite;
  const [local] = specimen === undefined ? [] : localReference(specimen);
  return specimens.find((candidate) => referenceOf(candidate) === local)?.collection?.bodySite;
}

/** Where a primary may be that is at this body site. */
function organsAt(
  site: CodeableConcept | undefined,
  { context, parameters }: PrimaryResectionInput,
): readonly string[] {
  const bodySites = context.knowledge.valueSets.get(parameters.bodySites);
  return matchConcept(site, bodySites)?.entry.properties?.['primarySite'] ?? [];
}
