/** The clients of a configuration, with their connections to FHIR servers and the way they prove who they are. */
import { AppError } from '../errors/app-error.js';
import { createFhirAccess } from '../gather/index.js';
import { createAuthenticator, type ReplayGuard } from '../intake/authentication/index.js';
import type { Client } from '../model/client.js';
import type { ClientConfiguration, Configuration } from '../model/configuration.js';
import type { Logger } from '../observability/logger.js';
import type { Metrics } from '../observability/metrics.js';
import { createOutbound } from '../outbound/index.js';

export interface RegisteredClients {
  /** The client that the value of an Authorization header proves. Throws AppError NOT_AUTHENTICATED. */
  readonly authenticate: (authorization: string | undefined) => Promise<Client>;
  readonly corsOrigins: readonly string[];
  /** Ends all connections once nothing is read over them any more. */
  readonly close: () => Promise<void>;
}

export interface RegisteredClientsParts {
  readonly now: () => Date;
  readonly newId: () => string;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly replayGuard: ReplayGuard;
}

export function registerClients(
  configuration: Configuration,
  parts: RegisteredClientsParts,
): RegisteredClients {
  const { now, newId, logger, metrics, replayGuard } = parts;
  const outbound = createOutbound(configuration.outbound);
  const clients = configuration.clients.map((client) => toClient(client));
  const clientById = new Map(clients.map((client) => [client.id, client]));
  const authenticator = createAuthenticator(configuration.clients, {
    fetchJson: outbound.fetchJson,
    replayGuard,
    now,
    onKeyFetch: (clientId, outcome) => {
      metrics.keyFetch(clientId, outcome);
      if (outcome !== 'fetched') logger.warn('keys.unavailable', { clientId });
      else logger.info('keys.fetched', { clientId });
    },
  });

  function toClient(client: ClientConfiguration): Client {
    const fhirAccess = createFhirAccess(client, {
      outbound,
      limits: configuration.limits,
      now,
      newId,
      onFhirRequest: (outcome) => {
        metrics.fhirRequest(client.id, outcome);
      },
    });
    const nullMeans = client.cdsHooksVersion === '1.x' ? 'absent' : 'empty';
    const { id, corsOrigins, mayExplain, timeZone, storesComments, presentation } = client;
    return {
      id,
      corsOrigins,
      mayExplain,
      timeZone,
      storesComments,
      presentation,
      fhirAccess,
      prefetch: { use: client.prefetch, nullMeans },
    };
  }

  return {
    authenticate: async (authorization) => {
      const { id } = await authenticator.authenticate(authorization);
      const client = clientById.get(id);
      if (client === undefined) throw new AppError('NOT_AUTHENTICATED');
      return client;
    },
    corsOrigins: [...new Set(configuration.clients.flatMap((client) => client.corsOrigins))],
    close: async () => {
      await Promise.all(clients.map((client) => client.fhirAccess.close()));
      await outbound.close();
    },
  };
}
