import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../../src/errors/catalogue.js';
import { packageRoot } from '../../src/package-root.js';

const page = readFileSync(join(packageRoot(), 'docs/errors.md'), 'utf8');

test('docs/errors.md lists every error with its status, and no other', () => {
  const listed = [...page.matchAll(/^\| `([A-Z_]+)` *\| (\d{3}) /gm)];

  expect(Object.fromEntries(listed.map(([, code, status]) => [code, Number(status)]))).toEqual(
    Object.fromEntries(Object.entries(catalogue).map(([code, { status }]) => [code, status])),
  );
});

test('docs/errors.md explains every reason of a 401, and no other', () => {
  const types = readFileSync(join(packageRoot(), 'src/model/authentication.ts'), 'utf8');
  const union = /type AuthenticationRefusal =([\s\S]*?);/.exec(types)?.[1] ?? '';
  const reasons = [...union.matchAll(/\| '([a-z-]+)'/g)].map(([, reason]) => reason);
  const explained = [...page.matchAll(/^\| `([a-z-]+)` /gm)].map(([, reason]) => reason);

  expect(explained.length).toBeGreaterThan(10);
  expect([...explained].sort()).toEqual([...reasons].sort());
});
