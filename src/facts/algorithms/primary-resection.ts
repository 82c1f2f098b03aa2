/**
 * Whether and how completely the primary was resected: operations on the primary's own organ, each with the
 * residual-tumour finding that belongs to it. The margin of a liver resection says nothing about the primary.
 */
import type { Procedure } from 'fhir/r4.js';
import { oneOf, unite } from '../../logic/possible-values.js';
import type { Evidence, PossibleValues } from '../../model/values.js';
import { parseClinicalDate } from '../clinical-date.js';
import { procedureDateText } from '../read-event.js';
import { conceptText, matchConcept, referenceOf } from '../records.js';
import { daysOf, farthest, nearest, type DaySpan } from './day-span.js';
import type { PrimaryResectionInput } from './primary-resection-input.js';
import { residualFindings, type ResidualFinding } from './residual-finding.js';

interface Operation {
  readonly procedure: Procedure;
  readonly reference: string;
  readonly days: DaySpan | undefined;
}

const resected = ['R0', 'R1', 'R2'];

/** The margin as far as it is known; undefined when no operation on the primary is on record. */
export function primaryResection(
  input: PrimaryResectionInput,
): { readonly possible: PossibleValues; readonly evidence: readonly Evidence[] } | undefined {
  const operations = operationsOf(input, (procedure) => isOnPrimary(procedure, input));
  if (operations.length === 0) return undefined;
  const findings = findingsOf(operations, input);
  const isCertain = input.sites !== undefined && input.sites.length > 0;
  const margin = oneOf(
    findings.length === 0 ? resected : [...new Set(findings.flatMap(({ values }) => values))],
  );
  return {
    possible: isCertain ? margin : unite(margin, oneOf(['not-resected'])),
    evidence: [
      ...operations.map(({ procedure }) => procedureEvidence(procedure)),
      ...findings.map(({ evidence }) => evidence),
    ],
  };
}

function operationsOf(
  { procedures, context }: PrimaryResectionInput,
  counts: (procedure: Procedure) => boolean,
): readonly Operation[] {
  return procedures.flatMap((procedure): Operation[] => {
    const date = parseClinicalDate(procedureDateText(procedure), context.timeZone);
    const isDone = procedure.status === 'completed' && (date?.earliest ?? '') <= context.today;
    if (!isDone || !counts(procedure)) return [];
    return [{ procedure, reference: referenceOf(procedure), days: date && daysOf(date) }];
  });
}

function isOnPrimary(
  { code }: Procedure,
  { sites, parameters, context }: PrimaryResectionInput,
): boolean {
  const valueSet = context.knowledge.valueSets.get(parameters.procedures);
  const organs = matchConcept(code, valueSet)?.entry.properties?.['site'];
  if (organs === undefined) return false;
  return sites === undefined || organs.some((organ) => sites.includes(organ));
}

/** The findings that belong to one of the operations. */
function findingsOf(
  operations: readonly Operation[],
  input: PrimaryResectionInput,
): readonly ResidualFinding[] {
  const { parameters, context } = input;
  const liver = context.knowledge.valueSets.get(parameters.liverOperations);
  const onLiver = operationsOf(input, ({ code }) => matchConcept(code, liver) !== undefined);
  return residualFindings(input).filter((finding) => {
    const { link } = finding;
    switch (link.by) {
      case 'operation':
        return operations.some(({ reference }) => link.references.includes(reference));
      case 'site':
        return link.isPrimary;
      case 'nothing':
        return isNearInTime(finding, operations, onLiver, parameters.withinDays);
    }
  });
}

/**
 * Near an operation on the primary, and certainly nearer to it than to any on the liver. An operation of unknown day
 * may have been as near as can be.
 */
function isNearInTime(
  { days }: ResidualFinding,
  operations: readonly Operation[],
  onLiver: readonly Operation[],
  withinDays: number,
): boolean {
  if (days === undefined) return false;
  const distances = operations.map((operation) => farthest(days, operation.days));
  const own = Math.min(...distances);
  return own <= withinDays && onLiver.every((operation) => nearest(days, operation.days) > own);
}

function procedureEvidence(procedure: Procedure): Evidence {
  const text = conceptText(procedure.code);
  const date = procedureDateText(procedure);
  return {
    reference: referenceOf(procedure),
    ...(text !== undefined && { value: text }),
    ...(date !== undefined && { date }),
  };
}
