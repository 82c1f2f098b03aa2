/** `serve --config FILE`: the service beside real charts. */
import type { RequestListener } from 'node:http';
import { loadConfiguration } from './config/load-configuration.js';
import { restartProblems } from './config/restart-problems.js';
import { loadKnowledge } from './definitions/index.js';
import { ConfigurationError } from './errors/configuration-error.js';
import type { Configuration } from './model/configuration.js';
import type { Knowledge } from './model/knowledge.js';
import type { Logger } from './observability/logger.js';
import { listen, type HttpServer } from './serving/http-server.js';
import { metricsListener } from './serving/metrics-listener.js';
import { openSharedParts, type OpenParts } from './serving/open-shared-parts.js';
import { registerClients } from './serving/registered-clients.js';
import { createServiceApp } from './serving/service-app.js';

export interface ProductionContext {
  /** Where criteria/, fhir-mappings/, hooks/ and schemas/ are. */
  readonly root: string;
  readonly software: string;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly environment: NodeJS.ProcessEnv;
  readonly createLogger: (level: Configuration['logLevel']) => Logger;
  /** Takes sentences for the operator. */
  readonly warn: (sentence: string) => void;
}

export interface RunningService {
  readonly address: HttpServer['address'];
  /** Where /metrics has an address of its own. */
  readonly metricsAddress?: HttpServer['address'];
  /**
   * Reads configuration and knowledge again and serves by them from the next request on; requests in flight finish by
   * the old ones. Rejects with ConfigurationError or DefinitionError, and nothing changes.
   */
  readonly reload: () => Promise<void>;
  /** Finishes what was begun, writes what is waiting, and closes the store. */
  readonly stop: () => Promise<void>;
}

interface Loaded {
  readonly configuration: Configuration;
  readonly knowledge: Knowledge;
}

/** One state of the configuration at work. */
interface Generation {
  readonly configuration: Configuration;
  readonly listener: RequestListener;
  /** Resolves when nothing is read over its connections any more. */
  readonly close: () => Promise<void>;
}

/**
 * Starts listening. Rejects with ConfigurationError or DefinitionError when a file cannot be used, with StoreError when
 * the store cannot be reached, and as the operating system says when an address cannot be had.
 */
export async function startProduction(
  file: string,
  context: ProductionContext,
): Promise<RunningService> {
  const first = load(file, context);
  const { configuration } = first;
  const { server, limits } = configuration;
  const { software, now, newId } = context;
  const logger = context.createLogger(configuration.logLevel);
  const parts = await openSharedParts(configuration, { software, now, newId, logger });
  const { metrics } = parts.shared;
  let current = createGeneration(first, parts);
  const listening = await listenOrClose(parts, async () => {
    const http = await listen(
      (request, response) => {
        current.listener(request, response);
      },
      { ...server, receiveMs: limits.receiveMs },
    );
    const ownMetrics =
      server.metrics === undefined
        ? undefined
        : await listen(metricsListener(metrics), {
            ...server.metrics,
            receiveMs: limits.receiveMs,
          });
    return { http, ownMetrics };
  });
  const { http, ownMetrics } = listening;
  logger.info('service.started', {
    ...http.address,
    edition: first.knowledge.edition.id,
    version: first.knowledge.version,
    hash: first.knowledge.hash,
  });

  const replace = (next: Loaded): Generation => {
    const problems = restartProblems(current.configuration, next.configuration, file);
    if (problems.length > 0) throw new ConfigurationError(problems);
    const { tls } = next.configuration.server;
    if (tls !== undefined) http.renewCertificate(tls);
    const previous = current;
    current = createGeneration(next, parts);
    return previous;
  };

  return {
    address: http.address,
    ...(ownMetrics !== undefined && { metricsAddress: ownMetrics.address }),
    reload: async () => {
      try {
        const next = load(file, context);
        const previous = replace(next);
        metrics.configurationReload('applied');
        logger.info('configuration.reloaded', { hash: next.knowledge.hash });
        await previous.close();
      } catch (error) {
        metrics.configurationReload('refused');
        logger.error('configuration.refused');
        throw error;
      }
    },
    stop: async () => {
      logger.info('service.stopping');
      parts.startStopping();
      await http.stop(server.shutdownMs);
      await current.close();
      await parts.close();
      await ownMetrics?.stop(0);
      logger.info('service.stopped');
    },
  };
}

/** Throws ConfigurationError or DefinitionError. */
function load(file: string, { root, environment, warn }: ProductionContext): Loaded {
  const { edition } = loadConfiguration(file, { environment });
  const knowledge = loadKnowledge(root, { edition });
  const orderIds = knowledge.services.flatMap(({ orders }) => orders.map(({ id }) => id));
  const configuration = loadConfiguration(file, { environment, knowledge: { orderIds } });
  configuration.warnings.forEach(warn);
  return { configuration, knowledge };
}

function createGeneration(
  { configuration, knowledge }: Loaded,
  { shared, replayGuard }: OpenParts,
): Generation {
  const { server, limits } = configuration;
  const clients = registerClients(configuration, { ...shared, replayGuard });
  const listener = createServiceApp(
    {
      knowledge,
      limits,
      authenticate: clients.authenticate,
      corsOrigins: clients.corsOrigins,
      baseUrl: () => server.baseUrl,
      basePath: server.basePath,
      trustedProxies: server.trustedProxies,
      showsMetrics: server.metrics === undefined,
    },
    shared,
  );
  return { configuration, listener, close: clients.close };
}

async function listenOrClose<Listening>(
  parts: OpenParts,
  work: () => Promise<Listening>,
): Promise<Listening> {
  try {
    return await work();
  } catch (error) {
    await parts.close();
    throw error;
  }
}
