/** Gives every uploaded resource an id of its own, and finds the resource that a reference in the upload means. */
import { isFhirId } from '../fhir-server/index.js';
import type { UploadedEntry } from './bundle-entries.js';
import type { Notes } from './notes.js';

export interface IdentifiedEntry extends UploadedEntry {
  readonly id: string;
}

export interface Identities {
  readonly entries: readonly IdentifiedEntry[];
  /** `Type/id` for a reference from an entry; undefined when it means nothing of this upload. */
  readonly resolve: (reference: string, from: UploadedEntry) => string | undefined;
}

const relativePattern = /^([A-Z][A-Za-z]{1,63})\/([^/?#\s]{1,500})$/;

/** The server that a fullUrl is at, when it is `server/Type/id`: relative references are read against it. */
function serverOf({ fullUrl, type }: UploadedEntry): string | undefined {
  const end = fullUrl?.lastIndexOf(`/${type}/`) ?? -1;
  return end <= 0 ? undefined : fullUrl?.slice(0, end);
}

function withoutVersion(reference: string): string {
  const version = reference.indexOf('/_history/');
  return version === -1 ? reference : reference.slice(0, version);
}

/** The names by which others may refer to an entry, the surest first. */
function namesOf(entry: UploadedEntry): readonly string[] {
  const { fullUrl, type, resource } = entry;
  const { id } = resource;
  const names = fullUrl === undefined ? [] : [withoutVersion(fullUrl)];
  return typeof id === 'string' ? [...names, `${type}/${id}`] : names;
}

/** An id that is sound and not taken: its own where that is so. */
function chooseId(
  { type, resource }: UploadedEntry,
  isTaken: (key: string) => boolean,
  { newId, notes }: { readonly newId: () => string; readonly notes: Notes },
): string {
  const { id } = resource;
  if (typeof id === 'string' && isFhirId(id) && !isTaken(`${type}/${id}`)) return id;
  if (id === undefined) notes.add('had no id and got one', type);
  else if (typeof id === 'string' && isFhirId(id)) {
    notes.add('had the id of another and got a new one', type);
  } else notes.add('had an id that FHIR does not allow and got a new one', type);
  return newId();
}

/**
 * The same record twice (same fullUrl, or same id without one) is kept as it came last; the same id at two servers is two
 * records.
 */
export function identify(
  uploaded: readonly UploadedEntry[],
  options: { readonly newId: () => string; readonly notes: Notes },
): Identities {
  const last = new Map<string, UploadedEntry>();
  uploaded.forEach((entry, position) => {
    const name = namesOf(entry)[0] ?? `#${position}`;
    const key = `${entry.type} ${name}`;
    if (last.has(key)) options.notes.add('came more than once; the last is kept', entry.type);
    last.set(key, entry);
  });
  const keys = new Set<string>();
  const targets = new Map<string, string>();
  const entries = [...last.values()].map((entry) => {
    const id = chooseId(entry, (key) => keys.has(key), options);
    const target = `${entry.type}/${id}`;
    keys.add(target);
    for (const name of namesOf(entry)) if (!targets.has(name)) targets.set(name, target);
    return { ...entry, id };
  });
  return {
    entries,
    resolve: (reference, from) => {
      const plain = withoutVersion(reference);
      const server = relativePattern.test(plain) ? serverOf(from) : undefined;
      const atServer = server === undefined ? undefined : targets.get(`${server}/${plain}`);
      return atServer ?? targets.get(plain);
    },
  };
}
