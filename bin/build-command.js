// Bundles the compiled command into dist/command: loading some six hundred modules one by one takes a second.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compiledSchemas } from './compile-schemas.js';
import { swapIn } from './swap-in.js';
import { isUpToDate } from './up-to-date.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const destination = join(root, 'dist/command');
const sources = [
  'dist/src',
  'dist/sandbox',
  'schemas',
  'bin/build-command.js',
  'bin/compile-schemas.js',
  'package-lock.json',
];

export async function buildCommand() {
  const isBuilt = isUpToDate(
    join(destination, 'main.js'),
    sources.map((source) => join(root, source)),
  );
  if (isBuilt) return;
  const { build } = await import('esbuild');
  await swapIn(destination, (fresh) =>
    build({
      entryPoints: [join(root, 'dist/src/main.js')],
      outdir: fresh,
      bundle: true,
      // What a mode loads for itself stays apart.
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      // Native code, and what pg can do without.
      external: ['libsql', 'pg-native'],
      // For the places of errors in the log.
      sourcemap: true,
      sourcesContent: false,
      // Packages that are CommonJS ask for modules of Node.js by this name.
      banner: {
        js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
      },
      plugins: [compiledSchemas],
      logLevel: 'warning',
    }),
  );
}
