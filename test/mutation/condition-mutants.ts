/** Small mistakes in a condition: each is one that a hand could make while editing the knowledge. */
import type { Condition, FactDefinition, FactTest } from '../../src/model/knowledge.js';

export type Operator =
  'drop' | 'role' | 'threshold' | 'strictness' | 'value' | 'operator' | 'part' | 'member' | 'state';

export interface Mutant<Subject> {
  readonly operator: Operator;
  /** What was changed, in the words of the file. */
  readonly change: string;
  readonly subject: Subject;
}

export type FactsById = ReadonlyMap<string, FactDefinition>;

const memberStates = ['planned', 'active', 'past'] as const;
const wholeUnits = new Set(['1', 'a', 'mo', '{#}', '{score}']);
const flipped = { below: 'atMost', atMost: 'below', atLeast: 'above', above: 'atLeast' } as const;
const limits = ['below', 'atMost', 'atLeast', 'above'] as const;

/** All mutants of a condition, each with one change. */
export function mutantsOfCondition(
  condition: Condition,
  facts: FactsById,
): readonly Mutant<Condition>[] {
  if ('fact' in condition) return mutantsOfTest(condition, facts.get(condition.fact));
  if ('not' in condition) {
    const inner = mutantsOfCondition(condition.not, facts);
    return [
      { operator: 'operator', change: 'not removed', subject: condition.not },
      ...inner.map((mutant) => ({ ...mutant, subject: { not: mutant.subject } })),
    ];
  }
  return 'all' in condition
    ? mutantsOfList(condition.all, facts, { own: 'all', other: 'any' })
    : mutantsOfList(condition.any, facts, { own: 'any', other: 'all' });
}

function mutantsOfList(
  parts: readonly Condition[],
  facts: FactsById,
  { own, other }: { readonly own: 'all' | 'any'; readonly other: 'all' | 'any' },
): readonly Mutant<Condition>[] {
  const list = (kind: 'all' | 'any', of: readonly Condition[]): Condition =>
    kind === 'all' ? { all: of } : { any: of };
  const swapped: readonly Mutant<Condition>[] =
    parts.length < 2
      ? []
      : [
          { operator: 'operator', change: `${own} -> ${other}`, subject: list(other, parts) },
          ...parts.map((_, index) => ({
            operator: 'part' as const,
            change: `part ${String(index + 1)} of ${own} dropped`,
            subject: list(own, without(parts, index)),
          })),
        ];
  const within = parts.flatMap((part, index) =>
    mutantsOfCondition(part, facts).map((mutant) => ({
      ...mutant,
      subject: list(own, replaced(parts, index, mutant.subject)),
    })),
  );
  return [...swapped, ...within];
}

function mutantsOfTest(
  test: FactTest,
  fact: FactDefinition | undefined,
): readonly Mutant<Condition>[] {
  // A value that satisfies no condition changes nothing by being listed.
  const domain = (fact?.values ?? []).filter((value) => !fact?.undecidedValues?.includes(value));
  return [
    ...limitMutants(test, fact),
    ...isMutants(test, domain),
    ...inMutants(test, domain),
    ...memberMutants(test, domain),
    ...stateMutants(test),
    ...monthMutants(test),
    ...(test.isEmpty === undefined
      ? []
      : [change(test, 'operator', 'isEmpty reversed', { isEmpty: !test.isEmpty })]),
  ];
}

function change(
  test: FactTest,
  operator: Operator,
  words: string,
  fields: Partial<FactTest>,
): Mutant<Condition> {
  return { operator, change: `${test.fact}: ${words}`, subject: { ...test, ...fields } };
}

function omit(test: FactTest, key: keyof FactTest): FactTest {
  return Object.fromEntries(Object.entries(test).filter(([name]) => name !== key)) as never;
}

/** One step on the scale of the fact: a whole number, or at most a tenth of the limit where fractions are measured. */
function stepOf(limit: number, fact: FactDefinition | undefined): number {
  if (wholeUnits.has(fact?.unit ?? '1') || limit === 0) return 1;
  return Math.min(1, Math.abs(limit) / 10);
}

function limitMutants(
  test: FactTest,
  fact: FactDefinition | undefined,
): readonly Mutant<Condition>[] {
  return limits.flatMap((name) => {
    const limit = test[name];
    if (limit === undefined) return [];
    const step = stepOf(limit, fact);
    const other = flipped[name];
    const strict = { ...omit(test, name), [other]: limit };
    return [
      change(test, 'threshold', `${name} ${limit} -> ${limit + step}`, { [name]: limit + step }),
      change(test, 'threshold', `${name} ${limit} -> ${limit - step}`, { [name]: limit - step }),
      change(strict, 'strictness', `${name} ${limit} -> ${other} ${limit}`, {}),
    ];
  });
}

function isMutants(test: FactTest, domain: readonly string[]): readonly Mutant<Condition>[] {
  const { is } = test;
  if (is === undefined) return [];
  return others(domain, [is]).flatMap((value) => [
    change(test, 'value', `is ${is} -> is ${value}`, { is: value }),
    change(omit(test, 'is'), 'value', `is ${is} -> in [${is}, ${value}]`, { in: [is, value] }),
  ]);
}

function inMutants(test: FactTest, domain: readonly string[]): readonly Mutant<Condition>[] {
  const values = test.in;
  if (values === undefined) return [];
  const fewer = values.length < 2 ? [] : values;
  return [
    ...fewer.map((value) =>
      change(test, 'value', `${value} removed`, { in: others(values, [value]) }),
    ),
    ...others(domain, values).map((value) =>
      change(test, 'value', `${value} added`, { in: [...values, value] }),
    ),
  ];
}

function memberMutants(test: FactTest, domain: readonly string[]): readonly Mutant<Condition>[] {
  const members = test.includesAny;
  if (members === undefined) return [];
  const fewer = members.length < 2 ? [] : members;
  return [
    ...fewer.map((member) =>
      change(test, 'member', `${member} removed`, { includesAny: others(members, [member]) }),
    ),
    ...others(domain, members).map((member) =>
      change(test, 'member', `${member} added`, { includesAny: [...members, member] }),
    ),
  ];
}

function stateMutants(test: FactTest): readonly Mutant<Condition>[] {
  const states = test.status;
  if (states === undefined) return [];
  const fewer = states.length < 2 ? [] : states;
  return [
    ...fewer.map((state) =>
      change(test, 'state', `state ${state} removed`, {
        status: states.filter((one) => one !== state),
      }),
    ),
    ...memberStates
      .filter((state) => !states.includes(state))
      .map((state) =>
        change(test, 'state', `state ${state} added`, { status: [...states, state] }),
      ),
  ];
}

function monthMutants(test: FactTest): readonly Mutant<Condition>[] {
  const months = test.withinMonths;
  if (months === undefined) return [];
  return steps(months).map((other) =>
    change(test, 'threshold', `withinMonths ${months} -> ${other}`, { withinMonths: other }),
  );
}

function others(all: readonly string[], but: readonly string[]): readonly string[] {
  return all.filter((one) => !but.includes(one));
}

/** The list without the item at `index`. */
export function without<Item>(list: readonly Item[], index: number): readonly Item[] {
  return list.filter((_, position) => position !== index);
}

/** The list with another item at `index`. */
export function replaced<Item>(list: readonly Item[], index: number, item: Item): readonly Item[] {
  return list.map((old, position) => (position === index ? item : old));
}

/** One more and one less. */
export function steps(months: number | undefined): readonly number[] {
  return months === undefined ? [] : [months + 1, months - 1];
}
