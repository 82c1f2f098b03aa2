import { catalogue, type ErrorCode } from './catalogue.js';

/** What may be told to the outside beside the fixed text: names of things, never values. */
export interface SafeDetails {
  /** JSON path of the part of the request at fault, e.g. `/context/patientId`. */
  readonly path?: string;
  /** What is wrong with it, in fixed words or schema keywords. */
  readonly problem?: string;
  /** Keys of the query plan. */
  readonly queries?: readonly string[];
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
