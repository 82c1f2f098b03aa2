/** Whole requests with the chart as prefetch: our service against servers that evaluate nothing, on the same bytes. */
import { join } from 'node:path';
import { packageRoot } from '../../src/package-root.js';
import { chartOf, chartOutOfScope, chartSizes, prefetchBody } from '../chart/chart-bodies.js';
import { memoryOf } from '../measure/process-usage.js';
import { startServer, type ServerCommand } from '../measure/start-server.js';
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
import { measureInTurns, type Contender, type Measured, type ServerName } from './turns.js';

export const prefetchPart: BenchPart = {
  name: 'prefetch',
  title: 'Requests with prefetch',
  run: async (context) => {
    const ehr = createEhr();
    const clients = [{ ehr, fhirServers: [{ url: fhirBase, private: false }] }];
    const production = productionCommand('prefetch', { folder: context.folder, clients });
    const commands: readonly (readonly [ServerName, ServerCommand])[] = [
      ['production', production],
      ['sandbox', sandboxCommand()],
      ['node:http', comparedServer('bare-server')],
      ['express', comparedServer('express-server')],
    ];
    const contenders: Contender[] = [];
    try {
      for (const [name, command] of commands) {
        const server = await startServer(command, context);
        const url = `http://127.0.0.1:${server.port}${servicePath}`;
        contenders.push({
          name,
          server,
          url,
          evaluates: name === 'production' || name === 'sandbox',
        });
      }
      return await compare(contenders, context, (count) => signAhead(ehr, count));
    } finally {
      await Promise.all(contenders.map(({ server }) => server.stop()));
    }
  },
};

function comparedServer(file: string): ServerCommand {
  const path = join(packageRoot(), 'dist/bench/servers', `${file}.js`);
  return { name: file, args: [path], port: /port (\d+)/ };
}

type Costs = ReadonlyMap<ServerName, Measured>;

async function compare(
  contenders: readonly Contender[],
  context: BenchContext,
  sign: (count: number) => readonly string[],
): Promise<Findings> {
  const tables: Table[] = [];
  const judged: Judged[] = [];
  for (const chart of ['small', 'real', 'large', 'out-of-scope'] as const) {
    const resources =
      chart === 'out-of-scope'
        ? chartOutOfScope(chartSizes.real, context.at)
        : chartOf(chartSizes[chart], context.at);
    const body = prefetchBody(resources, context.knowledge.queryPlan);
    const costs = await measureInTurns(contenders, { body, chart, sign, isQuick: context.isQuick });
    tables.push(
      tableOf(`${chart} chart: ${resources.length} resources, ${body.length} bytes`, costs),
    );
    if (chart === 'small') judged.push(smallChart(costs));
    if (chart === 'real') judged.push(realChart(costs));
  }
  const memory = contenders.map(({ name, server }) => {
    const { now, peak } = memoryOf(server.pid);
    return [name, now, peak];
  });
  tables.push({ title: 'Memory afterwards, MB', columns: ['server', 'now', 'peak'], rows: memory });
  return { tables, judged, notes: [] };
}

function smallChart(costs: Costs): Judged {
  return {
    what: 'CPU of a request, small chart without authentication, against Express',
    measured: againstExpress('sandbox', costs),
    unit: 'x',
    wanted: 'at-most',
    bar: 1.25,
    beyond: 0.9,
  };
}

function realChart(costs: Costs): Judged {
  return {
    what: 'CPU of a request, real chart by prefetch, RS384, against Express',
    measured: againstExpress('production', costs),
    unit: 'x',
    wanted: 'at-most',
    bar: 1.25,
    beyond: 1,
  };
}

function againstExpress(name: ServerName, costs: Costs): number {
  return (costs.get(name)?.cpuMs ?? NaN) / (costs.get('express')?.cpuMs ?? NaN);
}

function tableOf(title: string, costs: Costs): Table {
  return {
    title,
    columns: ['server', 'CPU ms', 'x Express', 'requests/s', 'p50 ms', 'p99 ms', 'p99.9 ms'],
    rows: [...costs].map(([name, { cpuMs, perSecond, p50, p99, p999 }]) => [
      name,
      cpuMs,
      againstExpress(name, costs),
      perSecond,
      p50,
      p99,
      p999,
    ]),
  };
}
