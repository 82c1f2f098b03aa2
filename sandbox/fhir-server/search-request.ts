/** From names and values to a search that can be run. https://hl7.org/fhir/R4/search.html */
import { FhirFault, quoteName } from './fhir-fault.js';
import type { ResourceType, SearchParameter } from './resource-types.js';
import {
  defaultPageSize,
  isResultParameter,
  pageParameter,
  readCount,
  readCountOnly,
  readPageStart,
  readSort,
  type EntryOrder,
  type NameValue,
  type PageStart,
} from './result-parameters.js';
import {
  checkModifier,
  compileFilter,
  referencedIds,
  type Criterion,
  type EntryFilter,
} from './search-filters.js';
import type { SandboxFhirStore } from './store.js';

export interface SearchRequest {
  readonly type: ResourceType;
  /** The patients whose records are searched; undefined means all. */
  readonly patientIds: ReadonlySet<string> | undefined;
  readonly filters: readonly EntryFilter[];
  readonly order: EntryOrder | undefined;
  readonly pageSize: number;
  readonly isCountOnly: boolean;
  readonly includesMedications: boolean;
  readonly page: PageStart | undefined;
  /** The parameters that had an effect, for the links; without page size and page. */
  readonly applied: readonly NameValue[];
}

export interface SearchScope {
  readonly store: SandboxFhirStore;
  /** Bases under which absolute references are ours. */
  readonly ownBases: readonly string[];
  /** Refuse parameters that are not known, instead of passing them over. */
  readonly isStrict: boolean;
}

interface KnownCriterion {
  readonly criterion: Criterion;
  readonly parameter: SearchParameter;
  readonly pair: NameValue;
}

const medicationIncludes = ['MedicationRequest', 'MedicationStatement', 'MedicationAdministration'];

function refuseWhenStrict(name: string, isStrict: boolean): void {
  if (!isStrict) return;
  const text = `The search parameter ${quoteName(name)} is not supported.`;
  throw new FhirFault(400, 'not-supported', text);
}

function findCriterion(pair: NameValue, type: ResourceType): KnownCriterion | undefined {
  const [key, value] = pair;
  const [name = '', ...modifiers] = key.split(':');
  const parameter = type.parameters.get(name);
  if (parameter === undefined) return undefined;
  const modifier = modifiers.length === 0 ? undefined : modifiers.join(':');
  const criterion = { name, modifier, value };
  checkModifier(criterion, parameter);
  return { criterion, parameter, pair };
}

/** Empty values are passed over as R4 says, but a lost patient or id must not become everybody's records. */
function hasEffect({ criterion, parameter }: KnownCriterion): boolean {
  if (criterion.value.replaceAll(',', '') !== '') return true;
  if (parameter.kind === 'patient' || parameter.kind === 'id') {
    throw new FhirFault(400, 'value', `${quoteName(criterion.name)} has no value.`);
  }
  return false;
}

function includesMedication(pair: NameValue, type: ResourceType): boolean {
  const [name, value] = pair;
  if (name !== '_include' || !medicationIncludes.includes(type.name)) return false;
  return value === `${type.name}:medication` || value === `${type.name}:medication:Medication`;
}

/** Sorts the pairs into criteria, pairs that shape the answer, and those passed over or refused. */
function recognise(pairs: readonly NameValue[], type: ResourceType, isStrict: boolean) {
  const criteria: KnownCriterion[] = [];
  const shaping: NameValue[] = [];
  for (const pair of pairs) {
    const [name] = pair;
    const result = isResultParameter(name);
    const known = result === undefined ? findCriterion(pair, type) : undefined;
    if (known !== undefined) {
      if (hasEffect(known)) criteria.push(known);
    } else if (result === 'shaping' && (name !== '_include' || includesMedication(pair, type))) {
      shaping.push(pair);
    } else if (result !== 'passed-over') refuseWhenStrict(name, isStrict);
  }
  return { criteria, shaping };
}

function intersect(
  a: ReadonlySet<string> | undefined,
  b: ReadonlySet<string>,
): ReadonlySet<string> {
  return a === undefined ? b : new Set([...a].filter((id) => b.has(id)));
}

/** Reads a search. Throws FhirFault 400 for values, modifiers and (when strict) parameters it cannot follow. */
export function readSearch(
  pairs: readonly NameValue[],
  type: ResourceType,
  scope: SearchScope,
): SearchRequest {
  const { criteria, shaping } = recognise(pairs, type, scope.isStrict);
  let patientIds: ReadonlySet<string> | undefined;
  const filters: EntryFilter[] = [];
  for (const { criterion, parameter } of criteria) {
    if (parameter.kind === 'patient') {
      patientIds = intersect(patientIds, referencedIds(criterion, 'Patient', scope.ownBases));
    } else filters.push(compileFilter(criterion, parameter, scope));
  }
  const count = readCount(shaping);
  return {
    type,
    patientIds,
    filters,
    order: readSort(shaping),
    pageSize: count ?? defaultPageSize,
    isCountOnly: readCountOnly(shaping) || count === 0,
    includesMedications: shaping.some((pair) => includesMedication(pair, type)),
    page: readPageStart(shaping),
    applied: [
      ...criteria.map(({ pair }) => pair),
      ...shaping.filter(([name]) => name !== '_count' && name !== pageParameter),
    ],
  };
}
