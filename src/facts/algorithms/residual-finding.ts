/** Residual-tumour findings (R classification), and what each says it is about. */
import type { CodeableConcept, Observation, Reference, Specimen } from 'fhir/r4.js';
import type { ClinicalDate, Evidence } from '../../model/values.js';
import {
  effectiveDate,
  hasAnyValue,
  isPanel,
  saysItIsAbsent,
  standingOf,
  unclearStatus,
} from '../observation-standing.js';
import { asArray, matchAll, matchConcept, referenceOf, togetherGiven } from '../records.js';
import { valueText } from '../value-text.js';
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

/** What a finding leaves possible that cannot be used. */
const anyMargin = ['R0', 'R1', 'R2'];

/** The findings that count, each with its link. One that cannot be used may be any, and is not passed over. */
export function residualFindings(input: PrimaryResectionInput): readonly ResidualFinding[] {
  const { context, parameters, observations } = input;
  const codes = context.knowledge.valueSets.get(parameters.residual);
  return observations.flatMap((observation): ResidualFinding[] => {
    if (!mayCount(observation) || matchConcept(observation.code, codes) === undefined) return [];
    const date = effectiveDate(observation, context);
    if ((date?.earliest ?? '') > context.today) return [];
    const stated = statedMargins(observation, input);
    const problem = problemOf(observation, stated);
    const values = problem === undefined ? stated : undefined;
    return [
      {
        values: values ?? anyMargin,
        days: date && daysOf(date),
        evidence: evidenceOf(observation, date, problem),
        link: linkOf(observation, input),
      },
    ];
  });
}

/** Final, or of a status that does not say; and not without a finding by its own words. */
function mayCount(observation: Observation): boolean {
  const standing = standingOf(observation);
  if (standing === 'early' || standing === 'withdrawn' || saysItIsAbsent(observation)) return false;
  return hasAnyValue(observation) || !isPanel(observation);
}

function statedMargins(
  { valueCodeableConcept }: Observation,
  { context, parameters }: PrimaryResectionInput,
): readonly string[] | undefined {
  const answers = context.knowledge.valueSets.get(parameters.residualValues);
  const matches = matchAll(valueCodeableConcept, answers);
  return togetherGiven(matches.map(({ entry }) => entry.properties?.['primaryResection']));
}

function problemOf(
  observation: Observation,
  stated: readonly string[] | undefined,
): string | undefined {
  if (standingOf(observation) === 'unclear') return unclearStatus;
  return stated === undefined ? 'is not one of the known answers' : undefined;
}

function evidenceOf(
  observation: Observation,
  date: ClinicalDate | undefined,
  problem: string | undefined,
): Evidence {
  const text = valueText(observation);
  return {
    reference: referenceOf(observation),
    display: 'Residual tumour',
    ...(text !== undefined && { value: text }),
    ...(date !== undefined && { date: date.text }),
    ...(problem !== undefined && { notUsed: problem }),
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
