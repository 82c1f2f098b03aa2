/** A Chart from a file: whatever is in it is taken to be all there is, unless the file itself says otherwise. */
import { AppError } from '../errors/app-error.js';
import { countIncluded, readBundle, type BundleReading, type Entry } from '../fhir/bundle.js';
import { isMerelyInformational, isOutcome, judgeOutcome, worstJudgement } from '../fhir/outcome.js';
import { belongsToAnother } from '../fhir/patient-reference.js';
import { isRecord, isResource } from '../fhir/resource.js';
import type { Chart, QueryState } from '../model/chart.js';
import type { PlannedQuery } from '../model/knowledge.js';
import { indexByUrn, isPatient } from './assemble-chart.js';
import { mergeResources } from './merge-resources.js';

interface Contents {
  readonly entries: readonly Entry[];
  /** There is more than the entries: the Bundle has a next link, or a total above them. */
  readonly isUnfinished: boolean;
}

/**
 * Reads a Bundle of any type (also Bundles in a Bundle, as a batch gives them) or an array of resources. Every query of
 * the plan counts as answered, `data` or `empty`; as `partial` where the Bundle has a next page, more matches by its total, or
 * an OperationOutcome that tells of something left out.
 * @throws AppError CDS_REQUEST_INVALID when the input is neither, holds anything but resources, reports an error, or
 * does not hold the records of exactly one Patient.
 */
export function chartFromBundle(bundle: unknown, plan: readonly PlannedQuery[]): Chart {
  const { entries, isUnfinished } = readContents(bundle);
  const resourcesAsListed = entries.map(({ resource }) => resource);
  const outcome = worstJudgement(resourcesAsListed.filter(isOutcome).map(judgeOutcome));
  refuse(outcome === 'failed', 'The input holds an OperationOutcome that reports an error.');
  const resources = mergeResources(resourcesAsListed.filter((resource) => !isOutcome(resource)));
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
    if (isUnfinished || outcome === 'restricted' || outcome === 'withheld') return 'partial';
    if (resources.has(resourceType)) return 'data';
    return outcome === 'doubtful' ? 'partial' : 'empty';
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
  const reading = readBundle(bundle);
  const { entries, unreadable, next } = reading;
  refuse(unreadable > 0, `The input holds ${unreadable} entries that are not FHIR resources.`);
  const parts = entries.map((entry): Contents => {
    const { resource } = entry;
    if (resource.resourceType === 'Bundle' && isRecord(resource)) return readBundleDeeply(resource);
    return { entries: [entry], isUnfinished: false };
  });
  return {
    entries: parts.flatMap((part) => part.entries),
    isUnfinished:
      next !== undefined ||
      isBelowTotal(bundle, reading) ||
      parts.some((part) => part.isUnfinished),
  };
}

/** Only searches have a total; of a Bundle without a type it may be one. */
function isBelowTotal(
  bundle: Readonly<Record<string, unknown>>,
  { entries, total = 0 }: BundleReading,
): boolean {
  if (bundle['type'] !== undefined && bundle['type'] !== 'searchset') return false;
  const counted = entries
    .map(({ resource }) => resource)
    .filter((resource) => !isOutcome(resource) || isMerelyInformational(resource));
  const distinct = mergeResources(counted);
  return total > [...distinct.values()].flat().length - countIncluded(bundle);
}

function refuse(isRefused: boolean, problem: string): void {
  if (isRefused) throw invalid(problem);
}

function invalid(problem: string): AppError {
  return new AppError('CDS_REQUEST_INVALID', { problem });
}
