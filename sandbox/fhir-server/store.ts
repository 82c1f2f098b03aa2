/** The resources of the sandbox in memory: by type and id, and by patient and type in the order searches answer. */
import type { Resource } from 'fhir/r4.js';
import { timeSpanAt } from './date-intervals.js';
import { textAt } from './element-values.js';
import { isFhirId, localIdOf } from './references.js';
import { resourceTypes } from './resource-types.js';

/** A resource with what searches need of it. */
export interface StoredEntry {
  readonly resource: Resource;
  readonly type: string;
  readonly id: string;
  /** Start of the clinical date in epoch milliseconds; undefined when it has none. */
  readonly clinicalTime: number | undefined;
  /** Epoch milliseconds. */
  readonly lastUpdated: number | undefined;
  /** Position in the order of arrival. */
  readonly sequence: number;
}

/** Resources are only ever added, so a sequence number names a state of the store. */
export interface SandboxFhirStore {
  /** The sequence number of the resource added last. */
  readonly revision: () => number;
  readonly read: (type: string, id: string) => StoredEntry | undefined;
  /** All of a type, or those of one patient: clinical date descending, undated last, then by id. */
  readonly list: (type: string, patientId?: string) => readonly StoredEntry[];
  /** Throws SandboxStoreError when the resource has no usable id, its type is not held or the id is taken. */
  readonly add: (resource: Resource) => StoredEntry;
}

export class SandboxStoreError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SandboxStoreError';
  }
}

type Time = number | undefined;

/** Negative when `a` comes first; the undated come last whatever the direction. */
export function compareTimes(a: Time, b: Time, direction: 'ascending' | 'descending'): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return direction === 'ascending' ? a - b : b - a;
}

/** By code units: the same on every machine. */
export function compareIds(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function inDefaultOrder(a: StoredEntry, b: StoredEntry): number {
  return compareTimes(a.clinicalTime, b.clinicalTime, 'descending') || compareIds(a.id, b.id);
}

function toEntry(resource: Resource, sequence: number): StoredEntry {
  const { resourceType, id } = resource;
  const type = resourceTypes.get(resourceType);
  if (type === undefined)
    throw new SandboxStoreError(`${resourceType} is not a type of the sandbox`);
  if (id === undefined || !isFhirId(id)) {
    throw new SandboxStoreError(`a ${resourceType} has no usable id`);
  }
  const span = timeSpanAt(resource, type.clinicalDate);
  const isOpenStart = span?.start === -Infinity;
  return {
    resource,
    type: resourceType,
    id,
    clinicalTime: isOpenStart ? span.end : span?.start,
    lastUpdated: timeSpanAt(resource, ['meta.lastUpdated'])?.start,
    sequence,
  };
}

function insertSorted(list: StoredEntry[], entry: StoredEntry): void {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = list[middle];
    if (other !== undefined && inDefaultOrder(other, entry) < 0) low = middle + 1;
    else high = middle;
  }
  list.splice(low, 0, entry);
}

/** The keys of the lists an entry stands in. */
function listKeys(entry: StoredEntry): readonly string[] {
  const { type, resource } = entry;
  if (resourceTypes.get(type)?.isPatientBound !== true) return [type];
  const patientId = localIdOf(textAt(resource, 'subject.reference'), 'Patient');
  return patientId === undefined ? [type] : [type, `${type}/${patientId}`];
}

/**
 * A store holding the given resources (those of the same type and id: the last of them).
 * They are kept, not copied; the caller must not change them afterwards. Throws SandboxStoreError as `add` does.
 */
export function createSandboxFhirStore(resources: readonly Resource[]): SandboxFhirStore {
  const entries = new Map<string, StoredEntry>();
  const lists = new Map<string, StoredEntry[]>();
  let revision = 0;
  for (const resource of resources) {
    revision += 1;
    const entry = toEntry(resource, revision);
    entries.set(`${entry.type}/${entry.id}`, entry);
  }
  const listOf = (key: string): StoredEntry[] => {
    const list = lists.get(key) ?? [];
    lists.set(key, list);
    return list;
  };
  for (const entry of [...entries.values()].sort(inDefaultOrder)) {
    for (const key of listKeys(entry)) listOf(key).push(entry);
  }
  return {
    revision: () => revision,
    read: (type, id) => entries.get(`${type}/${id}`),
    list: (type, patientId) =>
      lists.get(patientId === undefined ? type : `${type}/${patientId}`) ?? [],
    add: (resource) => {
      const entry = toEntry(resource, revision + 1);
      const key = `${entry.type}/${entry.id}`;
      if (entries.has(key)) throw new SandboxStoreError(`the id of a new ${entry.type} is taken`);
      revision += 1;
      entries.set(key, entry);
      for (const listKey of listKeys(entry)) insertSorted(listOf(listKey), entry);
      return entry;
    },
  };
}
