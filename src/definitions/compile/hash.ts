/** One hash for the whole knowledge: the same content gives the same hash, however the files are laid out. */
import { createHash } from 'node:crypto';

/** SHA-256 over paths and contents; comments, order of fields and order of files do not count, order in lists does. */
export function hashOf(
  documents: readonly { readonly file: string; readonly value: unknown }[],
): string {
  const content = documents
    .map(({ file, value }) => `${file}\n${JSON.stringify(sorted(value))}\n`)
    .sort();
  return createHash('sha256').update(content.join('')).digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  );
}
