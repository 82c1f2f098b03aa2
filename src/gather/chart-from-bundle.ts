/** A Chart from a file: whatever is in it is taken to be all there is. */
import { AppError } from '../errors/app-error.js';
import { readBundle, type Entry } from '../fhir/bundle.js';
import { judgeOutcome } from '../fhir/outcome.js';
import { belongsToAnother } from '../fhir/patient-reference.js';
import { isRecord, isResource } from '../fhir/resource.js';
import { withoutNulls } from '../fhir/without-nulls.js';
import type { Chart, QueryState } from '../model/chart.js';
import type { PlannedQuery } from '../model/knowledge.js';
import { indexByUrn, isPatient } from './assemble-chart.js';
import { mergeResources } from './merge-resources.js';

interface Contents {
  readonly entries: readonly Entry[];
  /** The Bundle has a next link: it is the first page of something longer. */
  readonly isUnfinished: boolean;
}

/**
 * Reads a Bundle of any type (also Bundles in a Bundle, as a batch gives them) or an array of resources. Every query of
 * the plan counts as answered, `data` or `empty`; as `partial` where the Bundle has a next page.
 * @throws AppError CDS_REQUEST_INVALID when the input is neither, holds anything but resources, reports an error, or
 * does not hold the records of exactly one Patient.
 */
export function chartFromBundle(bundle: unknown, plan: readonly PlannedQuery[]): Chart {
  const { entries, isUnfinished } = readContents(bundle);
  refuse(
    entries.some(
      ({ resource }) =>
        resource.resourceType === 'OperationOutcome' && judgeOutcome(resource) === 'failed',
    ),
    'The input holds an OperationOutcome that reports an error.',
  );
  const resources = mergeResources(
    entries
      .map(({ resource }) => withoutNulls(resource))
      .filter(({ resourceType }) => resourceType !== 'OperationOutcome'),
  );
  const patients = resources.get('Patient')?.filter(isPatient) ?? [];
  const [patient] = patients;
  if (patient === undefined || patients.length > 1) {
    throw invalid(`The input holds ${patients.length} Patient resources; exactly one is needed.`);
  }
  const { id } = patient;
  if (id === undefined) throw invalid('The Patient of the input has no id.');
  const byUrn = indexByUrn(entries);
  const foreign = entries.filter(({ resource }) => belongsToAnother(resource, id, byUrn));
  refuse(
    foreign.length > 0,
    `The input holds ${foreign.length} records that refer to another patient than its own.`,
  );
  const stateOf = ({ resourceType }: PlannedQuery): QueryState => {
    if (isUnfinished) return 'partial';
    return resources.has(resourceType) ? 'data' : 'empty';
  };
  const queries = Object.fromEntries(plan.map((query) => [query.key, stateOf(query)]));
  return { patient, resources, queries };
}

function readContents(input: unknown): Contents {
  if (Array.isArray(input)) return readBundleDeeply({ entry: input });
  if (isResource(input) && input.resourceType === 'Bundle' && isRecord(input)) {
    return readBundleDeeply(input);
  }
  throw invalid('The input is neither a FHIR Bundle nor an array of resources.');
}

function readBundleDeeply(bundle: Readonly<Record<string, unknown>>): Contents {
  const { entries, unreadable, next } = readBundle(bundle);
  refuse(unreadable > 0, `The input holds ${unreadable} entries that are not FHIR resources.`);
  const parts = entries.map((entry): Contents => {
    const { resource } = entry;
    if (resource.resourceType === 'Bundle' && isRecord(resource)) return readBundleDeeply(resource);
    return { entries: [entry], isUnfinished: false };
  });
  return {
    entries: parts.flatMap((part) => part.entries),
    isUnfinished: next !== undefined || parts.some((part) => part.isUnfinished),
  };
}

function refuse(isRefused: boolean, problem: string): void {
  if (isRefused) throw invalid(problem);
}

function invalid(problem: string): AppError {
  return new AppError('CDS_REQUEST_INVALID', { problem });
}
