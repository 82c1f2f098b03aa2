import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { StoreLocation } from '../../src/model/configuration.js';

const script = fileURLToPath(new URL('./store-child.ts', import.meta.url));

/** What store-child.ts prints; it is killed with SIGKILL the moment it has. */
export async function inProcessThenKilled(
  action: 'claim' | 'keep',
  location: StoreLocation,
): Promise<unknown> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', script, action, JSON.stringify(location)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exit = once(child, 'exit');
  for await (const line of createInterface(child.stdout)) {
    child.kill('SIGKILL');
    await exit;
    return JSON.parse(line) as unknown;
  }
  throw new Error('the process ended without a word');
}
