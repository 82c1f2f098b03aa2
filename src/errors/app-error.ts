import type { AuthenticationRefusal } from '../model/authentication.js';
import { catalogue, type ErrorCode } from './catalogue.js';

/** What goes with an error: names of things, never values. The outside sees only path, problem and queries. */
export interface SafeDetails {
  /** JSON path of the part of the request at fault, e.g. `/context/patientId`. */
  readonly path?: string;
  /** What is wrong with it, in fixed words or schema keywords. */
  readonly problem?: string;
  /** Keys of the query plan. */
  readonly queries?: readonly string[];
  /** Of NOT_AUTHENTICATED; for logs and metrics. */
  readonly reason?: AuthenticationRefusal;
  /** The registered client that the refused token claims to be of; not proven. For logs and metrics. */
  readonly clientId?: string;
}

/** An error with a row in the catalogue. `cause` is never shown or logged whole. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: SafeDetails;

  constructor(code: ErrorCode, details: SafeDetails = {}, cause?: unknown) {
    super(catalogue[code].text, cause === undefined ? undefined : { cause });
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return catalogue[this.code].status;
  }
}
