/**
 * Everything a log line may say. The list is closed on purpose: what is not here (URLs, bodies, ids of patients and
 * users, tokens, messages of foreign errors) cannot be logged by mistake, at any level.
 */

/** What happened. */
export type LogEvent =
  | 'service.started'
  | 'service.stopping'
  | 'service.stopped'
  | 'service.warning'
  | 'configuration.reloaded'
  | 'configuration.refused'
  | 'store.up'
  | 'store.down'
  | 'store.purged'
  | 'records.lost'
  | 'replay.memory-only'
  | 'keys.fetched'
  | 'keys.unavailable'
  | 'token.unavailable'
  | 'fhir.failed'
  | 'service.failed'
  | 'connection.refused'
  | 'request.completed'
  | 'request.aborted'
  | 'request.failed';

export interface LogFields {
  readonly requestId?: string;
  readonly method?: string;
  /** The pattern (`/cds-services/:id`), never the address. */
  readonly route?: string;
  readonly status?: number;
  readonly durationMs?: number;
  readonly gatherMs?: number;
  readonly evaluateMs?: number;
  readonly deadlineHit?: boolean;
  /** How many queries stayed without a complete answer. */
  readonly unread?: number;
  /** Id of a registered client. */
  readonly clientId?: string;
  /** The one that a refused token claimed to be of. */
  readonly claimedClientId?: string;
  /** Only ids from our own discovery. */
  readonly serviceId?: string;
  /** A code of the error catalogue, or of a warning. */
  readonly code?: string;
  /** From a closed list: why a client was not recognised or another server not read, or what kind of record is meant. */
  readonly reason?: string;
  /** HMAC of the client's hookInstance. */
  readonly hookInstanceKey?: string;
  readonly cards?: number;
  readonly items?: number;
  readonly rejected?: number;
  readonly count?: number;
  readonly edition?: string;
  readonly version?: string;
  /** Of the knowledge. */
  readonly hash?: string;
  readonly host?: string;
  readonly store?: 'sqlite' | 'postgresql';
  readonly port?: number;
  /** Class name of an unexpected error. */
  readonly errorName?: string;
  /** `src/…/file.ts:line:column` of the frame in our code where it was thrown. */
  readonly at?: string;
  /** A schema rule and the place it was broken at, in our own answers. */
  readonly rule?: string;
}

const word = /^[\w.:-]{1,64}$/;
const path = /^[\w./:{}*-]{1,128}$/;

/** The second net: a value of another form is dropped even if its field is allowed. */
export const fieldForms: Readonly<Record<keyof LogFields, 'number' | 'boolean' | RegExp>> = {
  requestId: word,
  method: /^[A-Z-]{1,16}$/,
  route: path,
  status: 'number',
  durationMs: 'number',
  gatherMs: 'number',
  evaluateMs: 'number',
  deadlineHit: 'boolean',
  unread: 'number',
  clientId: /^[a-z0-9-]{1,64}$/,
  claimedClientId: /^[a-z0-9-]{1,64}$/,
  serviceId: word,
  code: /^[A-Z_]{1,64}$/,
  reason: /^[a-zA-Z-]{1,64}$/,
  hookInstanceKey: /^[\w-]{43}$/,
  cards: 'number',
  items: 'number',
  rejected: 'number',
  count: 'number',
  edition: word,
  version: /^[\w.+-]{1,64}$/,
  hash: word,
  host: word,
  store: word,
  port: 'number',
  errorName: /^[A-Za-z]{1,64}$/,
  at: path,
  rule: /^[A-Za-z]{1,32} [\w/]{0,96}$/,
};
