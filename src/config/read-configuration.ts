import type { Configuration } from '../model/configuration.js';
import type { ConfigurationFile, SecretFile } from './configuration-file.js';
import { isGuessable } from './guessable-key.js';
import { readClients } from './read-clients.js';
import { readOutbound } from './read-outbound.js';
import { readSecret } from './read-secret.js';
import { readServer } from './read-server.js';
import { readStore } from './read-store.js';
import { below, readPart, type Reading } from './reading.js';

const minKeyBytes = 32;

/**
 * Reads every sound part, telling all problems. Undefined where a part could not be read; where problems were told, the
 * result is not to be used.
 */
export function readConfiguration(
  file: ConfigurationFile,
  reading: Reading & { readonly isFileGiven: boolean },
): Omit<Configuration, 'warnings'> | undefined {
  const part = <K extends keyof ConfigurationFile, R>(
    key: K,
    read: (value: ConfigurationFile[K], reading: Reading) => R,
  ): R | undefined => readPart(reading, { path: [key], value: () => file[key] }, read);
  const server = part('server', readServer);
  const limits = part('limits', checkLimits);
  const store = part('store', (value, at) => readStore(value, at, reading.isFileGiven));
  const outbound = part('outbound', readOutbound);
  const pseudonymKey = part('pseudonymKey', readPseudonymKey);
  const edition = part('knowledge', readEdition);
  const logLevel = part('log', (value) => value.level);
  const clients = readClients(clientsIn(file), below(reading, ['clients']));
  if (!server || !limits || !store || !outbound || !pseudonymKey) return undefined;
  if (edition === undefined || logLevel === undefined) return undefined;
  return {
    server,
    limits,
    store,
    outbound,
    clients,
    edition: file.knowledge.edition,
    logLevel: file.log.level,
    pseudonymKey,
  };
}

/** Each client is read on its own, sound or not; a list it must be. */
function clientsIn({ clients }: ConfigurationFile): ConfigurationFile['clients'] {
  const isList: boolean = Array.isArray(clients);
  return isList ? clients : [];
}

function readEdition({ edition }: ConfigurationFile['knowledge'], reading: Reading): string {
  const known = reading.knowledge?.editions;
  if (known !== undefined && !known.includes(edition)) {
    reading.problem(['edition'], `There is no such edition; there are: ${known.join(', ')}.`);
  }
  return edition;
}

function checkLimits(
  limits: ConfigurationFile['limits'],
  reading: Reading,
): ConfigurationFile['limits'] {
  if (limits.concurrentRequestsPerClient > limits.concurrentRequests) {
    reading.problem(
      ['concurrentRequestsPerClient'],
      '`concurrentRequestsPerClient` must not be above `concurrentRequests`.',
    );
  }
  if (limits.concurrentBodyBytes < limits.bodyBytes) {
    reading.problem(
      ['concurrentBodyBytes'],
      '`concurrentBodyBytes` must not be below `bodyBytes`.',
    );
  }
  return limits;
}

function readPseudonymKey(secret: SecretFile, reading: Reading): Uint8Array | undefined {
  const key = readSecret(secret, reading);
  if (key === undefined) return undefined;
  if (key.length < minKeyBytes) {
    reading.problem([], `The secret named here must have at least ${minKeyBytes} bytes.`);
  } else if (isGuessable(key)) {
    reading.problem([], 'The secret named here is easily guessed; make a random one.');
  }
  return key;
}
