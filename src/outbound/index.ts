export type { ConnectionPool, PoolOptions } from './connection-pool.js';
export { createOutbound, type Outbound, type OutboundOptions } from './create-outbound.js';
export { failureOf } from './failure-of.js';
export { OutboundError } from './outbound-error.js';
export { exchangeJson } from './exchange-json.js';
