// Compiles into dist/, and says plainly when it cannot.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildCommand } from './build-command.js';
import { buildSnapshot, removeStaleSnapshot } from './build-snapshot.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = fileURLToPath(new URL('../dist', import.meta.url));
const compiler = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url));
const pages = fileURLToPath(new URL('build-pages.js', import.meta.url));

function canWrite(folder) {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function runNode(...args) {
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;
}

if (!existsSync(compiler)) {
  process.stderr.write('Cannot build: the dependencies are missing; run `npm ci` first.\n');
  process.exitCode = 1;
} else if (!canWrite(existsSync(dist) ? dist : root)) {
  process.stderr.write(
    `Cannot build: ${existsSync(dist) ? dist : root} is not writable; build in a writable copy, or run \`node bin/nelm-cds.js\` on one that is built.\n`,
  );
  process.exitCode = 1;
} else {
  if (!existsSync(join(dist, 'command/main.js'))) {
    process.stderr.write('Building, which takes about a minute the first time ...\n');
  }
  removeStaleSnapshot();
  process.exitCode = runNode(compiler, '-p', 'tsconfig.build.json') || runNode(pages);
  if (process.exitCode === 0) {
    await buildCommand();
    await buildSnapshot(() => import('../dist/src/definitions/index.js'));
  }
}
