// Bundles the pages for browsers into dist/pages, when anything they are made of is newer than what is there.
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { swapIn } from './swap-in.js';
import { isUpToDate } from './up-to-date.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const destination = join(root, 'dist/pages');
const sources = ['app', 'ui', 'sandbox/page/browser', 'bin/build-pages.js', 'package-lock.json'];

const decodeNamedCharacterReference = join(
  root,
  'node_modules/decode-named-character-reference/index.js',
);

const pages = [
  { name: 'app', folder: 'app', entries: ['index.html', 'launch.html'] },
  { name: 'sandbox', folder: 'sandbox/page/browser', entries: ['index.html'] },
];

async function bundle({ name, folder, entries }, outDir) {
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: join(root, folder),
    // Relative, so that the pages work below any base path.
    base: './',
    logLevel: 'warn',
    // Its entry for browsers decodes entities through innerHTML, which Trusted Types refuse.
    resolve: { alias: { 'decode-named-character-reference': decodeNamedCharacterReference } },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir: join(outDir, name),
      emptyOutDir: true,
      target: 'es2022',
      // No inline script or data: address, which the content security policy would refuse.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      license: { fileName: 'licenses.md' },
      rolldownOptions: { input: entries.map((entry) => join(root, folder, entry)) },
    },
  });
}

export async function buildPages() {
  const isBuilt = isUpToDate(
    join(destination, 'app/index.html'),
    sources.map((source) => join(root, source)),
  );
  if (isBuilt) return;
  await swapIn(destination, async (fresh) => {
    for (const page of pages) await bundle(page, fresh);
  });
}

if (
  process.argv[1] !== undefined &&
  relative(process.argv[1], fileURLToPath(import.meta.url)) === ''
) {
  await buildPages();
}
