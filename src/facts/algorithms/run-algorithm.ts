/** Derivations that need the dated records themselves, by the name that mapping files use. */
import type { Condition, Observation, Procedure, Specimen } from 'fhir/r4.js';
import { numeric, oneOf } from '../../logic/possible-values.js';
import { prepareCondition, type PreparedCondition } from '../../logic/prepared-condition.js';
import { lookUpIn, truthOf } from '../../logic/truth.js';
import type { Derivation } from '../../model/knowledge.js';
import type { ClinicalDate, Evidence, Fact, Facts, PossibleValues } from '../../model/values.js';
import { parseClinicalDate } from '../clinical-date.js';
import type { Derived } from '../derive.js';
import { foundOnce } from '../found-once.js';
import type { ReadChart } from '../read-chart.js';
import { conditionDateText, isHeldTrue, isProvisional } from '../read-condition.js';
import { asArray, matchConcept, type FactRecord } from '../records.js';
import { childPugh } from './child-pugh.js';
import { primaryResection } from './primary-resection.js';
import type { PrimaryResectionParameters } from './primary-resection-input.js';
import { progressionDuringTherapy } from './progression-during-therapy.js';
import { stableDiseaseRun } from './stable-disease-run.js';

type AlgorithmResult = (Derived & { readonly evidence?: readonly Evidence[] }) | undefined;

/** An algorithm that knows the chart; what it finds there, it finds once. */
export type RunAlgorithm = (facts: Facts, assumed: ReadonlyMap<string, Fact>) => AlgorithmResult;

/** Binds a named derivation to a chart; its parameters were checked when the knowledge was loaded. */
export function bindAlgorithm(
  name: NonNullable<Derivation['algorithm']>,
  parameters: Readonly<Record<string, unknown>>,
  read: ReadChart,
): RunAlgorithm {
  switch (name) {
    case 'stable-disease-run':
      return stableRun(parameters, read);
    case 'primary-resection':
      return resection(parameters as unknown as PrimaryResectionParameters, read);
    case 'child-pugh':
      return childPugh;
    case 'progression-during-therapy':
      return progression(parameters as unknown as ProgressionParameters, read);
  }
}

const diseaseStatus = 'diseaseStatus';

function stableRun(parameters: Readonly<Record<string, unknown>>, read: ReadChart): RunAlgorithm {
  const inputs = [diseaseStatus];
  const recordedRun = foundOnce((): AlgorithmResult => {
    const run = stableDiseaseRun({
      statuses: countedStatuses(read),
      metastases: metastasisDates(parameters, read),
      maximumGapMonths: Number(parameters['maximumGapMonths']),
      today: read.reading.today,
    });
    return (
      run && {
        possible: run.possible,
        inputs,
        evidence: run.used.map((record) => record.evidence),
      }
    );
  });
  return (facts, assumed) => {
    const status = facts.get(diseaseStatus);
    if (status?.status !== 'known' || status.reason === 'conflicting') return undefined;
    return assumed.has(diseaseStatus) ? assumedRun(status.possible, inputs) : recordedRun();
  };
}

function countedStatuses({ records }: ReadChart): readonly FactRecord[] {
  return (records.get(diseaseStatus) ?? []).filter((record) => record.notCounted === undefined);
}

/** When metastases were first recorded; without a date, at any time. */
function metastasisDates(
  parameters: Readonly<Record<string, unknown>>,
  { chart, reading }: ReadChart,
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

function resection(parameters: PrimaryResectionParameters, read: ReadChart): RunAlgorithm {
  const { resources } = read.chart;
  const find = primaryResection({
    procedures: asArray(resources.get('Procedure')).filter(
      (resource): resource is Procedure => resource.resourceType === 'Procedure',
    ),
    observations: asArray(resources.get('Observation')).filter(
      (resource): resource is Observation => resource.resourceType === 'Observation',
    ),
    specimens: asArray(resources.get('Specimen')).filter(
      (resource): resource is Specimen => resource.resourceType === 'Specimen',
    ),
    parameters,
    context: read.reading,
  });
  const inputs = ['primarySite'];
  return (facts) => {
    const site = facts.get('primarySite');
    const isKnown = site?.status === 'known' && site.possible.kind === 'one-of';
    const found = find(isKnown ? site.possible.values : undefined);
    return found && { ...found, inputs };
  };
}

interface ProgressionParameters {
  readonly therapies: readonly string[];
  readonly withinMonths: number;
}

const priorTherapies = 'priorTherapies';

function progression(parameters: ProgressionParameters, read: ReadChart): RunAlgorithm {
  const inputs = [diseaseStatus, priorTherapies];
  const possible = oneOf(['yes']);
  const proof = foundOnce(() =>
    progressionDuringTherapy({
      ...parameters,
      statuses: countedStatuses(read),
      treatments: read.records.get(priorTherapies) ?? [],
      timeZone: read.reading.timeZone,
      today: read.reading.today,
    }),
  );
  const isProgressiveUnderTherapy = foundOnce(() => progressiveUnderTherapy(parameters));
  return (facts, assumed) => {
    if (inputs.some((id) => assumed.has(id))) {
      const isMet = truthOf(isProgressiveUnderTherapy(), lookUpIn(facts)) === 'met';
      return isMet ? { possible, inputs } : undefined;
    }
    const records = proof();
    return records && { possible, inputs, evidence: records.map(({ evidence }) => evidence) };
  };
}

/** What is assumed holds today: progression now, under a therapy that runs now. */
function progressiveUnderTherapy({ therapies }: ProgressionParameters): PreparedCondition {
  const isProgressive = { fact: diseaseStatus, is: 'progressive' } as const;
  const isTreated = { fact: priorTherapies, includesAny: therapies, status: ['active'] } as const;
  return prepareCondition({ all: [isProgressive, isTreated] });
}
