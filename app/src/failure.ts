/** What went wrong and what to do about it, for the reader. Never holds a token, a code or chart text. */
export class AppFailure extends Error {
  readonly advice: string;

  constructor(what: string, advice: string, options?: ErrorOptions) {
    super(what, options);
    this.advice = advice;
  }
}

/** The EHR's access token no longer works. */
export class ConnectionEnded extends AppFailure {
  constructor() {
    super(
      'The connection to the EHR has ended.',
      'Connect again to go on. What is shown stays as it was read.',
    );
  }
}

/** A failure for whatever was thrown. */
export function asFailure(error: unknown): AppFailure {
  return error instanceof AppFailure
    ? error
    : new AppFailure('Something went wrong in this app.', 'Close it and start it again.', {
        cause: error,
      });
}
