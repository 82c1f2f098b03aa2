/** Whole requests with the chart as prefetch: our service against servers that evaluate nothing, on the same bytes. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageRoot } from '../../src/package-root.js';
import { chartOf, chartSizes, prefetchBody, type ChartName } from '../chart/chart-bodies.js';
import { runLoad, type Load } from '../measure/load.js';
import { cpuMs, memoryOf } from '../measure/process-usage.js';
import { startServer, type ServerCommand, type StartedServer } from '../measure/start-server.js';
import { median } from '../measure/statistics.js';
import {
  createEhr,
  fhirBase,
  productionCommand,
  sandboxCommand,
  servicePath,
  signAhead,
} from '../production/production-setup.js';
import type { Findings, Judged, Table } from '../report/findings.js';
import type { BenchContext, BenchPart } from './bench-context.js';

const concurrency = 8;
/** What a process still has to do for answers that are sent: records are written in batches. */
const settleMs = 250;

const requestsPerRound: Readonly<Record<ChartName, number>> = { small: 480, real: 300, large: 24 };

type ServerName = 'production' | 'sandbox' | 'node:http' | 'express';

interface Measured {
  readonly cpuMs: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
}

interface Contender {
  readonly name: ServerName;
  readonly server: StartedServer;
  readonly url: string;
}

export const prefetchPart: BenchPart = {
  name: 'prefetch',
  title: 'Requests with prefetch',
  run: async (context) => {
    const ehr = createEhr();
    const commands: readonly (readonly [ServerName, ServerCommand])[] = [
      [
        'production',
        productionCommand('prefetch', {
          folder: context.folder,
          clients: [{ ehr, fhirServers: [{ url: fhirBase, private: false }] }],
        }),
      ],
      ['sandbox', sandboxCommand()],
      ['node:http', comparedServer('bare-server')],
      ['express', comparedServer('express-server')],
    ];
    const contenders: Contender[] = [];
    try {
      for (const [name, command] of commands) {
        const server = await startServer(command, context);
        const url = `http://127.0.0.1:${server.port}${servicePath}`;
        contenders.push({ name, server, url });
      }
      return await compare(contenders, context, (count) => signAhead(ehr, count));
    } finally {
      await Promise.all(contenders.map(({ server }) => server.stop()));
    }
  },
};

type Sign = (count: number) => readonly string[];

async function compare(
  contenders: readonly Contender[],
  context: BenchContext,
  sign: Sign,
): Promise<Findings> {
  const tables: Table[] = [];
  const judged: Judged[] = [];
  for (const chart of ['small', 'real', 'large'] as const) {
    const body = prefetchBody(chartOf(chartSizes[chart], context.at), context.knowledge.queryPlan);
    const figures = await measureInTurns(contenders, { body, chart, context, sign });
    const cost = (name: ServerName): number => figures.get(name)?.cpuMs ?? NaN;
    tables.push(
      tableFor(`${chart} chart: ${chartSizes[chart]} resources, ${body.length} bytes`, figures),
    );
    if (chart === 'real') {
      judged.push({
        what: 'CPU of a request, real chart by prefetch, RS384, against Express',
        measured: cost('production') / cost('express'),
        unit: 'x',
        wanted: 'at-most',
        bar: 1.25,
        beyond: 1,
      });
    }
    if (chart === 'small') {
      judged.push({
        what: 'CPU of a request, small chart without authentication, against Express',
        measured: cost('sandbox') / cost('express'),
        unit: 'x',
        wanted: 'at-most',
        bar: 1.25,
        beyond: 0.9,
      });
    }
  }
  const memory = contenders.map(({ name, server }) => {
    const { now, peak } = memoryOf(server.pid);
    return [name, now, peak];
  });
  tables.push({ title: 'Memory afterwards, MB', columns: ['server', 'now', 'peak'], rows: memory });
  return { tables, judged, notes: [] };
}

interface Turn {
  readonly body: Buffer;
  readonly chart: ChartName;
  readonly context: BenchContext;
  readonly sign: Sign;
}

async function measureInTurns(
  contenders: readonly Contender[],
  { body, chart, context, sign }: Turn,
): Promise<ReadonlyMap<ServerName, Measured>> {
  const requests = Math.ceil(requestsPerRound[chart] / (context.isQuick ? 6 : 1));
  const rounds = context.isQuick ? 3 : 7;
  const taken = new Map<ServerName, Measured[]>(contenders.map(({ name }) => [name, []]));
  for (const { name, url } of contenders) {
    const warmUp = await runLoad(url, { body, concurrency, authorizations: sign(requests) });
    if (name === 'production' || name === 'sandbox') requireCards(warmUp.lastAnswer);
  }
  for (let round = 0; round < rounds; round += 1) {
    // The same for all; only production takes each just once.
    const authorizations = sign(requests);
    for (const { name, server, url } of contenders) {
      taken.get(name)?.push(await measure(server, url, { body, concurrency, authorizations }));
    }
  }
  return new Map([...taken].map(([name, all]) => [name, mediansOf(all)]));
}

async function measure({ pid }: StartedServer, url: string, load: Load): Promise<Measured> {
  const before = cpuMs(pid);
  const { seconds, latency } = await runLoad(url, load);
  await sleep(settleMs);
  const requests = load.authorizations.length;
  return {
    cpuMs: (cpuMs(pid) - before) / requests,
    perSecond: requests / seconds,
    p50: latency.percentile(50) / 1e6,
    p99: latency.percentile(99) / 1e6,
    p999: latency.percentile(99.9) / 1e6,
  };
}

function mediansOf(all: readonly Measured[]): Measured {
  const of = (figure: keyof Measured): number => median(all.map((one) => one[figure]));
  return {
    cpuMs: of('cpuMs'),
    perSecond: of('perSecond'),
    p50: of('p50'),
    p99: of('p99'),
    p999: of('p999'),
  };
}

function tableFor(title: string, figures: ReadonlyMap<ServerName, Measured>): Table {
  const express = figures.get('express')?.cpuMs ?? NaN;
  return {
    title,
    columns: ['server', 'CPU ms', 'x Express', 'requests/s', 'p50 ms', 'p99 ms', 'p99.9 ms'],
    rows: [...figures].map(([name, { cpuMs: cost, perSecond, p50, p99, p999 }]) => [
      name,
      cost,
      cost / express,
      perSecond,
      p50,
      p99,
      p999,
    ]),
  };
}

/** Figures of a patient for whom nothing is said would be worth nothing. */
export function requireCards(answer: string): void {
  const { cards } = JSON.parse(answer) as { readonly cards: readonly unknown[] };
  if (cards.length === 0) throw new Error('the chart brings no card');
}

function comparedServer(file: string): ServerCommand {
  const path = join(packageRoot(), 'dist/bench/servers', `${file}.js`);
  return { name: file, args: [path], port: /port (\d+)/ };
}
