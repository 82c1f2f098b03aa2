/** One client with one registered server, whose behaviour can change under way. */
import type { RequestListener } from 'node:http';
import type { FhirAccess } from '../../src/model/stages.js';
import { accessOf, searchset, type FixtureOptions } from './fhir-client-fixture.js';
import { startSecureServer, type Authority, type SecureServer } from './secure-server.js';

const typeOf = (url = ''): string => /^\/fhir\/(\w+)/.exec(url)?.[1] ?? '';
/** One resource of the type asked for. */
export const healthy: RequestListener = ({ url }, response) => {
  response.end(searchset([{ resourceType: typeOf(url), id: '1' }]));
};
export const failing: RequestListener = (_request, response) => response.writeHead(503).end('{}');
export const silent: RequestListener = () => undefined;

export interface Bench {
  readonly server: SecureServer;
  readonly outcomes: string[];
  readonly become: (listener: RequestListener) => void;
  /** Reads so many addresses, one after the other; which of them had an answer. */
  readonly read: (count: number, deadlineMs?: number) => Promise<readonly boolean[]>;
  readonly readAtOnce: (count: number, deadlineMs?: number) => Promise<readonly boolean[]>;
  readonly access: FhirAccess;
  readonly stop: () => Promise<void>;
}

export interface BenchOptions extends Pick<
  FixtureOptions,
  'outbound' | 'fhirAccess' | 'deadlineMs'
> {
  readonly authority: Authority;
  readonly listener: RequestListener;
}

export async function startBench({
  authority,
  listener,
  ...options
}: BenchOptions): Promise<Bench> {
  let current = listener;
  const server = await startSecureServer(authority, (request, response) => {
    current(request, response);
  });
  const outcomes: string[] = [];
  const url = `${server.origin}/fhir`;
  const access = accessOf({
    fhirServers: [{ url, isPrivate: true }],
    onFhirRequest: (outcome) => outcomes.push(outcome),
    ...options,
  });
  const readOne = async (deadlineMs: number): Promise<boolean> => {
    const signal = AbortSignal.timeout(deadlineMs);
    const reader = access.open(new URL(url), { accessToken: 'secret-token', signal });
    const answer = await reader?.read(new URL(`${url}/Observation?patient=p1`));
    reader?.close();
    return answer !== undefined;
  };
  return {
    server,
    outcomes,
    access,
    stop: async () => {
      await access.close();
      await server.stop();
    },
    become: (listener) => {
      current = listener;
    },
    read: async (count, deadlineMs = 5000) => {
      const answers: boolean[] = [];
      for (let index = 0; index < count; index += 1) answers.push(await readOne(deadlineMs));
      return answers;
    },
    readAtOnce: (count, deadlineMs = 5000) =>
      Promise.all(Array.from({ length: count }, () => readOne(deadlineMs))),
  };
}
