/** The pathways card: published criteria met, excluded or open, with the inputs that decide. */
import type { Card } from '../model/cds-hooks.js';
import type { CriterionResult, PathwayResult, PathwayStatus } from '../model/evaluation.js';
import { pathwaysNamed, withStatus, type CardContext } from './context.js';
import type { DetailGroup } from './detail.js';
import { presumptionNames } from './fact-lines.js';
import { frameCard } from './frame.js';
import { knowledgeText } from './markdown.js';
import {
  alternativeLines,
  basisLines,
  criterionLabel,
  exclusionWords,
  factNames,
  findPathways,
  pathwayCount,
  pathwayName,
} from './pathway-words.js';
import { shorteningLists } from './summary.js';

/** Room for a met pathway with what is worth knowing beside it, in characters: tried in this order. */
const rooms = [360, 200];

/** Undefined when no pathway has all its published criteria met. */
export function pathwaysCard(context: CardContext): Card | undefined {
  const met = withStatus(context, 'criteria-met');
  if (met.length === 0) return undefined;
  return frameCard(context, {
    kind: 'Pathways',
    summaries: summaries(context, met),
    details: detailsFor(context, met),
    about: met,
  });
}

function presumptionsOf(
  context: CardContext,
  pathways: readonly PathwayResult[],
): readonly string[] {
  return presumptionNames(context, [...new Set(pathways.flatMap((p) => p.presumptions))]);
}

function summaries(context: CardContext, met: readonly PathwayResult[]): readonly string[] {
  const { text } = context;
  const presumptions = presumptionsOf(context, met).join(', ');
  const presumedCount = met.filter((pathway) => pathway.presumptions.length > 0).length;
  const lists = shorteningLists(met.slice(0, pathwaysNamed).map(pathwayName), (names, count) =>
    text('andMore', { names, count: count + Math.max(0, met.length - pathwaysNamed) }),
  ).slice(met.length > pathwaysNamed ? 1 : 0);
  const counts = { pathwayCount: pathwayCount(context, met.length), presumedCount };
  if (presumptions === '') {
    return [
      ...lists.map((pathways) => text('pathwaysSummary', { pathways })),
      text('pathwaysSummaryCount', counts),
    ];
  }
  return [
    ...lists.map((pathways) => text('pathwaysSummaryPresumed', { pathways, presumptions })),
    text('pathwaysSummaryCountPresumed', counts),
  ];
}

/** For each room, the same groups but for the lines of the met pathways. */
function detailsFor(
  context: CardContext,
  met: readonly PathwayResult[],
): readonly (readonly DetailGroup[])[] {
  const { text } = context;
  const listed = met.slice(0, pathwaysNamed);
  const basis: DetailGroup = {
    heading: text('basisHeading'),
    lines: basisLines(context, decidingCriteria(listed)),
    dropOrder: 5,
    count: (count) => text('countInputs', { count }),
  };
  const others = otherGroups(context, pathwaysNamed - listed.length);
  const notMet = notMetGroup(context, 'criteria-not-met');
  return rooms.map((room) => [metGroup(context, met, room), basis, ...others, notMet]);
}

function metGroup(context: CardContext, met: readonly PathwayResult[], room: number): DetailGroup {
  const { text } = context;
  const listed = met.slice(0, pathwaysNamed);
  return {
    heading: text('metHeading'),
    lines: listed.map((pathway) => () => metLine(context, pathway, room)),
    dropOrder: 4,
    unlisted: met.length - listed.length,
    count: (count) => text('countMet', { count }),
  };
}

/** Pathways that are excluded or open, as far as lines are left for them. */
function otherGroups(context: CardContext, linesLeft: number): readonly DetailGroup[] {
  const { text } = context;
  const excluded = withStatus(context, 'excluded');
  const open = withStatus(context, 'needs-data');
  const listedExcluded = excluded.slice(0, linesLeft);
  const listedOpen = open.slice(0, linesLeft - listedExcluded.length);
  return [
    {
      heading: text('excludedHeading'),
      lines: listedExcluded.map((pathway) => () => excludedLine(context, pathway)),
      dropOrder: 6,
      unlisted: excluded.length - listedExcluded.length,
      count: (count) => text('countExcluded', { count }),
    },
    {
      heading: text('needsDataHeading'),
      lines: listedOpen.map((pathway) => () => needsDataLine(context, pathway)),
      dropOrder: 7,
      unlisted: open.length - listedOpen.length,
      count: (count) => text('countNeedsData', { count }),
    },
    {
      lines: alternativeLines(context, listedExcluded),
      dropOrder: 8,
      count: (count) => text('countNotes', { count }),
    },
  ];
}

function notMetGroup(context: CardContext, status: PathwayStatus): DetailGroup {
  return {
    lines: [],
    dropOrder: 7,
    unlisted: withStatus(context, status).length,
    count: (count) => context.text('countNotMet', { count }),
  };
}

/** Inclusions first: they say more about the patient than exclusions that are not met. */
function decidingCriteria(pathways: readonly PathwayResult[]): readonly CriterionResult[] {
  const all = pathways.flatMap((pathway) => pathway.criteria);
  return [
    ...all.filter(({ role, result }) => role === 'inclusion' && result === 'met'),
    ...all.filter(({ role, result }) => role === 'exclusion' && result === 'not-met'),
  ];
}

function excludedLine(context: CardContext, pathway: PathwayResult): string {
  return context.text('excludedLine', {
    pathway: knowledgeText(pathway.definition.shortTitle),
    criteria: knowledgeText(exclusionWords(context, pathway)),
  });
}

function needsDataLine(context: CardContext, pathway: PathwayResult): string {
  const name = knowledgeText(pathway.definition.shortTitle);
  if (pathway.missing.length === 0) return context.text('needsDataLineUnnamed', { pathway: name });
  return context.text('needsDataLine', {
    pathway: name,
    missing: factNames(context, pathway.missing),
  });
}

/**
 * The pathway with what its status rests on. Cautions and judgements to confirm are never left out: where their words
 * have no room, their number stands.
 */
function metLine(context: CardContext, pathway: PathwayResult, room: number): string {
  const presumptions = presumptionsOf(context, [pathway]).join(', ');
  const start = [
    knowledgeText(pathway.definition.shortTitle),
    ...(presumptions === ''
      ? []
      : [context.text('presumed', { presumptions: knowledgeText(presumptions) })]),
  ].join('; ');
  return remarks(context, pathway).reduce((line, { full, short }) => {
    const fits = line.length + full.length + 2 <= room;
    const words = fits ? full : short;
    return words === undefined ? line : `${line}; ${words}`;
  }, start);
}

function metLabels(
  context: CardContext,
  pathway: PathwayResult,
  role: CriterionResult['role'],
): readonly string[] {
  return pathway.criteria
    .filter((criterion) => criterion.role === role && criterion.result === 'met')
    .map((criterion) => criterionLabel(context, criterion));
}

/** Something worth knowing beside a met pathway; `short` stands in where `full` has no room. */
interface Remark {
  readonly full: string;
  readonly short?: string;
}

function remarks(context: CardContext, pathway: PathwayResult): readonly Remark[] {
  const { text } = context;
  const cautions = [
    ...metLabels(context, pathway, 'caution'),
    ...metLabels(context, pathway, 'unfavourable'),
  ];
  const judgements = pathway.criteria
    .filter(({ role, result }) => role === 'attestation' && result === 'unknown')
    .map((criterion) => criterionLabel(context, criterion));
  const arms = pathway.arms
    .filter(({ result }) => result === 'met')
    .map((arm) => arm.definition.label);
  const [other] = findPathways(context, [pathway.definition.preferredOver?.pathway ?? '']);
  const list = (labels: readonly string[]): string => knowledgeText(labels.join('; '));
  const counted = (
    labels: readonly string[],
    full: (all: string) => string,
    short: (count: number) => string,
  ): readonly Remark[] =>
    labels.length === 0 ? [] : [{ full: full(list(labels)), short: short(labels.length) }];
  return [
    ...counted(
      cautions,
      (all) => text('cautions', { cautions: all }),
      (count) => text('cautionCount', { count }),
    ),
    ...counted(
      judgements,
      (all) => text('toConfirm', { judgements: all }),
      (count) => text('toConfirmCount', { count }),
    ),
    ...(pathway.preferred && other
      ? [{ full: text('preferred', { other: pathwayName(other) }) }]
      : []),
    ...(arms.length > 0 ? [{ full: text('armsMet', { arms: list(arms) }) }] : []),
  ];
}
