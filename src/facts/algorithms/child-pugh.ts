/**
 * Child-Pugh A against B or C (Pugh et al. 1973): bilirubin limits 2 and 3 mg/dL, albumin 3.5 and 2.8 g/dL, INR 1.7
 * and 2.3, ascites, encephalopathy; 1 to 3 points each, class A up to 6. A part that is not known counts 1 to 3, so
 * the sum is a range that may lie on one side of the limit before all parts are known (criteria, liverFunctionImpaired).
 */
import { shares } from '../../logic/intervals.js';
import { oneOf, unite } from '../../logic/possible-values.js';
import { prepareCondition } from '../../logic/prepared-condition.js';
import { lookUpIn, truthOf } from '../../logic/truth.js';
import type { Fact, Facts, Interval, PossibleValues } from '../../model/values.js';

const highestSumOfClassA = 6;

/** What earns 1, 2 and 3 points. */
type Bands<Band> = readonly [Band, Band, Band];

const measured: Readonly<Record<string, Bands<Interval>>> = {
  bilirubin: [
    { low: -Infinity, high: 2, highOpen: true },
    { low: 2, high: 3 },
    { low: 3, high: Infinity, lowOpen: true },
  ],
  albumin: [
    { low: 3.5, high: Infinity, lowOpen: true },
    { low: 2.8, high: 3.5 },
    { low: -Infinity, high: 2.8, highOpen: true },
  ],
  inr: [
    { low: -Infinity, high: 1.7, highOpen: true },
    { low: 1.7, high: 2.3 },
    { low: 2.3, high: Infinity, lowOpen: true },
  ],
};

const found: Readonly<Record<string, Bands<string>>> = {
  ascites: ['absent', 'mild', 'moderate-to-severe'],
  encephalopathy: ['absent', 'grade-1-2', 'grade-3-4'],
};

const parts = [...Object.keys(measured), ...Object.keys(found)];

export interface ChildPughResult {
  readonly possible: PossibleValues;
  /** Facts that the result rests on. */
  readonly inputs: readonly string[];
}

/**
 * Whether the liver function is impaired (class B or C): by the documented class and by the sum of the points. Where
 * they disagree, both stay possible.
 * Undefined when neither decides.
 */
export function childPugh(facts: Facts): ChildPughResult | undefined {
  const documented = byClass(facts.get('childPughClass'));
  const computed = byPoints(facts);
  if (documented === undefined || computed === undefined) return documented ?? computed;
  return {
    possible: unite(documented.possible, computed.possible),
    inputs: [...documented.inputs, ...computed.inputs],
  };
}

function byClass(documented: Fact | undefined): ChildPughResult | undefined {
  if (documented?.status !== 'known' || documented.possible.kind !== 'one-of') return undefined;
  const { values } = documented.possible;
  const isImpaired = !values.includes('A');
  if (!isImpaired && values.length > 1) return undefined;
  return { possible: oneOf([isImpaired ? 'yes' : 'no']), inputs: ['childPughClass'] };
}

function byPoints(facts: Facts): ChildPughResult | undefined {
  const used: string[] = [];
  let least = 0;
  let most = 0;
  for (const part of parts) {
    const fact = facts.get(part);
    const isUsed = fact?.status === 'known' && isUsable(part, facts);
    if (isUsed) used.push(part);
    const points = isUsed ? pointsOf(part, fact.possible) : anyPoints;
    least += points[0] ?? 1;
    most += points.at(-1) ?? 3;
  }
  const isImpaired = least > highestSumOfClassA;
  if (!isImpaired && most > highestSumOfClassA) return undefined;
  return { possible: oneOf([isImpaired ? 'yes' : 'no']), inputs: used };
}

const takesCoumarins = prepareCondition({ fact: 'coumarins' });

/**
 * An INR says nothing of the liver under a vitamin K antagonist, nor while it is not known whether one is taken. One
 * that was stopped may still have been taken when the INR was.
 */
function isUsable(id: string, facts: Facts): boolean {
  if (id !== 'inr') return true;
  return truthOf(takesCoumarins, lookUpIn(facts)) === 'not-met';
}

const anyPoints = [1, 2, 3];

/** The points that remain possible, ascending. */
function pointsOf(part: string, possible: PossibleValues): readonly number[] {
  if (possible.kind === 'interval') {
    const bands = measured[part] ?? [];
    return anyPoints.filter((points) => {
      const band = bands[points - 1];
      return band === undefined || possible.intervals.some((interval) => shares(interval, band));
    });
  }
  if (possible.kind !== 'one-of') return anyPoints;
  const values = found[part] ?? [];
  return anyPoints.filter((points) => {
    const value = values[points - 1];
    return value === undefined || possible.values.includes(value);
  });
}
