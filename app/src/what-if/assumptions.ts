/** Values assumed in place of those on record, as `POST /api/evaluate` takes them. */

/** A number, a value, the members of a set; `none` is the empty set, and "never" for a date. */
export type AssumedValue = number | string | readonly string[];

export type Assumptions = Readonly<Record<string, AssumedValue>>;

/** With this value for the fact, or as recorded when it is undefined. */
export function withAssumption(
  assumptions: Assumptions,
  factId: string,
  value: AssumedValue | undefined,
): Assumptions {
  const others = Object.entries(assumptions).filter(([id]) => id !== factId);
  return Object.fromEntries(value === undefined ? others : [...others, [factId, value]]);
}
