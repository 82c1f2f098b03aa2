/** Key sets and access tokens from other servers. */
import type { FetchJson, JsonRequest } from '../model/outbound.js';
import type { ConnectionPool } from './connection-pool.js';
import { exchangeJson, type JsonExchange } from './exchange-json.js';
import { OutboundError } from './outbound-error.js';

/** Makes the function from the pool that a request may use. https alone. Rejects with OutboundError. */
export function createFetchJson(poolFor: (isPrivate: boolean) => ConnectionPool): FetchJson {
  return async (wanted) => {
    const { protocol, username, password } = wanted.url;
    if (protocol !== 'https:' || username !== '' || password !== '') {
      throw new OutboundError('address');
    }
    const signal = AbortSignal.timeout(wanted.timeoutMs);
    return exchangeJson(toExchange(wanted, signal), poolFor(wanted.isPrivate));
  };
}

function toExchange({ url, form, maxBytes }: JsonRequest, signal: AbortSignal): JsonExchange {
  const accept = 'application/json';
  if (form === undefined) return { url, maxBytes, signal, headers: { accept } };
  const headers = { accept, 'content-type': 'application/x-www-form-urlencoded' };
  return { url, maxBytes, signal, headers, body: new URLSearchParams(form).toString() };
}
