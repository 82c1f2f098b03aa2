import { parseArgs } from 'node:util';

export interface BenchOptions {
  readonly isQuick: boolean;
  /** Names of parts; all where empty. */
  readonly only: readonly string[];
  readonly soak: number;
}

/** What the command takes; `parts` are their names. */
export function usageOf(parts: readonly string[]): string {
  return `Usage: npm run bench -- [--quick] [--only PART]... [--soak REQUESTS]

  --quick          fewer rounds: about two minutes, rough
  --only PART      this part alone, repeatable: ${parts.join(', ')}
  --soak REQUESTS  length of the long run of the memory part (12000; 1000000 takes an hour)
  --help           this text

A whole run that is not quick is kept in bench/results/. docs/performance.md explains the figures.`;
}

/** Undefined where help is asked for. Throws TypeError where the arguments cannot be understood. */
export function readBenchOptions(
  args: readonly string[],
  parts: readonly string[],
): BenchOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      soak: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const soak = Number(values.soak ?? (values.quick ? 400 : 12_000));
  const unknown = values.only.find((name) => !parts.includes(name));
  if (unknown !== undefined) throw new TypeError(`There is no part ${unknown}.`);
  if (!Number.isInteger(soak) || soak < 100) {
    throw new TypeError('--soak takes a number of requests, 100 or more.');
  }
  return { isQuick: values.quick, only: values.only, soak };
}
