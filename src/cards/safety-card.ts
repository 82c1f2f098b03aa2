/** The safety card: a treatment in progress or planned whose published exclusion criterion is met. */
import type { Card } from '../model/cds-hooks.js';
import {
  excludedTreatments,
  pathwaysNamed,
  type CardContext,
  type ExcludedTreatment,
} from './context.js';
import type { DetailGroup } from './detail.js';
import { recordsText } from './fact-lines.js';
import { frameCard } from './frame.js';
import { knowledgeText } from './markdown.js';
import {
  alternativeLines,
  basisLines,
  excludingCriteria,
  excludingWords,
  exclusionWords,
  pathwayName,
} from './pathway-words.js';
import { shorteningLists } from './summary.js';
import { usedEvidence } from './value-text.js';

/** Undefined when no excluded treatment is planned or running. */
export function safetyCard(context: CardContext): Card | undefined {
  const treatments = excludedTreatments(context);
  const [first] = treatments;
  if (first === undefined) return undefined;
  const pathways = [...new Set(treatments.map((treatment) => treatment.pathway))];
  const summaries =
    pathways.length === 1 ? summaryOfOne(context, first) : summaryOfMany(context, treatments);
  return frameCard(context, {
    kind: 'Safety',
    summaries,
    details: [detailGroups(context, treatments)],
    about: pathways,
  });
}

function summaryOfOne(context: CardContext, treatment: ExcludedTreatment): readonly string[] {
  const { pathway } = treatment;
  const words = { treatment: pathway.definition.shortTitle, state: stateOf(context, treatment) };
  const key = treatment.isInDoubt ? 'safetySummaryOneInDoubt' : 'safetySummaryOne';
  return [
    exclusionWords(context, pathway),
    ...excludingCriteria(pathway).map((criterion) => excludingWords(context, criterion)),
    context.text('exclusionUnnamed'),
  ].map((criteria) => context.text(key, { ...words, criteria }));
}

function summaryOfMany(
  context: CardContext,
  treatments: readonly ExcludedTreatment[],
): readonly string[] {
  const isAnyInDoubt = treatments.some(({ isInDoubt }) => isInDoubt);
  const key = isAnyInDoubt ? 'safetySummaryManyInDoubt' : 'safetySummaryMany';
  const names = [...new Set(treatments.map(({ pathway }) => pathwayName(pathway)))];
  return shorteningLists(names, (shown, more) =>
    context.text('andMore', { names: shown, count: more }),
  ).map((list) => context.text(key, { count: names.length, treatments: list }));
}

function stateOf(context: CardContext, { member }: ExcludedTreatment): string {
  return context.text(member.status === 'planned' ? 'statePlanned' : 'stateActive');
}

/** With the facts that exclude what is in doubt. */
function asFarAsRead(context: CardContext): CardContext {
  const { evaluation } = context;
  const { facts } = evaluation.asFarAsRead ?? evaluation;
  return { ...context, evaluation: { ...evaluation, facts } };
}

function detailGroups(
  context: CardContext,
  treatments: readonly ExcludedTreatment[],
): readonly DetailGroup[] {
  const { text } = context;
  const listed = treatments.slice(0, pathwaysNamed);
  const lines = listed.map((treatment) => {
    const record = recordsText(context, usedEvidence(treatment.member));
    return text(treatment.isInDoubt ? 'safetyLineInDoubt' : 'safetyLine', {
      treatment: knowledgeText(treatment.pathway.definition.shortTitle),
      state: `${stateOf(context, treatment)}; ${record}`,
      criteria: knowledgeText(exclusionWords(context, treatment.pathway)),
    });
  });
  return [
    {
      heading: text('safetyHeading'),
      lines,
      dropOrder: 3,
      unlisted: treatments.length - listed.length,
      count: (count) => text('countTreatments', { count }),
    },
    {
      heading: text('basisHeading'),
      lines: [false, true].flatMap((isInDoubt) =>
        basisLines(
          isInDoubt ? asFarAsRead(context) : context,
          listed
            .filter((treatment) => treatment.isInDoubt === isInDoubt)
            .flatMap(({ pathway }) => excludingCriteria(pathway)),
        ),
      ),
      dropOrder: 4,
      count: (count) => text('countInputs', { count }),
    },
    {
      lines: alternativeLines(
        context,
        listed.map(({ pathway }) => pathway),
      ),
      dropOrder: 5,
      count: (count) => text('countNotes', { count }),
    },
  ];
}
