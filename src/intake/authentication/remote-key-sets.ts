/**
 * Key sets of other servers, kept in memory. A new `kid` makes a set be fetched again (key rotation), but neither a
 * flood of unknown ones nor a server that is down makes more than one request within a pause.
 */
import type { KeyObject } from 'node:crypto';
import type { KeyFetchOutcome } from '../../model/authentication.js';
import type { FetchJson } from '../../model/outbound.js';
import { failureOf } from '../../outbound/index.js';
import { readKeySet, type FindKey, type KeyName } from './read-key-set.js';
import { refuse } from './refuse.js';

export interface KeyLocation {
  readonly url: string;
  /** The key server may have a private address. */
  readonly isPrivate: boolean;
}

export interface RemoteKeySetsOptions {
  readonly fetchJson: FetchJson;
  readonly now: () => Date;
  /** From an earlier configuration: a reload while a key server is down shall not lock its clients out. */
  readonly memory?: KeySetMemory;
}

/** What is known of each URL. */
export type KeySetMemory = Map<string, KnownKeySet>;

export function createKeySetMemory(): KeySetMemory {
  return new Map();
}

/**
 * The key of a name. Throws NOT_AUTHENTICATED: unknown-key when the set as last fetched has none, keys-unavailable
 * when it could not be fetched. The location must be a registered one: it is called.
 */
export type FindRemoteKey = (
  name: KeyName,
  location: KeyLocation,
  onFetch: (outcome: KeyFetchOutcome) => void,
) => Promise<KeyObject>;

const freshMs = 10 * 60 * 1000;
/**
 * A set is used for so long after it was fetched when no newer one can be had: an outage of the key server shall not
 * stop the service, at the price that a key withdrawn meanwhile is trusted until then.
 */
const usableMs = 60 * 60 * 1000;
const pauseAfterFetchMs = 30 * 1000;
const pauseAfterFailureMs = 5 * 1000;
/**
 * Requests that may wait for one set at a time. Forged tokens with unknown keys wait as well; were there no bound, one
 * key server that hangs would let strangers take the room of all other clients.
 */
const maxWaiting = 32;
const maxBytes = 256 * 1024;
const timeoutMs = 2000;

/** Replaced as a whole at each fetch. */
export interface KnownKeySet {
  readonly keySet?: { readonly find: FindKey; readonly fetchedAt: number };
  readonly attempt?: { readonly at: number; readonly outcome: KeyFetchOutcome };
}

/** Sets from an earlier configuration are fetched again when they are next needed. */
export function createRemoteKeySets({
  fetchJson,
  now,
  memory: entries = createKeySetMemory(),
}: RemoteKeySetsOptions): FindRemoteKey {
  for (const [url, known] of entries) entries.set(url, aged(known, now().getTime()));
  const entryOf = (url: string): KnownKeySet => entries.get(url) ?? {};
  const refresh = createRefresh(entries, { fetchJson, now });

  return async (name, location, onFetch) => {
    const age = ageOf(entryOf(location.url), now().getTime());
    if (age >= freshMs) {
      await refresh(location, onFetch);
    }
    const found = await findUsable(entryOf(location.url), name, now().getTime());
    if (found !== undefined) {
      return found;
    }
    if (!(await refresh(location, onFetch))) {
      throw refuse('keys-unavailable');
    }
    const key = await findUsable(entryOf(location.url), name, now().getTime());
    if (key === undefined) {
      const isCurrent = entryOf(location.url).attempt?.outcome === 'fetched';
      throw refuse(isCurrent ? 'unknown-key' : 'keys-unavailable');
    }
    return key;
  };
}

/** Fetches a set, or waits for the fetch under way; not within a pause. False when too many wait already. */
type Refresh = (
  location: KeyLocation,
  onFetch: (outcome: KeyFetchOutcome) => void,
) => Promise<boolean>;

function createRefresh(
  entries: KeySetMemory,
  { fetchJson, now }: Pick<RemoteKeySetsOptions, 'fetchJson' | 'now'>,
): Refresh {
  const pending = new Map<string, { readonly outcome: Promise<unknown>; waiting: number }>();
  const entryOf = (url: string): KnownKeySet => entries.get(url) ?? {};

  async function fetchKeySet(location: KeyLocation): Promise<KeyFetchOutcome> {
    const at = now().getTime();
    const { find, outcome } = await requestKeySet(location, fetchJson);
    const kept = entryOf(location.url).keySet;
    const keySet = find === undefined ? kept : { find, fetchedAt: at };
    entries.set(location.url, { attempt: { at, outcome }, ...(keySet && { keySet }) });
    return outcome;
  }

  return async (location, onFetch) => {
    const underWay = pending.get(location.url);
    if (underWay !== undefined) {
      if (underWay.waiting >= maxWaiting) return false;
      underWay.waiting += 1;
      await underWay.outcome;
      return true;
    }
    if (isPaused(entryOf(location.url), now().getTime())) {
      return true;
    }
    const fetching = fetchKeySet(location).finally(() => pending.delete(location.url));
    pending.set(location.url, { outcome: fetching, waiting: 1 });
    onFetch(await fetching);
    return true;
  };
}

async function requestKeySet(
  { url, isPrivate }: KeyLocation,
  fetchJson: FetchJson,
): Promise<{ readonly find?: FindKey; readonly outcome: KeyFetchOutcome }> {
  try {
    const json = await fetchJson({ url: new URL(url), isPrivate, maxBytes, timeoutMs });
    const find = readKeySet(json);
    return find === undefined ? { outcome: 'malformed' } : { find, outcome: 'fetched' };
  } catch (error) {
    return { outcome: failureOf(error) };
  }
}

/** No longer fresh, and to be fetched without a pause. */
function aged({ keySet }: KnownKeySet, now: number): KnownKeySet {
  return keySet === undefined || keySet.fetchedAt > now
    ? {}
    : { keySet: { ...keySet, fetchedAt: Math.min(keySet.fetchedAt, now - freshMs) } };
}

function isPaused({ attempt }: KnownKeySet, now: number): boolean {
  if (attempt === undefined) {
    return false;
  }
  const pauseMs = attempt.outcome === 'fetched' ? pauseAfterFetchMs : pauseAfterFailureMs;
  return attempt.at <= now && now - attempt.at < pauseMs;
}

/** A set from the future (the clock was set back) counts as old: nobody knows how old it is. */
function ageOf({ keySet }: KnownKeySet, now: number): number {
  return keySet === undefined || keySet.fetchedAt > now ? Infinity : now - keySet.fetchedAt;
}

async function findUsable(
  entry: KnownKeySet,
  name: KeyName,
  now: number,
): Promise<KeyObject | undefined> {
  return ageOf(entry, now) < usableMs ? entry.keySet?.find(name) : undefined;
}
