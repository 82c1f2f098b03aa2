/** How long the FHIR server itself takes, asked directly: what no client of it can be faster than. */
import { Agent, get } from 'node:https';
import type { PlannedQuery } from '../../src/model/knowledge.js';
import { median } from '../measure/statistics.js';

export interface RoundTrips {
  /** The slowest of those that show whether the patient is in scope. */
  readonly scope: number;
  /** The slowest of the others. */
  readonly rest: number;
}

const times = 7;

/** Medians in milliseconds, over one connection that is kept. `authority` is that of the server, in PEM. */
export async function measureRoundTrips(
  base: string,
  patient: string,
  { plan, authority }: { readonly plan: readonly PlannedQuery[]; readonly authority: string },
): Promise<RoundTrips> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1, ca: authority });
  const slowest = async (queries: readonly PlannedQuery[]): Promise<number> => {
    const medians = [];
    for (const { path } of queries) {
      const url = new URL(`${base}/${path.replaceAll('{{context.patientId}}', patient)}`);
      medians.push(median(await timesOf(url, agent)));
    }
    return Math.max(...medians);
  };
  try {
    return {
      scope: await slowest(plan.filter(({ scope }) => scope)),
      rest: await slowest(plan.filter(({ scope }) => !scope)),
    };
  } finally {
    agent.destroy();
  }
}

async function timesOf(url: URL, agent: Agent): Promise<readonly number[]> {
  const taken: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const started = performance.now();
    await read(url, agent);
    taken.push(performance.now() - started);
  }
  return taken;
}

function read(url: URL, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      response.on('error', reject).on('end', resolve).resume();
      if (response.statusCode !== 200)
        reject(new Error(`${url.href}: ${response.statusCode ?? 0}`));
    }).on('error', reject);
  });
}
