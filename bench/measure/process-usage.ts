/** What another process has used so far, as Linux tells it in /proc. */
import { readdirSync, readFileSync } from 'node:fs';

/** CPU time of all threads in milliseconds: https://docs.kernel.org/scheduler/sched-stats.html#proc-pid-schedstat */
export function cpuMs(pid: number): number {
  return readdirSync(`/proc/${pid}/task`)
    .map((thread) => readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8'))
    .reduce((sum, text) => sum + Number(text.split(' ')[0]) / 1e6, 0);
}

export interface MemoryUse {
  /** In megabytes (10^6 bytes): what is in memory now, and the most that ever was. */
  readonly now: number;
  readonly peak: number;
}

/** Resident memory of a process. */
export function memoryOf(pid: number): MemoryUse {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (field: string): number =>
    (Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024) / 1e6;
  return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') };
}
