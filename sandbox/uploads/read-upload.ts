/** From what was uploaded to the resources of a FHIR server, with everything that was changed told. */
import type { Resource } from 'fhir/r4.js';
import {
  copyJson,
  countRefusedNames,
  createSandboxFhirStore,
  FhirFault,
  localIdOf,
  resourceTypes,
  textAt,
  textsAt,
  valuesAt,
  type SandboxFhirStore,
} from '../fhir-server/index.js';
import type { ListedPatient } from '../fhir-sites.js';
import type { JsonObject } from '../json-object.js';
import { readEntries } from './bundle-entries.js';
import { identify, type Identities, type IdentifiedEntry } from './identity.js';
import { createNotes, type Notes } from './notes.js';

export interface ReadUpload {
  readonly store: SandboxFhirStore;
  readonly patients: readonly ListedPatient[];
  readonly notes: readonly string[];
}

const maxNameLength = 200;

/** The resource under its new id, with references to others of the upload as `Type/id`; dates and all else as they came. */
function rewrite(entry: IdentifiedEntry, { resolve }: Identities): Resource {
  const changed = copyJson(entry.resource, (object) => {
    const { reference } = object;
    const target = typeof reference === 'string' ? resolve(reference, entry) : undefined;
    return target === undefined ? object : { ...object, reference: target };
  });
  return { ...(changed as JsonObject), resourceType: entry.type, id: entry.id };
}

function patientIdOf(resource: Resource): string | undefined {
  return localIdOf(textAt(resource, 'subject.reference'), 'Patient');
}

/** As recorded: the whole name, else its parts; the id where there is none. */
function nameOf(patient: Resource): string {
  const [name] = valuesAt(patient, 'name');
  const parts = [...textsAt(name, 'given'), ...textsAt(name, 'family')].join(' ');
  const text = (textAt(name, 'text') ?? parts).trim().slice(0, maxNameLength);
  return text === '' ? `Patient ${patient.id ?? ''}` : text;
}

function listPatients(resources: readonly Resource[]): readonly ListedPatient[] {
  const counts = new Map<string, number>();
  for (const resource of resources) {
    const id = patientIdOf(resource);
    if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return resources
    .filter(({ resourceType }) => resourceType === 'Patient')
    .map((patient) => {
      const { id = '' } = patient;
      const records = counts.get(id) ?? 0;
      const story = `Uploaded chart, ${records} ${records === 1 ? 'record' : 'records'}`;
      return { id, name: nameOf(patient), story };
    });
}

function noteHomeless(resources: readonly Resource[], known: ReadonlySet<string>, notes: Notes) {
  for (const resource of resources) {
    const { resourceType: type } = resource;
    if (resourceTypes.get(type)?.isPatientBound !== true) continue;
    if (known.has(patientIdOf(resource) ?? '')) continue;
    notes.add('the subject is no Patient of this upload, so no chart shows it', type);
  }
}

/**
 * Reads an upload. Throws FhirFault 422, saying what to mend, for what is no list of resources or has no Patient.
 */
export function readUpload(body: unknown, newId: () => string): ReadUpload {
  const notes = createNotes();
  const held = readEntries(body, notes).filter(({ type }) => {
    if (!resourceTypes.has(type)) notes.add('left out: this server does not hold the type', type);
    return resourceTypes.has(type);
  });
  for (const { type, resource } of held) {
    const refused = countRefusedNames(resource);
    if (refused > 0) notes.add('elements left out that FHIR does not know', type, refused);
  }
  const identities = identify(held, { newId, notes });
  const resources = identities.entries.map((entry) => rewrite(entry, identities));
  const patients = listPatients(resources);
  if (patients.length === 0) {
    const text = 'There is no Patient in it: add the Patient whose chart this is as an entry.';
    throw new FhirFault(422, 'required', text, 'Bundle.entry');
  }
  noteHomeless(resources, new Set(patients.map(({ id }) => id)), notes);
  return { store: createSandboxFhirStore(resources), patients, notes: notes.sentences() };
}
