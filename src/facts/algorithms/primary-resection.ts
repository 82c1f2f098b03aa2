/**
 * Whether and how completely the primary was resected: operations on the primary's own organ, each with the
 * residual-tumour finding that belongs to it. The margin of a liver resection says nothing about the primary.
 */
import type { Observation, Procedure } from 'fhir/r4.js';
import { oneOf, unite } from '../../logic/possible-values.js';
import type { Evidence, PossibleValues } from '../../model/values.js';
import { parseClinicalDate } from '../clinical-date.js';
import { DateTime } from 'luxon';
import {
  asArray,
  codingsOf,
  matchConcept,
  referenceOf,
  conceptText,
  type ReadingContext,
} from '../records.js';
import { procedureDateText } from '../read-event.js';

export interface PrimaryResectionParameters {
  /** Value set of operations; property `site`: organs of the primary. */
  readonly procedures: string;
  readonly residual: string;
  readonly residualValues: string;
  readonly withinDays: number;
  /** Value set of body sites; property `primarySite`. */
  readonly bodySites: string;
  /** Value set of operations on the liver, to which a finding may belong instead. */
  readonly liverOperations: string;
}

export interface PrimaryResectionInput {
  readonly procedures: readonly Procedure[];
  readonly observations: readonly Observation[];
  /** Sites that the primary may be at; undefined when nothing is known of it. */
  readonly sites: readonly string[] | undefined;
  readonly parameters: PrimaryResectionParameters;
  readonly context: ReadingContext;
}

const resected = ['R0', 'R1', 'R2'];

/** The margin as far as it is known; undefined when no operation on the primary is on record. */
export function primaryResection(
  input: PrimaryResectionInput,
): { readonly possible: PossibleValues; readonly evidence: readonly Evidence[] } | undefined {
  const operations = input.procedures.filter((procedure) => isOnPrimary(procedure, input));
  if (operations.length === 0) return undefined;
  const findings = operations.flatMap((operation) => residualOf(operation, input));
  const isCertain = input.sites !== undefined && input.sites.length > 0;
  const margin =
    findings.length === 0
      ? oneOf(resected)
      : oneOf([...new Set(findings.flatMap((f) => f.values))]);
  return {
    possible: isCertain ? margin : unite(margin, oneOf(['not-resected'])),
    evidence: [
      ...operations.map((operation) => procedureEvidence(operation)),
      ...findings.map((finding) => finding.evidence),
    ],
  };
}

function isOnPrimary(
  procedure: Procedure,
  { sites, parameters, context }: PrimaryResectionInput,
): boolean {
  if (procedure.status !== 'completed') return false;
  const valueSet = context.knowledge.valueSets.get(parameters.procedures);
  const organs = matchConcept(procedure.code, valueSet)?.entry.properties?.['site'];
  if (organs === undefined) return false;
  return sites === undefined || organs.some((organ) => sites.includes(organ));
}

interface Finding {
  readonly values: readonly string[];
  readonly evidence: Evidence;
}

function residualOf(operation: Procedure, input: PrimaryResectionInput): readonly Finding[] {
  const { knowledge } = input.context;
  const codes = knowledge.valueSets.get(input.parameters.residual);
  const answers = knowledge.valueSets.get(input.parameters.residualValues);
  return input.observations.flatMap((observation) => {
    if (!['final', 'amended', 'corrected'].includes(observation.status)) return [];
    if (matchConcept(observation.code, codes) === undefined) return [];
    const answer = matchConcept(observation.valueCodeableConcept, answers);
    const values = answer?.entry.properties?.['primaryResection'];
    if (values === undefined || !belongsTo(observation, operation, input)) return [];
    const text = conceptText(observation.valueCodeableConcept);
    const evidence = {
      reference: referenceOf(observation),
      display: 'Residual tumour',
      ...(text !== undefined && { value: text }),
      ...(observation.effectiveDateTime !== undefined && { date: observation.effectiveDateTime }),
    };
    return [{ values, evidence }];
  });
}

/** By what the finding names: its focus or part-of, its body site, its specimen; only else by nearness in time. */
function belongsTo(
  observation: Observation,
  operation: Procedure,
  input: PrimaryResectionInput,
): boolean {
  const references = [...asArray(observation.focus), ...asArray(observation.partOf)].flatMap(
    ({ reference }) => (reference === undefined ? [] : [reference.split('/').slice(-2).join('/')]),
  );
  const procedures = references.filter((reference) => reference.startsWith('Procedure/'));
  if (procedures.length > 0) return procedures.includes(referenceOf(operation));
  if (observation.bodySite !== undefined) {
    return sharesCode(observation, operation) || isNamedSite(observation, input);
  }
  return (
    isWithinDays(observation, operation, input) && !isNearerToAnother(observation, operation, input)
  );
}

function sharesCode(observation: Observation, operation: Procedure): boolean {
  const sites = asArray(operation.bodySite).flatMap((site) => codingsOf(site));
  return codingsOf(observation.bodySite).some((coding) =>
    sites.some((site) => site.system === coding.system && site.code === coding.code),
  );
}

/** The finding's body site, where a body-site value set tells its organ. */
function isNamedSite(
  observation: Observation,
  { context, sites, parameters }: PrimaryResectionInput,
): boolean {
  const bodySites = context.knowledge.valueSets.get(parameters.bodySites);
  const organs = matchConcept(observation.bodySite, bodySites)?.entry.properties?.['primarySite'];
  return organs !== undefined && (sites ?? []).some((site) => organs.includes(site));
}

function dayNumber(text: string | undefined, timeZone: string): number | undefined {
  const date = parseClinicalDate(text, timeZone);
  if (date === undefined || date.earliest !== date.latest) return undefined;
  return DateTime.fromISO(date.earliest, { zone: 'utc' }).toMillis() / 86_400_000;
}

function daysApart(observation: Observation, operation: Procedure, timeZone: string): number {
  const found = dayNumber(observation.effectiveDateTime, timeZone);
  const performed = dayNumber(procedureDateText(operation), timeZone);
  return found === undefined || performed === undefined ? Infinity : Math.abs(found - performed);
}

function isWithinDays(
  observation: Observation,
  operation: Procedure,
  input: PrimaryResectionInput,
): boolean {
  return daysApart(observation, operation, input.context.timeZone) <= input.parameters.withinDays;
}

/** A finding between two operations belongs to the nearer one; at equal distance it cannot be told and belongs to neither alone. */
function isNearerToAnother(
  observation: Observation,
  operation: Procedure,
  { context, procedures, parameters }: PrimaryResectionInput,
): boolean {
  const own = daysApart(observation, operation, context.timeZone);
  const surgical = context.knowledge.valueSets.get(parameters.liverOperations);
  return procedures.some(
    (other) =>
      other !== operation &&
      matchConcept(other.code, surgical) !== undefined &&
      daysApart(observation, other, context.timeZone) <= own,
  );
}

function procedureEvidence(operation: Procedure): Evidence {
  const text = conceptText(operation.code);
  const date = procedureDateText(operation);
  return {
    reference: referenceOf(operation),
    ...(text !== undefined && { value: text }),
    ...(date !== undefined && { date }),
  };
}
