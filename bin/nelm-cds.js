#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const main = new URL('../dist/command/main.js', import.meta.url);
if (existsSync(fileURLToPath(main))) {
  const { run } = await import(main.href);
  process.exitCode = await run(process.argv.slice(2));
} else {
  process.stderr.write('nelm-cds is not built yet: run `npm run build` first.\n');
  process.exitCode = 1;
}
