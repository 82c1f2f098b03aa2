/** A log that cannot be written must not keep the process from ending. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { buildCommand } from '../support/built-command.js';
import { root } from '../support/knowledge.js';

let child: ChildProcess | undefined;

beforeAll(buildCommand);
afterEach(() => child?.kill('SIGKILL'));

/** The sandbox, which logs to standard error. */
function serveLoggingTo(log: number | 'pipe'): ChildProcess {
  const args = [join(root, 'bin/nelm-cds.js'), 'serve', '--sandbox', '--port', '0'];
  child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', log] });
  return child;
}

async function addressOf({ stdout }: ChildProcess): Promise<string> {
  let printed = '';
  for await (const piece of stdout ?? []) {
    printed += String(piece);
    const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(printed) ?? [];
    if (address !== undefined) return address;
  }
  throw new Error('The sandbox did not start.');
}

const full = '/dev/full';

(existsSync(full) ? test : test.skip)('a full disk ends it as a fault', async () => {
  const log = openSync(full, 'w');
  const serving = serveLoggingTo(log);
  closeSync(log);
  const ended = once(serving, 'exit');
  const address = await addressOf(serving);

  await fetch(`${address}/healthz`).catch(() => undefined);

  expect(await ended).toEqual([70, null]);
});

test('a reader that is gone does not hold up the stop', async () => {
  const serving = serveLoggingTo('pipe');
  const ended = once(serving, 'exit');
  const address = await addressOf(serving);
  serving.stderr?.destroy();
  const answer = await fetch(`${address}/healthz`);

  serving.kill('SIGTERM');

  expect([answer.status, await ended]).toEqual([200, [0, null]]);
});
