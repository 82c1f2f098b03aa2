/** What is known of a request once it is over: the source of its log line, its metrics and its record in the audit trail. */

/** Facts about a request that only the code working on it knows. Ids of our own, codes and figures; never chart data. */
export interface RequestNotes {
  /** Id of the registered client, once it is known. */
  readonly clientId?: string;
  /** The registered client that a token claims to be of, as long as that is not proven. */
  readonly claimedClientId?: string;
  /** Only ids from our own discovery. */
  readonly serviceId?: string;
  /** A code of the error catalogue. */
  readonly code?: string;
  /** Why a client was not recognised, from a closed list. */
  readonly reason?: string;
  /** HMACs. */
  readonly patientKey?: string;
  readonly hookInstanceKey?: string;
  readonly gatherMs?: number;
  readonly evaluateMs?: number;
  /** Gathering ended because its time was over. */
  readonly deadlineHit?: boolean;
  /** Queries of the plan that stayed without a complete answer. */
  readonly unread?: number;
  readonly cards?: number;
  /** Items of feedback that were kept as new, and those that could not be used. */
  readonly items?: number;
  readonly rejected?: number;
  /** Class name of an unexpected error, and the frame in our code where it was thrown. */
  readonly errorName?: string;
  readonly at?: string;
  /** A rule that our own answer broke, and where. */
  readonly rule?: string;
}

export interface RequestSummary extends RequestNotes {
  readonly requestId: string;
  readonly arrivedAt: Date;
  readonly method: string;
  /** The pattern (`/cds-services/:id`), never the address; `none` where no route matched. */
  readonly route: string;
  /** Absent when the connection ended before anything was answered. */
  readonly status?: number;
  /** The client went away before the answer was complete. */
  readonly isAborted: boolean;
  readonly durationMs: number;
}

export type TakeNotes = (notes: RequestNotes) => void;
