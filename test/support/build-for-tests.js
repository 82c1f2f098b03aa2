// Pages and knowledge are read from dist/: what the tests see is what is in the sources now.
import { tsImport } from 'tsx/esm/api';
import { buildPages } from '../../bin/build-pages.js';
import { buildSnapshot } from '../../bin/build-snapshot.js';

export default async function buildForTests() {
  await buildPages();
  await buildSnapshot(() => tsImport('../../src/definitions/index.ts', import.meta.url));
}
