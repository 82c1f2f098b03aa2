/** Servers take turns at the same requests, so that what disturbs the machine disturbs all of them alike. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChartName } from '../chart/chart-bodies.js';
import { runLoad, type Load } from '../measure/load.js';
import { cpuMs } from '../measure/process-usage.js';
import type { StartedServer } from '../measure/start-server.js';
import { median } from '../measure/statistics.js';

export type ServerName = 'production' | 'sandbox' | 'node:http' | 'express';

export interface Contender {
  readonly name: ServerName;
  readonly server: StartedServer;
  readonly url: string;
  /** Whether its answer must hold cards, or none for a chart out of scope. */
  readonly evaluates: boolean;
}

/** out-of-scope: of a patient of whom nothing is to be said, as most are. */
export type AskedChart = ChartName | 'out-of-scope';

export interface Requests {
  readonly body: Buffer;
  readonly chart: AskedChart;
  readonly isQuick: boolean;
  /** Authorization headers that were never used. */
  readonly sign: (count: number) => readonly string[];
}

/** Of one request, in milliseconds, but for `perSecond`. */
export interface Measured {
  readonly cpuMs: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
}

type Counts = Readonly<Record<AskedChart, number>>;

const concurrency = 8;
const requestsPerRound: Counts = { small: 480, real: 300, large: 24, 'out-of-scope': 300 };
/** Until the code is compiled; the small chart comes first. */
const warmUpRequests: Counts = { small: 4000, real: 2000, large: 60, 'out-of-scope': 2000 };
/** What a process still has to do for answers that are sent: records are written in batches, every half second. */
const settleMs = 600;

/** Medians over the rounds. Throws where a server refuses, or does not answer as it should. */
export async function measureInTurns(
  contenders: readonly Contender[],
  { body, chart, sign, isQuick }: Requests,
): Promise<ReadonlyMap<ServerName, Measured>> {
  const warmUp = sign(Math.ceil(warmUpRequests[chart] / (isQuick ? 4 : 1)));
  for (const { url, evaluates } of contenders) {
    const { lastAnswer } = await runLoad(url, { body, concurrency, authorizations: warmUp });
    if (evaluates) requireCards(lastAnswer, chart !== 'out-of-scope');
  }
  const taken = new Map<ServerName, Measured[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < (isQuick ? 3 : 7); round += 1) {
    // The same for all: only production takes each just once.
    const authorizations = sign(Math.ceil(requestsPerRound[chart] / (isQuick ? 6 : 1)));
    for (const contender of contenders) {
      const measured = await measure(contender, { body, concurrency, authorizations });
      taken.get(contender.name)?.push(measured);
    }
  }
  return new Map([...taken].map(([name, all]) => [name, mediansOf(all)]));
}

async function measure(
  { server, url }: Contender,
  load: Load & { readonly authorizations: readonly string[] },
): Promise<Measured> {
  const before = cpuMs(server.pid);
  const { seconds, latency } = await runLoad(url, load);
  await sleep(settleMs);
  const requests = load.authorizations.length;
  return {
    cpuMs: (cpuMs(server.pid) - before) / requests,
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

/** Figures of another answer than is expected would be worth nothing. */
export function requireCards(answer: string, areExpected = true): void {
  const { cards } = JSON.parse(answer) as { readonly cards: readonly unknown[] };
  if (cards.length > 0 !== areExpected) throw new Error(`the chart brings ${cards.length} cards`);
}
