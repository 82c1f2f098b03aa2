/** On what the figures were measured: without it they say nothing. */
import { spawnSync } from 'node:child_process';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { packageRoot } from '../../src/package-root.js';
import { isPinned } from '../measure/start-server.js';

export interface Machine {
  readonly date: string;
  readonly commit: string;
  readonly node: string;
  readonly cpu: string;
  readonly cores: string;
  readonly memory: string;
  readonly system: string;
  /** Over the last 1, 5 and 15 minutes before the run. */
  readonly 'load average': string;
  readonly 'others at work': string;
  readonly pinned: string;
}

/** Of the last minute: what waiting for a run to begin brings about. */
const quietLoad = 0.5;

export function describeMachine(at: Date): Machine {
  const git = spawnSync('git', ['describe', '--always', '--dirty'], {
    cwd: packageRoot(),
    encoding: 'utf8',
  });
  const loads = loadavg();
  return {
    date: at.toISOString(),
    commit: git.status === 0 ? git.stdout.trim() : 'unknown',
    node: process.version,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: String(cpus().length),
    memory: `${Math.round(totalmem() / 1e9)} GB`,
    system: `${process.platform} ${release()} ${process.arch}`,
    'load average': loads.map((load) => load.toFixed(2)).join(' '),
    'others at work':
      (loads[0] ?? 0) > quietLoad ? 'yes: figures in time, such as latencies, say nothing' : 'no',
    pinned: isPinned ? 'server and load each on a core of their own' : 'no',
  };
}
