/** Lists that the code keeps, read from its source: what is added there has to be reached by the privacy tests too. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../src/package-root.js';

function source(path: string): string {
  return readFileSync(join(packageRoot(), 'src', path), 'utf8');
}

/** The patterns of all routes of the HTTP edge. */
export function routePatterns(): readonly string[] {
  const files = readdirSync(join(packageRoot(), 'src/http'));
  return files.flatMap((file) =>
    [
      ...source(`http/${file}`).matchAll(
        /\.(?:route|get|post|put|delete|patch|use)\(\s*'([^']+)'/g,
      ),
    ].map(([, pattern = '']) => pattern),
  );
}

/** The members of a type that is a union of texts. */
export function wordsOfType(path: string, type: string): readonly string[] {
  const [, declaration = ''] = source(path).split(new RegExp(`type ${type} =`));
  const [union = ''] = declaration.split(';');
  return [...union.matchAll(/^\s*\|?\s*'([^']+)'|\| '([^']+)'/gm)].map(
    ([, first, second]) => first ?? second ?? '',
  );
}
