// Whether what was built is at least as new as what it is made of.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export function isUpToDate(built, sources) {
  if (!existsSync(built)) return false;
  const builtMs = statSync(built).mtimeMs;
  return sources.every((source) => newestMs(source) <= builtMs);
}

function newestMs(path) {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newestMs(join(path, name))));
}
