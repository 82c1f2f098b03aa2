/** The command as it is installed: built, and run in a process of its own. */
import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdirSync, rmdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageRoot } from '../../src/package-root.js';

export interface Ended {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandRun {
  readonly pid: number;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<Ended>;
  readonly isOver: () => boolean;
  readonly output: () => Pick<Ended, 'stdout' | 'stderr'>;
  /** Resolves once what was written so far is as wanted; rejects when the process ends before. */
  readonly until: (
    isWanted: (output: Pick<Ended, 'stdout' | 'stderr'>) => boolean,
  ) => Promise<void>;
}

const root = packageRoot();
const lock = join(tmpdir(), `nelm-cds-build-${Buffer.from(root).toString('base64url')}`);
const lockStaleMs = 120_000;
const running = new Set<ChildProcessWithoutNullStreams>();

/** Compiles what is not compiled yet. One at a time: test files run beside each other. */
export async function buildCommand(): Promise<void> {
  await takeLock();
  try {
    const built = spawnSync(process.execPath, [join(root, 'bin/build.js')], { encoding: 'utf8' });
    if (built.status !== 0) throw new Error(`The build failed: ${built.stdout}${built.stderr}`);
  } finally {
    rmdirSync(lock);
  }
}

export function runCommand(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): CommandRun {
  const child = spawn(process.execPath, [join(root, 'bin/nelm-cds.js'), ...args], {
    cwd: root,
    env: environment,
  });
  running.add(child);
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (data: Buffer) => (output.stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output.stderr += data.toString()));
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => {
      running.delete(child);
      resolve({ code, signal, ...output });
    });
  });
  return {
    pid: child.pid ?? 0,
    kill: (signal) => void child.kill(signal),
    ended,
    isOver: () => !running.has(child),
    output: () => output,
    until: (isWanted) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!isWanted(output)) return;
          child.stdout.off('data', look);
          child.stderr.off('data', look);
          resolve();
        };
        child.stdout.on('data', look);
        child.stderr.on('data', look);
        void ended.then(({ stdout, stderr }) => {
          reject(new Error(`The process ended: ${stdout}${stderr}`));
        });
        look();
      }),
  };
}

/** Ends whatever a test has left running. */
export async function killCommands(): Promise<void> {
  await Promise.all(
    [...running].map(
      (child) =>
        new Promise((resolve) => {
          child.on('close', resolve);
          child.kill('SIGKILL');
        }),
    ),
  );
}

async function takeLock(): Promise<void> {
  for (;;) {
    try {
      mkdirSync(lock);
      return;
    } catch {
      if (isStale()) rmdirSync(lock);
      await sleep(100);
    }
  }
}

function isStale(): boolean {
  const taken = statSync(lock, { throwIfNoEntry: false });
  return taken !== undefined && Date.now() - taken.mtimeMs > lockStaleMs;
}
