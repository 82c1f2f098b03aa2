/**
 * Chart + mappings -> facts. Documented values first, then what follows from them, then what silence allows to presume;
 * each fact after those it rests on. Pure: the instant and the time zone are arguments.
 */
import type { Chart } from '../model/chart.js';
import type { Reassume } from '../model/evaluation.js';
import type { Knowledge } from '../model/knowledge.js';
import type { EvaluationInstant } from '../model/stages.js';
import type { Assumption, Fact, FactSet } from '../model/values.js';
import { stagingReports } from './absence.js';
import { dayOf } from './clinical-date.js';
import { factCompleteness } from './completeness.js';
import { readAs } from './derive.js';
import { extractRecords, medicationIndex, type RecordsByFact } from './extract.js';
import { judgeFacts } from './judge-facts.js';
import type { JudgingInput } from './pass.js';
import type { ReadingContext } from './records.js';
import { selectDocumented, type DocumentedFact } from './select.js';
import { createUnitConverter, type UnitConverter } from './units.js';

/** The fact whose members name procedures on the liver. */
const therapies = 'priorTherapies';

/**
 * All facts of a chart at an instant, and a function that re-derives them with some facts assumed otherwise.
 * Assumptions replace a fact's records and conflicts.
 */
export function buildFacts(
  chart: Chart,
  knowledge: Knowledge,
  { at, timeZone }: EvaluationInstant,
  assumptions: readonly Assumption[] = [],
  convert: UnitConverter = createUnitConverter(),
): { readonly factSet: FactSet; readonly reassume: Reassume } {
  const today = dayOf(at, timeZone);
  const medications = medicationIndex(chart);
  const reading: ReadingContext = { knowledge, timeZone, today, convert, medications };
  const records = extractRecords(chart, reading);
  const documented = documentAll(chart, records, reading);
  const input: JudgingInput = {
    chart,
    reading,
    records,
    documented,
    reports: stagingReports(chart, reading),
  };
  return judgedWith(input, new Map(assumptions.map((one) => [one.fact, assumedFact(one)])));
}

/** Facts with some set from outside, and the function that sets one more. */
export function judgedWith(
  input: JudgingInput,
  assumed: ReadonlyMap<string, Fact>,
): { readonly factSet: FactSet; readonly reassume: Reassume } {
  const reassume: Reassume = (assumption) =>
    factSetOf(input, new Map([...assumed, [assumption.fact, assumedFact(assumption)]]));
  return { factSet: factSetOf(input, assumed), reassume };
}

function assumedFact({ fact: id, possible }: Assumption): Fact {
  return {
    id,
    status: 'known',
    possible,
    strength: 'documented',
    rule: 'assumed',
    presumptions: [],
    evidence: [],
  };
}

/** The strict view differs only where something rests on an unread report; else it is the same object. */
function factSetOf(input: JudgingInput, assumed: ReadonlyMap<string, Fact>): FactSet {
  const all = judgeFacts(input, assumed, { weakPresumptions: true });
  const strict = all.usedWeakPresumption
    ? judgeFacts(input, assumed, { weakPresumptions: false }).facts
    : all.facts;
  return { facts: all.facts, strict, conflicts: all.conflicts };
}

function documentAll(
  chart: Chart,
  records: RecordsByFact,
  reading: ReadingContext,
): ReadonlyMap<string, DocumentedFact> {
  const { knowledge, today } = reading;
  const lastLiverProcedure = lastLiverProcedureDay(records, reading);
  return new Map(
    knowledge.facts.map((definition) => {
      const comparedAs = knowledge.factById.get(definition.disagreement?.comparedAs ?? '');
      const documented = selectDocumented(definition, records.get(definition.fact) ?? [], {
        today,
        completeness: factCompleteness(definition.fact, chart, knowledge),
        ...(lastLiverProcedure !== undefined && { lastLiverProcedure }),
        compareAs: (possible) =>
          comparedAs === undefined ? possible : readAs(comparedAs, definition.fact, possible),
      });
      return [definition.fact, documented] as const;
    }),
  );
}

/** An undated procedure on the liver may have been yesterday: then everything before today is stale. */
function lastLiverProcedureDay(
  records: RecordsByFact,
  { knowledge, today }: ReadingContext,
): string | undefined {
  return (records.get(therapies) ?? [])
    .flatMap((record) => record.members ?? [])
    .filter((member) => knowledge.reading.liverProcedures.includes(member.id))
    .map((member) => member.date?.latest ?? today)
    .map((day) => (day > today ? today : day))
    .sort()
    .at(-1);
}
