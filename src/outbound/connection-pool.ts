/** Keep-alive connections to other servers: guarded addresses, TLS 1.2 or newer, through the proxy where there is one. */
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import { Agent, Pool, ProxyAgent, type buildConnector, type Dispatcher } from 'undici';
import type { OutboundConfiguration } from '../model/configuration.js';
import { blameProxy } from './blame-proxy.js';
import { guardExchange } from './guard-exchange.js';
import { guardedLookup, type Resolve } from './guarded-lookup.js';

export interface PoolOptions {
  /** The servers may have private addresses; they are then reached directly, never through the proxy. */
  readonly isPrivate: boolean;
  /** Of one answer. */
  readonly maxResponseBytes: number;
  /** Connections to one server at the same time; requests beyond that wait for one. */
  readonly maxConnections: number;
}

export interface ConnectionPool {
  readonly dispatcher: Dispatcher;
  /** Resolves once the requests under way are over; none can be sent afterwards. */
  readonly close: () => Promise<void>;
}

/** What all pools of a configuration have in common. */
export interface PoolSettings {
  readonly resolve: Resolve;
  readonly connectTimeoutMs: number;
  readonly proxy: OutboundConfiguration['proxy'];
  /** Read once: a list of authorities would be parsed anew for every connection. */
  readonly secureContext: SecureContext;
}

/** TLS 1.2 or newer; the authorities (PEM) are trusted beside the usual ones. */
export function createTrust(certificateAuthorities: string | undefined): SecureContext {
  return createSecureContext({
    minVersion: 'TLSv1.2',
    ...(certificateAuthorities !== undefined && {
      ca: [...rootCertificates, certificateAuthorities],
    }),
  });
}

/**
 * Opens a pool of connections. The name of a server is resolved and judged here. Through a proxy it is resolved there,
 * and the proxy has to keep such connections out of its own network; IP addresses in URLs are judged here even so.
 */
export function openPool(settings: PoolSettings, options: PoolOptions): ConnectionPool {
  const { proxy } = settings;
  const guard = guardExchange(options.isPrivate);
  const direct = openDirect(settings, options);
  if (proxy === undefined || options.isPrivate) {
    return { dispatcher: direct.compose(guard), close: () => direct.close() };
  }
  const proxied = openProxied(proxy, settings, options);
  const bypass = new Set(proxy.bypass.map((host) => host.toLowerCase()));
  const byHost: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (request, handler) =>
    bypass.has(new URL(request.origin ?? '').hostname)
      ? direct.dispatch(request, handler)
      : dispatch(request, handler);
  return {
    dispatcher: proxied.compose(byHost, guard),
    close: async () => {
      await Promise.all([direct.close(), proxied.close()]);
    },
  };
}

function openDirect(settings: PoolSettings, options: PoolOptions): Agent {
  const lookup = guardedLookup(settings.resolve, options.isPrivate);
  return new Agent({ ...limitsOf(options), connect: { ...tlsOf(settings), lookup } });
}

function openProxied(
  { url, credentials }: NonNullable<PoolSettings['proxy']>,
  settings: PoolSettings,
  options: PoolOptions,
): ProxyAgent {
  return new ProxyAgent({
    ...limitsOf(options),
    uri: url,
    requestTls: tlsOf(settings),
    proxyTls: tlsOf(settings),
    // A proxy that does not answer must not hold its place in the pool for minutes.
    clientFactory: (origin, given) =>
      new Pool(origin, { ...given, headersTimeout: settings.connectTimeoutMs }).compose(blameProxy),
    ...(credentials !== undefined && { token: basic(credentials) }),
  });
}

function limitsOf({ maxResponseBytes, maxConnections }: PoolOptions): Agent.Options {
  return { maxResponseSize: maxResponseBytes, connections: maxConnections };
}

function tlsOf({ secureContext, connectTimeoutMs }: PoolSettings): buildConnector.BuildOptions {
  // Said here, so that no environment variable can say otherwise.
  return { secureContext, timeout: connectTimeoutMs, rejectUnauthorized: true };
}

function basic(credentials: string): string {
  return `Basic ${Buffer.from(credentials).toString('base64')}`;
}
