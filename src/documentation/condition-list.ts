/** Conditions as nested lists, in the words in which they are explained. */
import { describeTestsOf } from '../criteria/describe-test.js';
import type { Condition, FactTest, Knowledge } from '../model/knowledge.js';
import { item, plain } from './markdown.js';

/** One item for a test, one with a list below it for everything else. */
export function conditionList(condition: Condition, knowledge: Knowledge): readonly string[] {
  if ('fact' in condition) return item(testWords(condition, knowledge));
  const [head, parts] = partsOf(condition);
  return item(
    head,
    parts.flatMap((part) => conditionList(part, knowledge)),
  );
}

/** "Condition: Ki-67 index below 5 %", or the list below that word. */
export function labelledCondition(
  label: string,
  condition: Condition,
  knowledge: Knowledge,
): readonly string[] {
  if ('fact' in condition) return item(`${label}: ${testWords(condition, knowledge)}`);
  return item(`${label}:`, conditionList(condition, knowledge));
}

function partsOf(
  condition: Exclude<Condition, FactTest>,
): readonly [head: string, parts: readonly Condition[]] {
  if ('all' in condition) return ['all of:', condition.all];
  return 'any' in condition ? ['any of:', condition.any] : ['not:', [condition.not]];
}

function testWords(test: FactTest, knowledge: Knowledge): string {
  const recorded = test.documented === true ? ' (as recorded, before any derivation)' : '';
  return `${plain(describeTestsOf(knowledge)(test))}${recorded}`;
}
