/** Single tests in words: what was asked for, and what the record says instead. */
import { factLabel, factValueText } from '../cards/value-text.js';
import type { TreeResult, Truth } from '../model/evaluation.js';
import type { Knowledge } from '../model/knowledge.js';
import type { Fact, FactMap } from '../model/values.js';
import { reasonWords } from './reason-words.js';
import { recorded } from './terminal.js';

export type TestResult = Extract<TreeResult, { readonly op: 'test' }>;

export interface WordContext {
  readonly facts: FactMap;
  readonly knowledge: Knowledge;
  /** What a test of a criterion is called: it asks for a value, or excludes by it. */
  readonly asking?: 'asked for' | 'excludes if';
}

/** A test of a tree, and whether the criterion asks for it or, inside a `not`, for its opposite. */
export interface AskedTest {
  readonly test: TestResult;
  readonly isNegated: boolean;
}

/** The test without the label of its fact, which the text of the engine begins with. */
export function requirement(test: TestResult, { knowledge }: WordContext): string {
  const label = `${factLabel(knowledge, test.fact)} `;
  return test.text.startsWith(label) ? test.text.slice(label.length) : test.text;
}

/** The tests that leave a tree unknown, or that make a decided tree what it is. */
export function decidingTests(tree: TreeResult, isNegated = false): readonly AskedTest[] {
  if (tree.op === 'test') return [{ test: tree, isNegated }];
  const negated = tree.op === 'not' ? !isNegated : isNegated;
  if (tree.op === 'not') return tree.of.flatMap((part) => decidingTests(part, negated));
  return tree.of
    .filter((part) => part.result === tree.result)
    .flatMap((part) => decidingTests(part, negated));
}

/** "Age: 58 years; published limit below 55 years". */
export function becauseWords(asked: AskedTest, context: WordContext): string {
  const { test } = asked;
  const { facts, knowledge } = context;
  const reason = reasonWords[test.reason ?? 'no-data'];
  const value = shownValue(test, context);
  const isSilent = value === undefined;
  const doubt = test.result === 'unknown' && !isSilent && !value.isOnlyPresumed;
  const state = isSilent ? reason : `${value.text}${doubt ? ` (${reason})` : ''}`;
  const wanted = askedWords(asked, context, facts.get(test.fact));
  return `${factLabel(knowledge, test.fact)}: ${state}; ${wanted}`;
}

export interface ShownValue {
  readonly text: string;
  /** The criterion may not rest on it. */
  readonly isOnlyPresumed: boolean;
}

/** The value that a test looked at; undefined where there is none. */
export function shownValue(test: TestResult, context: WordContext): ShownValue | undefined {
  const fact = context.facts.get(test.fact);
  const value = fact && factValueText(fact, context.knowledge.factById.get(test.fact));
  if (value === undefined) return undefined;
  const isOnlyPresumed = isPresumedInVain(test, fact);
  const text = recorded(value);
  return isOnlyPresumed
    ? { text: `${text}, but only presumed from a report whose text is unread`, isOnlyPresumed }
    : { text, isOnlyPresumed };
}

/** Known from a presumption, but unknown to a criterion that may not rest on it. */
function isPresumedInVain({ result, reason }: TestResult, fact: Fact | undefined): boolean {
  const isPresumed = fact !== undefined && fact.presumptions.length > 0;
  return isPresumed && result === 'unknown' && reason === 'no-data';
}

function askedWords(
  { test, isNegated }: AskedTest,
  context: WordContext,
  fact: Fact | undefined,
): string {
  const words = requirement(test, context).replace(/^is /u, '');
  const asking = context.asking ?? 'asked for';
  const isLimit = fact?.possible.kind === 'interval' && asking === 'asked for';
  return `${isLimit ? 'published limit' : asking} ${isNegated ? 'not ' : ''}${words}`;
}

/** Every criterion's tests that decide against it or leave it open, each once. */
export function becauseLines(
  tree: TreeResult,
  wanted: Exclude<Truth, 'met'>,
  context: WordContext,
): readonly string[] {
  if (tree.result !== wanted) return [];
  return [...new Set(decidingTests(tree).map((asked) => becauseWords(asked, context)))];
}
