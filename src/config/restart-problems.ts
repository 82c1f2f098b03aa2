import { isDeepStrictEqual } from 'node:util';
import type { DefinitionProblem } from '../errors/definition-error.js';
import type { Configuration } from '../model/configuration.js';
import type { LocatedConfiguration } from './load-configuration.js';

/** What is bound to the process: sockets, the store, the pseudonyms in it, and the log. */
const bound: Readonly<Record<string, (configuration: Configuration) => unknown>> = {
  'server.host': ({ server }) => server.host,
  'server.port': ({ server }) => server.port,
  'server.tls': ({ server }) => server.tls !== undefined,
  'server.metrics': ({ server }) => server.metrics,
  'server.shutdownMs': ({ server }) => server.shutdownMs,
  'limits.receiveMs': ({ limits }) => limits.receiveMs,
  'limits.keepAliveMs': ({ limits }) => limits.keepAliveMs,
  store: ({ store }) => store,
  pseudonymKey: ({ pseudonymKey }) => pseudonymKey,
  'log.level': ({ logLevel }) => logLevel,
};

/** The differences between two configurations that only a restart can bring about, at their places in the new one. */
export function restartProblems(
  running: Configuration,
  { configuration: next, locate }: LocatedConfiguration,
  file: string,
): readonly DefinitionProblem[] {
  return Object.entries(bound)
    .filter(([, part]) => !isDeepStrictEqual(part(running), part(next)))
    .map(([name]) => ({
      file,
      ...locate(name.split('.'), 'key'),
      message: `\`${name}\` is changed: that takes a restart.`,
    }));
}
