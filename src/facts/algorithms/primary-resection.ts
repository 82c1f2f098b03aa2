/**
 * Whether and how completely the primary was resected: operations on the primary's own organ, each with the
 * residual-tumour finding that belongs to it. The margin of a liver resection says nothing about the primary.
 */
import type { Procedure } from 'fhir/r4.js';
import { oneOf, unite } from '../../logic/possible-values.js';
import type { Evidence, PossibleValues } from '../../model/values.js';
import { parseClinicalDate } from '../clinical-date.js';
import { procedureState } from '../event-state.js';
import { foundOnce } from '../found-once.js';
import { procedureDateText } from '../read-event.js';
import { conceptText, matchConcept, referenceOf, type ReadingContext } from '../records.js';
import { daysOf, farthest, nearest, type DaySpan } from './day-span.js';
import type { PrimaryResectionInput } from './primary-resection-input.js';
import { residualFindings, type ResidualFinding } from './residual-finding.js';

interface Operation {
  readonly procedure: Procedure;
  readonly reference: string;
  readonly days: DaySpan | undefined;
}

interface PrimaryOperation extends Operation {
  /** Organs of the primary that it removes. */
  readonly organs: readonly string[];
}

type Resection = {
  readonly possible: PossibleValues;
  readonly evidence: readonly Evidence[];
};

const resected = ['R0', 'R1', 'R2'];

/**
 * Finds the margin as far as it is known; undefined when no operation on the primary is on record. `sites`: where the
 * primary may be; undefined when nothing is known of it.
 */
export function primaryResection(
  input: PrimaryResectionInput,
): (sites: readonly string[] | undefined) => Resection | undefined {
  const { withinDays } = input.parameters;
  const onAnyOrgan = foundOnce(() => primaryOperations(input));
  const allFindings = foundOnce(() => residualFindings(input));
  const onLiver = foundOnce(() => liverOperations(input));
  return (sites) => {
    const operations = onAnyOrgan().filter(
      ({ organs }) => sites === undefined || organs.some((organ) => sites.includes(organ)),
    );
    if (operations.length === 0) return undefined;
    const findings = allFindings().filter((finding) => {
      const { link } = finding;
      switch (link.by) {
        case 'operation':
          return operations.some(({ reference }) => link.references.includes(reference));
        case 'site':
          return link.organs.some((organ) => sites?.includes(organ) === true);
        case 'nothing':
          return isNearInTime(finding, operations, onLiver(), withinDays);
      }
    });
    return resectionBy(operations, findings, sites);
  };
}

function resectionBy(
  operations: readonly Operation[],
  findings: readonly ResidualFinding[],
  sites: readonly string[] = [],
): Resection {
  const margin = oneOf(
    findings.length === 0 ? resected : [...new Set(findings.flatMap(({ values }) => values))],
  );
  return {
    possible: sites.length > 0 ? margin : unite(margin, oneOf(['not-resected'])),
    evidence: [
      ...operations.map(({ procedure }) => procedureEvidence(procedure)),
      ...findings.map(({ evidence }) => evidence),
    ],
  };
}

function primaryOperations({
  procedures,
  parameters,
  context,
}: PrimaryResectionInput): readonly PrimaryOperation[] {
  const valueSet = context.knowledge.valueSets.get(parameters.procedures);
  return procedures.flatMap((procedure) => {
    const organs = matchConcept(procedure.code, valueSet)?.entry.properties?.['site'];
    if (organs === undefined) return [];
    const operation = operationOf(procedure, context);
    return operation === undefined ? [] : [{ ...operation, organs }];
  });
}

function liverOperations({
  procedures,
  parameters,
  context,
}: PrimaryResectionInput): readonly Operation[] {
  const valueSet = context.knowledge.valueSets.get(parameters.liverOperations);
  return procedures
    .filter(({ code }) => matchConcept(code, valueSet) !== undefined)
    .filter(mayHaveBegun)
    .flatMap((procedure) => operationBy(procedure, context) ?? []);
}

/** A finding may belong to it even where its status does not say that it was done. */
function mayHaveBegun(procedure: Procedure): boolean {
  const state = procedureState(procedure);
  return state !== undefined && state !== 'prepared';
}

/** The operation if it has been done. */
function operationOf(procedure: Procedure, context: ReadingContext): Operation | undefined {
  return procedure.status === 'completed' ? operationBy(procedure, context) : undefined;
}

/** Undefined where its day is still to come. */
function operationBy(procedure: Procedure, context: ReadingContext): Operation | undefined {
  const date = parseClinicalDate(procedureDateText(procedure), context.timeZone);
  if ((date?.earliest ?? '') > context.today) return undefined;
  return { procedure, reference: referenceOf(procedure), days: date && daysOf(date) };
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
