import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/package-root.js';
import { wordsOfType } from '../support/privacy/catalogue-of-paths.js';

const page = readFileSync(join(packageRoot(), 'docs/operations.md'), 'utf8');

test('docs/operations.md explains every reason why another server was not read, and no other', () => {
  const section = /## Other servers\n([\s\S]*?)\n## /.exec(page)?.[1] ?? '';
  const explained = [...section.matchAll(/^\| `([a-z-]+)` /gm)].map(([, reason]) => reason);

  expect(explained.sort()).toEqual(
    [
      ...wordsOfType('model/outbound.ts', 'OutboundFailure'),
      ...['key', 'no-token', 'paused', 'aborted'],
    ].sort(),
  );
});
