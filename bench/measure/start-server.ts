/** Servers under measurement: each a process of its own, alone on a core where the machine has one to spare. */
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ServerCommand {
  readonly name: string;
  /** Arguments of node. */
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Finds, in what the server prints, the port that it listens at. */
  readonly port: RegExp;
}

export interface StartedServer {
  readonly name: string;
  readonly pid: number;
  readonly port: number;
  readonly stop: () => Promise<void>;
}

const serverCore = '0';
const loadCore = '1';
const startTimeoutMs = 30_000;
const pollMs = 5;

/** Whether servers and load each have a core. */
export const isPinned =
  availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0;

/** Keeps this process, which makes the load, off the core of the servers. */
export function pinLoad(): void {
  if (isPinned)
    spawnSync('taskset', ['--all-tasks', '--cpu-list', '--pid', loadCore, `${process.pid}`]);
}

export interface Placement {
  /** Where the output of the server is kept. */
  readonly folder: string;
  /** The core of the load is for servers that are not measured themselves. */
  readonly core?: 'server' | 'load';
}

/** Resolves once the server listens. */
export async function startServer(
  { name, args, environment, port }: ServerCommand,
  { folder, core = 'server' }: Placement,
): Promise<StartedServer> {
  const outputFile = join(folder, `${name}.log`);
  const output = openSync(outputFile, 'w');
  const pin = ['taskset', '--cpu-list', core === 'server' ? serverCore : loadCore];
  const [command = '', ...rest] = [...(isPinned ? pin : []), process.execPath, ...args];
  const child = spawn(command, rest, {
    stdio: ['ignore', output, output],
    env: { ...process.env, NODE_ENV: 'production', ...environment },
  });
  closeSync(output);
  let isWanted = true;
  const ended = new Promise<void>((resolve) =>
    child.on('exit', (code, signal) => {
      if (isWanted) process.stderr.write(`${name} ended by itself (${code ?? signal})\n`);
      resolve();
    }),
  );
  const stop = async (): Promise<void> => {
    isWanted = false;
    child.kill('SIGTERM');
    await ended;
  };
  const deadline = performance.now() + startTimeoutMs;
  for (;;) {
    const text = readFileSync(outputFile, 'utf8');
    const found = port.exec(text)?.[1];
    if (found !== undefined) return { name, pid: child.pid ?? 0, port: Number(found), stop };
    if (child.exitCode !== null || performance.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`${name} does not listen: ${text}`);
    }
    await sleep(pollMs);
  }
}
