/** The clients of a configuration, with their connections to FHIR servers and the way they prove who they are. */
import { baseOf, isAtOrBelow } from '../at-or-below.js';
import { AppError } from '../errors/app-error.js';
import { createFhirAccess, type FhirAccessOptions, type FhirOutcome } from '../gather/index.js';
import {
  createAuthenticator,
  type KeySetMemory,
  type ReplayGuard,
} from '../intake/authentication/index.js';
import type { Client, SmartAppRegistration } from '../model/client.js';
import type {
  ClientConfiguration,
  Configuration,
  Limits,
  SmartAppConfiguration,
} from '../model/configuration.js';
import type { Logger } from '../observability/logger.js';
import type { Metrics } from '../observability/metrics.js';
import { createOutbound, type Outbound } from '../outbound/index.js';
import { onceAMinute } from './once-a-minute.js';

export interface RegisteredClients {
  /** The client that the value of an Authorization header proves. Throws AppError NOT_AUTHENTICATED. */
  readonly authenticate: (authorization: string | undefined) => Promise<Client>;
  readonly corsOrigins: readonly string[];
  readonly clients: readonly Client[];
  /** Ends all connections once nothing is read over them any more. */
  readonly close: () => Promise<void>;
}

export interface RegisteredClientsParts {
  readonly now: () => Date;
  readonly newId: () => string;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly replayGuard: ReplayGuard;
  readonly keySets: KeySetMemory;
}

export function registerClients(
  configuration: Configuration,
  parts: RegisteredClientsParts,
): RegisteredClients {
  const { limits } = configuration;
  const outbound = createOutbound(configuration.outbound);
  const clients = configuration.clients.map((client) =>
    toClient(client, { ...parts, outbound, limits }),
  );
  const clientById = new Map(clients.map((client) => [client.id, client]));
  const authenticator = createAuthenticator(configuration.clients, {
    fetchJson: outbound.fetchJson,
    replayGuard: parts.replayGuard,
    memory: parts.keySets,
    now: parts.now,
    onKeyFetch: (clientId, outcome) => {
      parts.metrics.keyFetch(clientId, outcome);
      if (outcome === 'fetched') parts.logger.info('keys.fetched', { clientId });
      else parts.logger.warn('keys.unavailable', { clientId, reason: outcome });
    },
  });
  return {
    authenticate: async (authorization) => {
      const { id } = await authenticator.authenticate(authorization);
      const client = clientById.get(id);
      if (client === undefined) throw new AppError('NOT_AUTHENTICATED');
      return client;
    },
    corsOrigins: [...new Set(configuration.clients.flatMap(({ corsOrigins }) => corsOrigins))],
    clients,
    close: async () => {
      const accesses = clients.flatMap(({ fhirAccess, smartApp }) =>
        smartApp === undefined ? [fhirAccess] : [fhirAccess, smartApp.fhirAccess],
      );
      await Promise.all(accesses.map((access) => access.close()));
      await outbound.close();
    },
  };
}

interface ClientParts extends Pick<RegisteredClientsParts, 'now' | 'newId' | 'logger' | 'metrics'> {
  readonly outbound: Outbound;
  readonly limits: Limits;
}

function toClient(client: ClientConfiguration, parts: ClientParts): Client {
  const { id, corsOrigins, mayExplain, timeZone, storesComments, presentation } = client;
  const options = { ...parts, ...observeFhirServers(id, parts) };
  const nullMeans = client.cdsHooksVersion === '1.x' ? 'absent' : 'empty';
  return {
    id,
    corsOrigins,
    mayExplain,
    timeZone,
    storesComments,
    presentation,
    fhirAccess: createFhirAccess(client, options),
    prefetch: { use: client.prefetch, nullMeans },
    ...(client.smartApp && {
      smartApp: {
        ...smartAppOf(client.smartApp, client.fhirServers),
        fhirAccess: createFhirAccess(client, options),
      },
    }),
  };
}

function smartAppOf(
  { clientId, frameAncestors, authorizationOrigins }: SmartAppConfiguration,
  fhirServers: ClientConfiguration['fhirServers'],
): Omit<SmartAppRegistration, 'fhirAccess'> {
  const urls = fhirServers.map(({ url }) => new URL(url));
  const bases = urls.map(baseOf);
  return {
    clientId,
    frameAncestors,
    connectSources: [...new Set([...urls.map(({ origin }) => origin), ...authorizationOrigins])],
    isFhirBase: (base) => bases.some((registered) => isAtOrBelow(base, registered)),
  };
}

/** Every request is counted; failures are logged, of each kind one line a minute. */
function observeFhirServers(
  clientId: string,
  { now, logger, metrics }: ClientParts,
): Pick<FhirAccessOptions, 'onFhirRequest' | 'onTokenFetch'> {
  const logFailure = onceAMinute<FhirOutcome>(now, (reason, count) => {
    logger.warn('fhir.failed', { clientId, reason, count });
  });
  return {
    onFhirRequest: (outcome) => {
      metrics.fhirRequest(clientId, outcome);
      if (outcome !== 'answered') logFailure(outcome);
    },
    onTokenFetch: (outcome) => {
      metrics.tokenFetch(clientId, outcome);
      if (outcome !== 'fetched') logger.warn('token.unavailable', { clientId, reason: outcome });
    },
  };
}
