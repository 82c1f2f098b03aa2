/** Tests that are named after a rule of rules.ts. */

type Done = Promise<void> | void;

/** Far above what a test takes: machines that run many at a time are slow. */
const timeoutMs = 60_000;

/** A test of the rule; its title begins with the id. */
export function rule(id: string, sentence: string, run: () => Done): void {
  test(
    `${id} ${sentence}`,
    async () => {
      await run();
    },
    timeoutMs,
  );
}

/** One test for each row; `%s` in the sentence stands for its first cell. */
export function ruleForEach<Row extends unknown[]>(rows: readonly Row[]) {
  return (id: string, sentence: string, run: (...row: Row) => Done): void => {
    for (const row of rows) {
      rule(id, sentence.replace('%s', String(row[0])), () => run(...row));
    }
  };
}
