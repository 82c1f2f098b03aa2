/** Tests in words, from the labels of the mapping files. */
import type { FactDefinition, FactTest, Knowledge } from '../model/knowledge.js';
import { unitText } from '../logic/unit-words.js';
import type { DescribeTest } from '../logic/prepared-condition.js';

/** Describes tests in the fact's unit and value names: "below 5 %", "is G1 or G2". */
export function describeTestsOf(knowledge: Knowledge): DescribeTest {
  return (test) => {
    const definition = knowledge.factById.get(test.fact);
    return definition === undefined
      ? test.fact
      : `${definition.label} ${inWords(test, definition)}`;
  };
}

function inWords(test: FactTest, definition: FactDefinition): string {
  const name = (value: string): string => definition.valueLabels?.[value] ?? value;
  if (test.is !== undefined) return `is ${name(test.is)}`;
  if (test.in !== undefined) return `is ${test.in.map(name).join(' or ')}`;
  if (test.includesAny !== undefined) {
    return `includes ${test.includesAny.map(name).join(' or ')}${whichMembers(test)}`;
  }
  if (test.isEmpty !== undefined) return test.isEmpty ? 'has no entry' : 'has an entry';
  if (test.withinMonths !== undefined) return `within the last ${test.withinMonths} months`;
  return limitsInWords(test, definition.unit);
}

function whichMembers(test: FactTest): string {
  const status = test.status === undefined ? '' : ` (${test.status.join(' or ')})`;
  return test.withinMonths === undefined
    ? status
    : `${status} within the last ${test.withinMonths} months`;
}

function limitsInWords(test: FactTest, unit: string | undefined): string {
  const suffix = unitText(unit);
  const parts = [
    test.above === undefined ? undefined : `above ${test.above}${suffix}`,
    test.atLeast === undefined ? undefined : `at least ${test.atLeast}${suffix}`,
    test.below === undefined ? undefined : `below ${test.below}${suffix}`,
    test.atMost === undefined ? undefined : `at most ${test.atMost}${suffix}`,
  ];
  return parts.filter((part) => part !== undefined).join(' and ');
}
