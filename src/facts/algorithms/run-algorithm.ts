/** Derivations that need the dated records themselves, by the name that mapping files use. */
import type { Condition, Observation, Procedure, Specimen } from 'fhir/r4.js';
import { numeric, oneOf } from '../../logic/possible-values.js';
import { lookUpIn, truthOf } from '../../logic/truth.js';
import type { Derivation } from '../../model/knowledge.js';
import type { ClinicalDate, Evidence, Fact, FactMap, PossibleValues } from '../../model/values.js';
import { parseClinicalDate } from '../clinical-date.js';
import type { Derived } from '../derive.js';
import { conditionDateText, isHeldTrue, isProvisional } from '../read-condition.js';
import { asArray, matchConcept } from '../records.js';
import type { JudgingInput } from '../pass.js';
import { childPugh } from './child-pugh.js';
import { primaryResection } from './primary-resection.js';
import type { PrimaryResectionParameters } from './primary-resection-input.js';
import { progressionDuringTherapy } from './progression-during-therapy.js';
import { stableDiseaseRun } from './stable-disease-run.js';

export interface AlgorithmInput extends JudgingInput {
  readonly facts: FactMap;
  readonly assumed: ReadonlyMap<string, Fact>;
}

type AlgorithmResult = (Derived & { readonly evidence?: readonly Evidence[] }) | undefined;

/** Runs a named derivation; its parameters were checked when the knowledge was loaded. */
export function runAlgorithm(
  name: NonNullable<Derivation['algorithm']>,
  parameters: Readonly<Record<string, unknown>>,
  input: AlgorithmInput,
): AlgorithmResult {
  switch (name) {
    case 'stable-disease-run':
      return stableRun(parameters, input);
    case 'primary-resection':
      return resection(parameters as unknown as PrimaryResectionParameters, input);
    case 'child-pugh':
      return childPugh(input.facts);
    case 'progression-during-therapy':
      return progression(parameters as unknown as ProgressionParameters, input);
  }
}

const diseaseStatus = 'diseaseStatus';

function stableRun(
  parameters: Readonly<Record<string, unknown>>,
  input: AlgorithmInput,
): AlgorithmResult {
  const inputs = [diseaseStatus];
  const status = input.facts.get(diseaseStatus);
  if (status?.status !== 'known' || status.reason === 'conflicting') return undefined;
  if (input.assumed.has(diseaseStatus)) return assumedRun(status.possible, inputs);
  const { today } = input.reading;
  const metastases = metastasisDates(parameters, input);
  const statuses = (input.records.get(diseaseStatus) ?? []).filter(
    (record) => record.notCounted === undefined,
  );
  const maximumGapMonths = Number(parameters['maximumGapMonths']);
  const run = stableDiseaseRun({ statuses, metastases, maximumGapMonths, today });
  if (run === undefined) return undefined;
  return { possible: run.possible, inputs, evidence: run.used.map((record) => record.evidence) };
}

/** When metastases were first recorded; without a date, at any time. */
function metastasisDates(
  parameters: Readonly<Record<string, unknown>>,
  { chart, reading }: AlgorithmInput,
): readonly ClinicalDate[] {
  const { knowledge, timeZone, today } = reading;
  const names = [parameters['metastases'], parameters['metastasesWithoutSite']];
  const valueSets = names.map((name) => knowledge.valueSets.get(String(name)));
  const isMetastasis = (condition: Condition): boolean =>
    valueSets.some((valueSet) => matchConcept(condition.code, valueSet) !== undefined);
  return asArray(chart.resources.get('Condition'))
    .filter((resource): resource is Condition => resource.resourceType === 'Condition')
    .filter((condition) => isHeldTrue(condition) && !isProvisional(condition))
    .filter(isMetastasis)
    .flatMap((condition) => parseClinicalDate(conditionDateText(condition), timeZone) ?? [])
    .filter(({ earliest }) => earliest <= today);
}

/** Nothing dated is left when the status is merely assumed: progression means none, stability an unknown while. */
function assumedRun(possible: PossibleValues, inputs: readonly string[]): AlgorithmResult {
  const isProgressive =
    possible.kind === 'one-of' && possible.values.every((v) => v === 'progressive');
  return { possible: numeric([{ low: 0, high: isProgressive ? 0 : Infinity }]), inputs };
}

function resection(parameters: PrimaryResectionParameters, input: AlgorithmInput): AlgorithmResult {
  const site = input.facts.get('primarySite');
  const sites =
    site?.status === 'known' && site.possible.kind === 'one-of' ? site.possible.values : undefined;
  const found = primaryResection({
    procedures: asArray(input.chart.resources.get('Procedure')).filter(
      (resource): resource is Procedure => resource.resourceType === 'Procedure',
    ),
    observations: asArray(input.chart.resources.get('Observation')).filter(
      (resource): resource is Observation => resource.resourceType === 'Observation',
    ),
    specimens: asArray(input.chart.resources.get('Specimen')).filter(
      (resource): resource is Specimen => resource.resourceType === 'Specimen',
    ),
    sites,
    parameters,
    context: input.reading,
  });
  return found === undefined ? undefined : { ...found, inputs: ['primarySite'] };
}

interface ProgressionParameters {
  readonly therapies: readonly string[];
  readonly withinMonths: number;
}

const priorTherapies = 'priorTherapies';

function progression(parameters: ProgressionParameters, input: AlgorithmInput): AlgorithmResult {
  const inputs = [diseaseStatus, priorTherapies];
  const possible = oneOf(['yes']);
  if (inputs.some((id) => input.assumed.has(id))) {
    return isProgressionAssumed(parameters, input) ? { possible, inputs } : undefined;
  }
  const { timeZone, today } = input.reading;
  const statuses = (input.records.get(diseaseStatus) ?? []).filter(
    (record) => record.notCounted === undefined,
  );
  const treatments = input.records.get(priorTherapies) ?? [];
  const proof = progressionDuringTherapy({ ...parameters, statuses, treatments, timeZone, today });
  return proof && { possible, inputs, evidence: proof.map((record) => record.evidence) };
}

/** What is assumed holds today: progression now, under a therapy that runs now. */
function isProgressionAssumed(
  { therapies }: ProgressionParameters,
  input: AlgorithmInput,
): boolean {
  const lookUp = lookUpIn(input.facts);
  const isProgressive = { fact: diseaseStatus, is: 'progressive' } as const;
  const isTreated = { fact: priorTherapies, includesAny: therapies, status: ['active'] } as const;
  return truthOf({ all: [isProgressive, isTreated] }, lookUp) === 'met';
}
