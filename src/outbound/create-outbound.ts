/** The way out: every request that this service sends to another server goes through here. */
import type { OutboundConfiguration } from '../model/configuration.js';
import type { FetchJson } from '../model/outbound.js';
import { createTrust, openPool, type ConnectionPool, type PoolOptions } from './connection-pool.js';
import { createFetchJson } from './fetch-json.js';
import { resolveBySystem, type Resolve } from './guarded-lookup.js';

export interface Outbound {
  /** Rejects with OutboundError. */
  readonly fetchJson: FetchJson;
  /** Connections for one user of them, who closes them. */
  readonly openPool: (options: PoolOptions) => ConnectionPool;
  /** Ends the connections of `fetchJson` once its requests under way are over. Close what uses it first. */
  readonly close: () => Promise<void>;
}

export interface OutboundOptions {
  /** Default: as the operating system does. */
  readonly resolve?: Resolve;
  /** Default: three seconds. */
  readonly connectTimeoutMs?: number;
}

/** The size is more than any JSON request asks for; each of them has a limit of its own. */
const forJson = { maxResponseBytes: 300_000, maxConnections: 8 };

/** Connects nothing yet. */
export function createOutbound(
  configuration: OutboundConfiguration,
  { resolve = resolveBySystem, connectTimeoutMs = 3_000 }: OutboundOptions = {},
): Outbound {
  const { certificateAuthorities, proxy } = configuration;
  const secureContext = createTrust(certificateAuthorities);
  const settings = { resolve, connectTimeoutMs, proxy, secureContext };
  const open: Outbound['openPool'] = (options) => openPool(settings, options);
  const forPublic = open({ isPrivate: false, ...forJson });
  const forPrivate = open({ isPrivate: true, ...forJson });
  return {
    fetchJson: createFetchJson((isPrivate) => (isPrivate ? forPrivate : forPublic)),
    openPool: open,
    close: async () => {
      await Promise.all([forPublic.close(), forPrivate.close()]);
    },
  };
}
