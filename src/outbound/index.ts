export type { ConnectionPool, PoolOptions } from './connection-pool.js';
export { createOutbound, type Outbound, type OutboundOptions } from './create-outbound.js';
export { OutboundError, type OutboundFailure } from './outbound-error.js';
export { watchFailure, type WatchedDispatcher } from './watch-failure.js';
