/** `npm run bench`: measures, prints, and keeps the results in bench/results/. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadKnowledge } from '../src/definitions/index.js';
import { packageRoot } from '../src/package-root.js';
import { readBenchOptions, usageOf, type BenchOptions } from './bench-options.js';
import { isPinned, pinLoad } from './measure/start-server.js';
import { benchParts } from './parts/index.js';
import type { BenchContext } from './parts/bench-context.js';
import type { Findings } from './report/findings.js';
import { describeMachine, type Machine } from './report/machine.js';
import { barLine, tableText, toMarkdown, type NamedFindings } from './report/markdown-report.js';

const names = benchParts.map(({ name }) => name);

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Undefined once it is said what the command takes. */
function optionsOrUsage(): BenchOptions | undefined {
  const help = usageOf(names);
  try {
    const options = readBenchOptions(process.argv.slice(2), names);
    if (options === undefined) print(help);
    return options;
  } catch (error) {
    process.exitCode = 2;
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${help}\n`);
    return undefined;
  }
}

async function measureAll(
  context: BenchContext,
  wanted: readonly string[],
): Promise<NamedFindings[]> {
  const measured: NamedFindings[] = [];
  for (const { name, title, run } of benchParts) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const started = performance.now();
    print(`\n== ${title}`);
    const findings = await run(context).catch(failure);
    for (const table of findings.tables) print(`\n${tableText(table)}`);
    print(['', ...findings.notes, '', ...findings.judged.map(barLine)].join('\n'));
    print(`(${Math.round((performance.now() - started) / 1000)} s)`);
    measured.push({ name, title, ...findings });
  }
  return measured;
}

/** What else was measured is not lost. */
function failure(error: unknown): Findings {
  process.exitCode = 1;
  return { tables: [], judged: [], notes: [`Not measured: ${String(error)}`] };
}

/** `<date>-<cpu>-node<major>.md` and `.json`; a quick run keeps nothing, since its figures are rough. */
function keep(machine: Machine, parts: readonly NamedFindings[]): void {
  const folder = join(packageRoot(), 'bench/results');
  const cpu = machine.cpu.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const node = machine.node.replace(/^v(\d+).*/, 'node$1');
  const file = join(folder, `${machine.date.slice(0, 10)}-${cpu}-${node}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${file}.md`, toMarkdown(machine, parts));
  writeFileSync(`${file}.json`, `${JSON.stringify({ machine, parts }, null, 2)}\n`);
  print(`\nKept as ${file}.md and .json`);
}

async function main({ isQuick, only, soak }: BenchOptions): Promise<void> {
  const at = new Date();
  const machine = describeMachine(at);
  const folder = mkdtempSync(join(tmpdir(), 'nelm-cds-bench-'));
  print(
    `${machine.cpu}, ${machine.cores} cores, node ${machine.node}, load ${machine['load average']}`,
  );
  if (!isPinned) print('Not pinned: taskset or a second core is missing, so figures are rougher.');
  pinLoad();
  try {
    const context = { knowledge: loadKnowledge(packageRoot()), at, folder, isQuick, soak };
    const parts = await measureAll(context, only);
    if (!isQuick && only.length === 0) keep(machine, parts);
    else print('\nNot kept: only a whole run that is not quick is.');
  } finally {
    if (process.exitCode === undefined) rmSync(folder, { recursive: true, force: true });
    else print(`\nWhat the servers wrote is in ${folder}`);
  }
}

const options = optionsOrUsage();
if (options !== undefined) await main(options);
