/** From the command to the first card. */
import { chartOf, chartSizes, prefetchBody } from '../chart/chart-bodies.js';
import { runLoad } from '../measure/load.js';
import { cpuMs, memoryOf } from '../measure/process-usage.js';
import { startServer } from '../measure/start-server.js';
import { median } from '../measure/statistics.js';
import {
  createEhr,
  fhirBase,
  productionCommand,
  servicePath,
  signAhead,
} from '../production/production-setup.js';
import { requireCards } from './turns.js';
import type { BenchContext, BenchPart } from './bench-context.js';

interface StartTimes {
  readonly listening: number;
  readonly answered: number;
  readonly cpu: number;
  readonly memory: number;
}

export const startPart: BenchPart = {
  name: 'start',
  title: 'Start',
  run: async (context) => {
    const starts: StartTimes[] = [];
    for (let count = 0; count < (context.isQuick ? 3 : 7); count += 1) {
      starts.push(await timeStart(context));
    }
    const of = (figure: keyof StartTimes): number => median(starts.map((one) => one[figure]));
    const columns = ['listens after ms', 'first card after ms', 'CPU ms until then', 'memory MB'];
    const row = [of('listening'), of('answered'), of('cpu'), of('memory')];
    return {
      tables: [{ title: 'Medians', columns, rows: [row] }],
      judged: [
        {
          what: 'Start to first card, real chart',
          measured: of('answered') / 1000,
          unit: 's',
          wanted: 'at-most',
          bar: 1.5,
          beyond: 0.7,
        },
      ],
      notes: [],
    };
  },
};

async function timeStart({ folder, knowledge, at }: BenchContext): Promise<StartTimes> {
  const ehr = createEhr();
  const clients = [{ ehr, fhirServers: [{ url: fhirBase, private: false }] }];
  const command = productionCommand('start', { folder, clients });
  const body = prefetchBody(chartOf(chartSizes.real, at), knowledge.queryPlan);
  const authorizations = signAhead(ehr, 1);
  const started = performance.now();
  const server = await startServer(command, { folder });
  try {
    const listening = performance.now() - started;
    const url = `http://127.0.0.1:${server.port}${servicePath}`;
    const { lastAnswer } = await runLoad(url, { body, authorizations, concurrency: 1 });
    const answered = performance.now() - started;
    requireCards(lastAnswer);
    return { listening, answered, cpu: cpuMs(server.pid), memory: memoryOf(server.pid).now };
  } finally {
    await server.stop();
  }
}
