/**
 * Chart + mappings -> facts. Documented values first, then what follows from them, then what silence allows to presume;
 * each fact after those it rests on. Pure: the instant and the time zone are arguments.
 */
import type { Chart } from '../model/chart.js';
import type { Reassume } from '../model/evaluation.js';
import type { EvaluationInstant } from '../model/stages.js';
import type { Assumption, Fact, FactSet } from '../model/values.js';
import { readSilence, stagingReports, type Silence } from './absence.js';
import { bindAlgorithm, type RunAlgorithm } from './algorithms/run-algorithm.js';
import { createDateReader, dayOf } from './clinical-date.js';
import {
  factCompleteness,
  isUnanswered,
  isUnansweredState,
  readability,
  silenceReason,
} from './completeness.js';
import { extractRecords, type RecordsByFact } from './extract.js';
import { factOf } from './fact-of.js';
import type { FactRule, FactRules } from './fact-rules.js';
import {
  judgeFacts,
  recordedFact,
  rejudgeFacts,
  withoutWeakPresumptions,
  type JudgedFacts,
} from './judge-facts.js';
import type { SelectionContext } from './outdated.js';
import type { JudgingInput } from './pass.js';
import type { ReadChart } from './read-chart.js';
import type { ReadingContext } from './records.js';
import { certainly, lastLiverProcedureDay, possibly } from './liver-procedures.js';
import { productIndex } from './medication.js';
import { selectDocumented, type DocumentedFact } from './select.js';
import { createUnitConverter, type UnitConverter } from './units.js';

export interface BuiltFacts {
  readonly factSet: FactSet;
  /** Re-derives all facts with one assumed otherwise. */
  readonly reassume: Reassume;
  /**
   * The facts by what could be read and used alone, as if nothing had come after it: an exclusion among it may hold no
   * longer, and must not be forgotten. Absent where that makes no difference.
   */
  readonly asFarAsRead?: (() => FactSet) | undefined;
}

/** All facts of a chart at an instant. Assumptions replace a fact's records and conflicts. */
export function buildFacts(
  chart: Chart,
  rules: FactRules,
  { at, timeZone }: EvaluationInstant,
  assumptions: readonly Assumption[] = [],
  convert: UnitConverter = createUnitConverter(rules.knowledge.reading.unitSpellings),
): BuiltFacts {
  const { knowledge } = rules;
  const today = dayOf(at, timeZone, rules.zoneOffset);
  const products = productIndex(chart.resources.get('Medication') ?? []);
  const dates = createDateReader(timeZone, rules.zoneOffset);
  const reading: ReadingContext = { knowledge, timeZone, dates, today, convert, products };
  const records = extractRecords(chart, reading);
  const lastLiverProcedure = lastLiverProcedureDay(records, reading, possibly);
  const lastCertain = lastLiverProcedureDay(records, reading, certainly);
  const { isReadable, unknownDrugs } = readability(chart, reading);
  const areProceduresRead = isReadable('Procedure');
  const reports = stagingReports(chart, reading);
  const readAs = (
    own: Chart,
    selection: Omit<DocumentingContext, 'rules' | 'today'>,
  ): ReadChart => ({
    chart: own,
    reading,
    records,
    documented: documentAll(own, records, { ...selection, rules, today }),
    whyUnrecorded: (fact) => silenceReason(factCompleteness(fact, own, knowledge)),
    isUnread: (fact) => isUnanswered(factCompleteness(fact, own, knowledge)),
    reports,
    isReadable,
    unknownDrugs,
    lastLiverProcedure: selection.lastLiverProcedure,
  });
  const read = readAs(chart, { lastLiverProcedure, areProceduresRead, passesOverUnusable: false });
  const assumed = new Map(assumptions.map((one) => [one.fact, assumedFact(one)]));
  const asFarAsRead = (): FactSet => {
    const selection = {
      lastLiverProcedure: lastCertain,
      areProceduresRead: true,
      passesOverUnusable: true,
    };
    return judgedWith(readAs(asIfRead(chart), selection), rules, assumed).factSet;
  };
  const isAllClear =
    areProceduresRead && lastCertain === lastLiverProcedure && isReadAndUsable(read);
  return {
    ...judgedWith(read, rules, assumed),
    asFarAsRead: isAllClear ? undefined : asFarAsRead,
  };
}

/** Facts with some set from outside, and the function that sets one more. */
export function judgedWith(
  read: ReadChart,
  rules: FactRules,
  assumed: ReadonlyMap<string, Fact>,
): { readonly factSet: FactSet; readonly reassume: Reassume } {
  const input = judgingInput(read, rules);
  const all = judgeFacts(input, assumed);
  const strict = { ...all, facts: withoutWeakPresumptions(input, assumed, all) };
  return {
    factSet: { facts: all.facts, strict: strict.facts, conflicts: all.conflicts },
    reassume: (assumption) => reassumed(input, assumption, { all, strict, assumed }),
  };
}

/** The ordinary and the strict view are the same object where nothing rests on an unread report. */
function reassumed(
  input: JudgingInput,
  assumption: Assumption,
  before: {
    readonly all: JudgedFacts;
    readonly strict: JudgedFacts;
    readonly assumed: ReadonlyMap<string, Fact>;
  },
): ReturnType<Reassume> {
  const { fact } = assumption;
  const assumed = new Map(before.assumed).set(fact, assumedFact(assumption));
  const all = rejudgeFacts(
    input,
    { assumed, weakPresumptions: true },
    { before: before.all, fact },
  );
  if (all.weaklyPresumed.length === 0) return { facts: all.facts, strict: all.facts };
  const strict = rejudgeFacts(
    input,
    { assumed, weakPresumptions: false },
    { before: before.strict, fact },
  );
  return { facts: all.facts, strict: strict.facts };
}

function judgingInput(read: ReadChart, rules: FactRules): JudgingInput {
  const { documented, whyUnrecorded } = read;
  const recorded = new Map<string, Fact>();
  for (const rule of rules.all) {
    const { fact } = rule.definition;
    const own = documented.get(fact);
    recorded.set(fact, own ? recordedFact(rule, own) : rule.unrecorded[whyUnrecorded(fact)]);
  }
  return {
    rules,
    documented,
    recorded,
    isUnread: read.isUnread,
    silenceOf: rememberedByRule(
      (rule): Silence | undefined => rule.absence && readSilence(rule, rule.absence, read),
    ),
    algorithmOf: rememberedByRule((rule): RunAlgorithm | undefined => {
      const { algorithm, parameters = {} } = rule.derivation?.derivation ?? {};
      return algorithm && bindAlgorithm(algorithm, parameters, read);
    }),
  };
}

function rememberedByRule<Value>(
  find: (rule: FactRule) => Value | undefined,
): (rule: FactRule) => Value | undefined {
  const known = new Map<FactRule, Value | undefined>();
  return (rule) => {
    const before = known.get(rule);
    if (before !== undefined) return before;
    const value = find(rule);
    known.set(rule, value);
    return value;
  };
}

function assumedFact({ fact: id, possible }: Assumption): Fact {
  return factOf({
    id,
    status: 'known',
    possible,
    strength: 'documented',
    rule: 'assumed',
    presumptions: [],
    evidence: [],
  });
}

interface DocumentingContext extends Omit<SelectionContext, 'completeness'> {
  readonly rules: FactRules;
}

/** What was found counts, though no query tells that it is all. */
function asIfRead(chart: Chart): Chart {
  const queries = Object.entries(chart.queries).map(([key, state]) => [
    key,
    isUnansweredState(state) ? ('partial' as const) : state,
  ]);
  return { ...chart, queries: Object.fromEntries(queries) as Chart['queries'] };
}

function isReadAndUsable({ chart, documented }: ReadChart): boolean {
  const isUnusable = ({ reason }: DocumentedFact): boolean => reason === 'unusable-value';
  return (
    !Object.values(chart.queries).some(isUnansweredState) &&
    ![...documented.values()].some(isUnusable)
  );
}

/** The facts of which there are records. */
function documentAll(
  chart: Chart,
  records: RecordsByFact,
  context: DocumentingContext,
): ReadonlyMap<string, DocumentedFact> {
  const { rules, today, lastLiverProcedure, areProceduresRead, passesOverUnusable } = context;
  const documented = new Map<string, DocumentedFact>();
  for (const [fact, own] of records) {
    const rule = rules.byId.get(fact);
    if (rule === undefined) continue;
    const selected = selectDocumented(rule, own, {
      today,
      completeness: factCompleteness(fact, chart, rules.knowledge),
      lastLiverProcedure,
      areProceduresRead,
      passesOverUnusable,
    });
    documented.set(fact, selected);
  }
  return documented;
}
