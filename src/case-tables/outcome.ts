/** What a case wants and what came out, side by side. */
export interface CaseOutcome {
  readonly expected: Readonly<Record<string, unknown>>;
  readonly actual: Readonly<Record<string, unknown>>;
}

/** One sentence per expectation that was not met; empty when the case holds. */
export function mismatches({ expected, actual }: CaseOutcome): readonly string[] {
  return Object.keys(expected)
    .filter((key) => JSON.stringify(expected[key]) !== JSON.stringify(actual[key]))
    .map((key) => `${key} is ${inWords(actual[key])}, expected ${inWords(expected[key])}`);
}

function inWords(value: unknown): string {
  return value === undefined ? 'absent' : JSON.stringify(value);
}

/** Only the entries whose key is wanted, in a fixed order. */
export function pick(
  wanted: Readonly<Record<string, unknown>>,
  entries: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const keys = Object.keys(wanted)
    .filter((key) => wanted[key] !== undefined)
    .sort();
  return Object.fromEntries(keys.map((key) => [key, entries[key]]));
}
