// Keeps the parsed and checked knowledge in dist/knowledge-snapshot.json, when anything it is made of is newer.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isUpToDate } from './up-to-date.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const snapshot = join(root, 'dist/knowledge-snapshot.json');
const sources = ['src', 'schemas', 'criteria', 'fhir-mappings', 'hooks', 'package-lock.json'];

/** A snapshot made by code that is no longer the same must not be read. */
export function removeStaleSnapshot() {
  if (!isSnapshotUpToDate()) rmSync(snapshot, { force: true });
}

/** `importDefinitions` gives the module src/definitions/index, compiled or as source. */
export async function buildSnapshot(importDefinitions) {
  if (isSnapshotUpToDate()) return;
  const { keepSnapshot } = await importDefinitions();
  keepSnapshot(root);
}

function isSnapshotUpToDate() {
  return isUpToDate(
    snapshot,
    sources.map((source) => join(root, source)),
  );
}
