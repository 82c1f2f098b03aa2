/** The uploaded charts in memory, each a FHIR server of its own; the oldest go where there are too many. */
import type { FhirSite } from '../fhir-sites.js';
import { readUpload } from './read-upload.js';

export interface Upload {
  readonly id: string;
  readonly site: FhirSite;
  readonly notes: readonly string[];
}

export interface Uploads<Kept extends Upload> {
  /** Throws FhirFault 422 for what is no chart. `characters` is its length as JSON. */
  readonly add: (body: unknown, characters: number) => Kept;
  readonly find: (id: string) => Kept | undefined;
}

export interface UploadsOptions<Kept extends Upload> {
  /** Public base URL of the service, no trailing slash. */
  readonly baseUrl: () => string;
  readonly newId: () => string;
  /** What is kept with an upload for as long as it stays. */
  readonly complete: (upload: Upload) => Kept;
}

const maxUploads = 20;
const maxCharacters = 100_000_000;

export function createUploads<Kept extends Upload>(options: UploadsOptions<Kept>): Uploads<Kept> {
  const { baseUrl, newId, complete } = options;
  const kept = new Map<string, { readonly upload: Kept; readonly characters: number }>();
  let total = 0;
  return {
    add: (body, characters) => {
      const { store, patients, notes } = readUpload(body, newId);
      const id = newId();
      const base = (): string => `${baseUrl()}/sandbox/uploads/${id}/fhir`;
      const upload = complete({ id, site: { base, store, patients }, notes });
      kept.set(id, { upload, characters });
      total += characters;
      for (const [oldest, { characters: freed }] of kept) {
        if (kept.size <= maxUploads && total <= maxCharacters) break;
        kept.delete(oldest);
        total -= freed;
      }
      return upload;
    },
    find: (id) => kept.get(id)?.upload,
  };
}
