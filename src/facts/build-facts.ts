/**
 * Chart + mappings -> facts. Documented values first, then what follows from them, then what silence allows to presume;
 * each fact after those it rests on. Pure: the instant and the time zone are arguments.
 */
import type { Chart } from '../model/chart.js';
import type { Reassume } from '../model/evaluation.js';
import type { FactDefinition, Knowledge } from '../model/knowledge.js';
import type { EvaluationInstant } from '../model/stages.js';
import type { Assumption, Fact, FactSet } from '../model/values.js';
import { stagingReports } from './absence.js';
import { dayOf } from './clinical-date.js';
import { factCompleteness, readability } from './completeness.js';
import { readAs } from './derive.js';
import { extractRecords, medicationIndex, type RecordsByFact } from './extract.js';
import { judgeFacts, recordedFact, type JudgedFacts, type JudgingOptions } from './judge-facts.js';
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
  convert: UnitConverter = createUnitConverter(knowledge.reading.unitSpellings),
): { readonly factSet: FactSet; readonly reassume: Reassume } {
  const today = dayOf(at, timeZone);
  const medications = medicationIndex(chart);
  const reading: ReadingContext = { knowledge, timeZone, today, convert, medications };
  const records = extractRecords(chart, reading);
  const lastLiverProcedure = lastLiverProcedureDay(records, reading);
  const documented = documentAll(chart, records, reading, lastLiverProcedure);
  const input: JudgingInput = {
    chart,
    reading,
    records,
    documented,
    reports: stagingReports(chart, reading),
    isReadable: readability(chart, knowledge),
    ...(lastLiverProcedure !== undefined && { lastLiverProcedure }),
  };
  return judgedWith(input, new Map(assumptions.map((one) => [one.fact, assumedFact(one)])));
}

/** Facts with some set from outside, and the function that sets one more. */
export function judgedWith(
  input: JudgingInput,
  assumed: ReadonlyMap<string, Fact>,
): { readonly factSet: FactSet; readonly reassume: Reassume } {
  const { facts: definitions, affectedBy } = input.reading.knowledge;
  const base = new Map(
    definitions.map((definition) => [
      definition.fact,
      recordedFact(definition, input.documented.get(definition.fact)),
    ]),
  );
  const views = judgeViews(input, base, assumed);
  const reassume: Reassume = (assumption) => {
    const changed = affectedBy.get(assumption.fact) ?? new Set();
    const more = new Map([...assumed, [assumption.fact, assumedFact(assumption)]]);
    return factSetOf(judgeViews(input, base, more, { views, changed }));
  };
  return { factSet: factSetOf(views), reassume };
}

/** The ordinary and the strict view. */
interface Views {
  readonly all: JudgedFacts;
  readonly strict: JudgedFacts;
}

/** The strict view differs only where something rests on an unread report; else it is the same object. */
function judgeViews(
  input: JudgingInput,
  base: ReadonlyMap<string, Fact>,
  assumed: ReadonlyMap<string, Fact>,
  since?: { readonly views: Views; readonly changed: ReadonlySet<string> },
): Views {
  const from = (judged: JudgedFacts | undefined): Pick<JudgingOptions, 'since'> =>
    since === undefined || judged === undefined
      ? {}
      : { since: { judged, changed: since.changed } };
  const all = judgeFacts(input, base, assumed, {
    weakPresumptions: true,
    ...from(since?.views.all),
  });
  if (!all.usedWeakPresumption) return { all, strict: all };
  const options = { weakPresumptions: false, ...from(since?.views.strict) };
  return { all, strict: judgeFacts(input, base, assumed, options) };
}

function factSetOf({ all, strict }: Views): FactSet {
  return { facts: all.facts, strict: strict.facts, conflicts: all.conflicts };
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

function documentAll(
  chart: Chart,
  records: RecordsByFact,
  reading: ReadingContext,
  lastLiverProcedure: string | undefined,
): ReadonlyMap<string, DocumentedFact> {
  const { knowledge, today } = reading;
  return new Map(
    knowledge.facts.map((definition) => {
      const comparedAs = knowledge.factById.get(definition.disagreement?.comparedAs ?? '');
      const documented = selectDocumented(definition, records.get(definition.fact) ?? [], {
        today,
        completeness: factCompleteness(definition.fact, chart, knowledge),
        ...(lastLiverProcedure !== undefined && { lastLiverProcedure }),
        compareAs: (possible) =>
          comparedAs === undefined ? possible : readAs(comparedAs, definition.fact, possible),
        listedAs: ({ evidence }) =>
          listedCodes(definition, knowledge).indexOf(
            `${evidence.system ?? ''}|${evidence.code ?? ''}`,
          ),
      });
      return [definition.fact, documented] as const;
    }),
  );
}

/** All codes of a fact's value sets, in their order. */
function listedCodes({ sources }: FactDefinition, { valueSets }: Knowledge): readonly string[] {
  return sources.flatMap(({ codes }) => valueSets.get(codes ?? '')?.searchCodes ?? []);
}

/** An undated procedure on the liver may have been yesterday: then everything before today is stale. */
function lastLiverProcedureDay(
  records: RecordsByFact,
  { knowledge, today }: ReadingContext,
): string | undefined {
  return (records.get(therapies) ?? [])
    .flatMap((record) => record.members ?? [])
    .filter((member) => knowledge.reading.liverProcedures.includes(member.id))
    .filter((member) => (member.date?.earliest ?? today) <= today)
    .map((member) => member.date?.latest ?? today)
    .map((day) => (day > today ? today : day))
    .sort()
    .at(-1);
}
