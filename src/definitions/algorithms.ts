/** What the named algorithms of derivations are told, and what they read beside the fact's own sources. */
import type { Derivation } from '../model/knowledge.js';

export type AlgorithmName = NonNullable<Derivation['algorithm']>;

/** `therapies`: a list of members of `priorTherapies`. */
export type ParameterKind = 'value-set' | 'number' | 'therapies';

interface Algorithm {
  readonly parameters: Readonly<Record<string, ParameterKind>>;
  /** Facts that the algorithm always reads. */
  readonly facts: readonly string[];
  /** Parameters whose value sets are looked up in Observation codes. */
  readonly observationCodes: readonly string[];
  readonly readsProcedures: boolean;
  readonly readsConditions: boolean;
}

export const algorithms: Readonly<Record<AlgorithmName, Algorithm>> = {
  'stable-disease-run': {
    parameters: {
      metastases: 'value-set',
      metastasesWithoutSite: 'value-set',
      maximumGapMonths: 'number',
    },
    facts: ['diseaseStatus'],
    observationCodes: [],
    readsProcedures: false,
    readsConditions: true,
  },
  'primary-resection': {
    parameters: {
      procedures: 'value-set',
      residual: 'value-set',
      residualValues: 'value-set',
      bodySites: 'value-set',
      liverOperations: 'value-set',
      withinDays: 'number',
    },
    facts: ['primarySite'],
    observationCodes: ['residual'],
    readsProcedures: true,
    readsConditions: false,
  },
  'child-pugh': {
    parameters: {},
    facts: [
      'childPughClass',
      'bilirubin',
      'albumin',
      'inr',
      'ascites',
      'encephalopathy',
      'coumarins',
    ],
    observationCodes: [],
    readsProcedures: false,
    readsConditions: false,
  },
  'progression-during-therapy': {
    parameters: { therapies: 'therapies', withinMonths: 'number' },
    facts: ['diseaseStatus', 'priorTherapies'],
    observationCodes: [],
    readsProcedures: false,
    readsConditions: false,
  },
};

/** All facts that a derivation by algorithm reads. */
export function factsOfAlgorithm(derive: Derivation | undefined): readonly string[] {
  if (derive?.algorithm === undefined) return [];
  const listed: unknown = derive.parameters?.['facts'];
  const named = Array.isArray(listed) ? listed.filter((id) => typeof id === 'string') : [];
  return [...new Set([...algorithms[derive.algorithm].facts, ...named])];
}
