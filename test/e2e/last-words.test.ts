/** A fault that nothing catches, in a process of its own. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../../src/package-root.js';

test.each(['exception', 'rejection'])(
  'an uncaught %s ends the process, and its message is told nowhere',
  (kind) => {
    const script = join(packageRoot(), 'test/support/last-words-child.ts');
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', script, kind],
      { cwd: packageRoot(), encoding: 'utf8' },
    );

    expect(status).toBe(70);
    expect(JSON.parse(stdout)).toMatchObject({
      level: 'error',
      event: 'service.failed',
      errorName: 'TypeError',
    });
    expect(stdout + stderr).not.toContain('ZZPHI');
  },
  30_000,
);
