const texts = {
  unavailable: 'The database cannot be reached or does not do what it is asked.',
  newer:
    'The database was changed by a newer version of this software; this version cannot use it.',
} as const;

export type StoreProblem = keyof typeof texts;

/**
 * The store did not do what it was asked. Carries nothing of the driver's own error but its code, since messages of
 * drivers hold addresses, user names and values.
 */
export class StoreError extends Error {
  readonly problem: StoreProblem;
  /** SQLSTATE, SQLite result code or system error code, where there is one. */
  readonly driverCode: string | undefined;

  constructor(problem: StoreProblem, driverCode?: string) {
    super(driverCode === undefined ? texts[problem] : `${texts[problem]} (${driverCode})`);
    this.name = 'StoreError';
    this.problem = problem;
    this.driverCode = driverCode;
  }
}
