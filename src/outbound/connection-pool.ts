/** Keep-alive connections to other servers: guarded addresses, TLS 1.2 or newer, through the proxy where there is one. */
import { rootCertificates } from 'node:tls';
import { Agent, ProxyAgent, type Dispatcher } from 'undici';
import type { OutboundConfiguration } from '../model/configuration.js';
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

const connectTimeoutMs = 3_000;

/**
 * Opens a pool of connections. The name of a server is resolved and judged here. Through a proxy it is resolved there,
 * and the proxy has to keep such connections out of its own network; IP addresses in URLs are judged here even so.
 */
export function openPool(
  configuration: OutboundConfiguration,
  resolve: Resolve,
  options: PoolOptions,
): ConnectionPool {
  const { certificateAuthorities, proxy } = configuration;
  const tls = {
    minVersion: 'TLSv1.2' as const,
    timeout: connectTimeoutMs,
    ...(certificateAuthorities !== undefined && {
      ca: [...rootCertificates, certificateAuthorities],
    }),
  };
  const limits = {
    maxResponseSize: options.maxResponseBytes,
    connections: options.maxConnections,
  };
  const direct = new Agent({
    ...limits,
    connect: { ...tls, lookup: guardedLookup(resolve, options.isPrivate) },
  });
  const guard = guardExchange(options.isPrivate);
  if (proxy === undefined || options.isPrivate) {
    return { dispatcher: direct.compose(guard), close: () => direct.close() };
  }
  const proxied = new ProxyAgent({
    ...limits,
    uri: proxy.url,
    requestTls: tls,
    proxyTls: tls,
    ...(proxy.credentials !== undefined && { token: basic(proxy.credentials) }),
  });
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

function basic(credentials: string): string {
  return `Basic ${Buffer.from(credentials).toString('base64')}`;
}
