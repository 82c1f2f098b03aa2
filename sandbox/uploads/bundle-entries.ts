/** The resources in what was uploaded: a Bundle of any type, a list of resources, or one Patient. */
import { FhirFault, isTooDeep } from '../fhir-server/index.js';
import { isObject, type JsonObject } from '../json-object.js';
import type { Notes } from './notes.js';

export interface UploadedEntry {
  readonly fullUrl: string | undefined;
  readonly type: string;
  readonly resource: JsonObject;
}

const maxEntries = 20_000;

function fullUrlOf({ fullUrl }: JsonObject): string | undefined {
  return typeof fullUrl === 'string' && fullUrl !== '' ? fullUrl : undefined;
}

/** What a Bundle holds, or the thing itself. Throws FhirFault 422 for what is neither. */
function partsOf(body: unknown): readonly unknown[] {
  if (Array.isArray(body)) return body.map((resource: unknown) => ({ resource }));
  if (!isObject(body) || typeof body['resourceType'] !== 'string') {
    const text = 'The body must be a FHIR Bundle in JSON: an object with "resourceType": "Bundle".';
    throw new FhirFault(422, 'structure', text);
  }
  if (body['resourceType'] !== 'Bundle') return [{ resource: body }];
  const { entry = [] } = body;
  if (!Array.isArray(entry)) {
    throw new FhirFault(422, 'structure', 'Bundle.entry must be a list.', 'Bundle.entry');
  }
  return entry;
}

/**
 * The entries with a resource, those of Bundles within the Bundle included (answers to a batch). What is passed over is
 * noted. Throws FhirFault 422 for a body that holds no list of resources, or too many.
 */
export function readEntries(body: unknown, notes: Notes): readonly UploadedEntry[] {
  const found: UploadedEntry[] = [];
  const open: unknown[] = [...partsOf(body)].reverse();
  for (let taken = 0; open.length > 0; taken += 1) {
    if (taken >= maxEntries) {
      throw new FhirFault(422, 'too-costly', `More than ${maxEntries} entries are not taken.`);
    }
    const part = open.pop();
    const resource = isObject(part) ? part['resource'] : undefined;
    const type = isObject(resource) ? resource['resourceType'] : undefined;
    if (!isObject(part) || !isObject(resource) || typeof type !== 'string') {
      notes.add('left out: no resource with a resourceType', 'entry');
    } else if (type === 'Bundle') {
      const inner = resource['entry'];
      if (Array.isArray(inner)) open.push(...(inner as unknown[]).reverse());
    } else if (isTooDeep(resource)) {
      notes.add('left out: nested too deeply', type);
    } else found.push({ fullUrl: fullUrlOf(part), type, resource });
  }
  return found;
}
