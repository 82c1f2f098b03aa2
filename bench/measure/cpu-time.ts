/** CPU of this process for pieces of code, in turns: what disturbs the machine disturbs all of them alike. */
import { median } from './statistics.js';

export interface Candidate {
  readonly name: string;
  readonly run: () => unknown;
}

export interface CpuOptions {
  readonly rounds: number;
  /** How long one candidate runs in one round, in milliseconds of CPU. */
  readonly turnMs: number;
  /** How long a candidate runs before it is measured: by then the compiler has seen what there is to see. */
  readonly warmUpMs: number;
}

/** For a run whose figures may be rough. */
export const roughly: CpuOptions = { rounds: 3, turnMs: 40, warmUpMs: 150 };
/** For figures to keep. */
export const carefully: CpuOptions = { rounds: 7, turnMs: 150, warmUpMs: 3_000 };
/** For differences that are small beside what they are of: in short turns the machine is as fast for one as for the next. */
export const closely: CpuOptions = { rounds: 61, turnMs: 20, warmUpMs: 3_000 };

interface Turn {
  readonly candidate: Candidate;
  readonly runs: number;
  readonly costs: number[];
}

/** Median over the rounds of the CPU of one run, in milliseconds, by name. */
export async function measureCpu(
  candidates: readonly Candidate[],
  options: CpuOptions,
): Promise<ReadonlyMap<string, number>> {
  const rounds = await measureRounds(candidates, options);
  return new Map([...rounds].map(([name, costs]) => [name, median(costs)]));
}

/** CPU of one run in each round, in milliseconds, by name. What promises is awaited. */
export async function measureRounds(
  candidates: readonly Candidate[],
  { rounds, turnMs, warmUpMs }: CpuOptions,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const turns: Turn[] = [];
  for (const candidate of candidates) {
    const estimate = await warmUp(candidate, warmUpMs);
    turns.push({
      candidate,
      runs: Math.max(1, Math.round(turnMs / estimate)),
      costs: [],
    });
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const { candidate, runs, costs } of turns) {
      costs.push(await cpuMsOf(candidate, runs));
    }
  }
  return new Map(turns.map(({ candidate, costs }) => [candidate.name, costs]));
}

/** Runs until the code is compiled; gives what one run costs then. */
async function warmUp(candidate: Candidate, warmUpMs: number): Promise<number> {
  let runs = 1;
  let spent = 0;
  for (;;) {
    const perRun = await cpuMsOf(candidate, runs);
    spent += perRun * runs;
    if (spent > warmUpMs) return perRun;
    runs *= 2;
  }
}

async function cpuMsOf({ run }: Candidate, runs: number): Promise<number> {
  const before = process.cpuUsage();
  for (let count = 0; count < runs; count += 1) {
    const result = run();
    if (result instanceof Promise) await result;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / runs;
}
