/** The decisive-data card: what is missing, what it would settle, and records that contradict each other. */
import type { Card } from '../model/cds-hooks.js';
import type { PathwayResult } from '../model/evaluation.js';
import type { Conflict } from '../model/values.js';
import { isUnread, type CardContext } from './context.js';
import type { DetailGroup } from './detail.js';
import { recordsText, whyOpen } from './fact-lines.js';
import { frameCard } from './frame.js';
import { chartText } from './markdown.js';
import { findPathways, nameWithinLimit, pathwayCount, pathwayName } from './pathway-words.js';
import { inSentence, shorteningLists } from './summary.js';
import { gapText } from './texts.js';
import { factLabel, joinWith } from './value-text.js';

const linesListed = 5;
const conflictTextLimit = 240;

interface Gap {
  readonly fact: string;
  readonly settles: readonly PathwayResult[];
  readonly couldChange: readonly PathwayResult[];
}

/** Undefined when no fact settles a pathway and no conflict touches a gating criterion. */
export function decisiveCard(context: CardContext): Card | undefined {
  const gaps = gapsOf(context);
  const settling = gaps.filter((gap) => gap.settles.length > 0);
  const conflicts = gatingConflicts(context);
  if (settling.length === 0 && conflicts.length === 0) return undefined;
  const about = [
    ...settling.flatMap((gap) => gap.settles),
    ...conflicts.flatMap((conflict) => pathwaysTouched(context, conflict)),
  ];
  const others = gaps.filter((gap) => gap.settles.length === 0);
  return frameCard(context, {
    kind: 'Decisive',
    summaries: summaries(context, settling, conflicts),
    details: [detailGroups(context, settling, others, conflicts)],
    about: [...new Set(about)],
  });
}

function gapsOf(context: CardContext): readonly Gap[] {
  return context.evaluation.decisive
    .map(({ fact, settles, couldChange }) => ({
      fact,
      settles: findPathways(context, settles),
      couldChange: findPathways(context, couldChange),
    }))
    .filter((gap) => gap.settles.length + gap.couldChange.length > 0)
    .sort(
      (a, b) =>
        // What may be on record has to be read first.
        Number(isUnread(context, a.fact)) - Number(isUnread(context, b.fact)) ||
        prominent(b.settles) - prominent(a.settles) ||
        Number(isOrderable(context, b)) - Number(isOrderable(context, a)),
    );
}

/** Whether a test or referral of the service answers it: that is the more useful of two equal sentences. */
function isOrderable({ service }: CardContext, { fact }: Gap): boolean {
  return service.orders.some(({ closes }) => closes.includes(fact));
}

/** Pathways that the edition does not give low prominence. */
function prominent(pathways: readonly PathwayResult[]): number {
  return pathways.filter(({ definition }) => definition.prominence !== 'low').length;
}

function gatingConflicts(context: CardContext): readonly Conflict[] {
  return context.evaluation.conflicts.filter(
    (conflict) => pathwaysTouched(context, conflict).length > 0,
  );
}

function pathwaysTouched(context: CardContext, conflict: Conflict): readonly PathwayResult[] {
  return context.pathways.filter((pathway) =>
    pathway.criteria.some(
      ({ role, facts }) =>
        (role === 'inclusion' || role === 'exclusion') &&
        facts.some((fact) => conflict.facts.includes(fact)),
    ),
  );
}

function gapName(context: CardContext, fact: string): string {
  return gapText(context.service.texts, fact, factLabel(context.knowledge, fact));
}

function summaries(
  context: CardContext,
  settling: readonly Gap[],
  conflicts: readonly Conflict[],
): readonly string[] {
  const { text, knowledge } = context;
  const [first] = settling;
  if (first === undefined) {
    const facts = [...new Set(conflicts.flatMap((conflict) => conflict.facts))];
    const labels = facts.map((fact) => inSentence(factLabel(knowledge, fact)));
    return [joinWith('and', labels) ?? '', labels[0] ?? ''].map((names) =>
      text('conflictSummary', { facts: names }),
    );
  }
  const words = {
    gap: gapName(context, first.fact),
    pathwayCount: pathwayCount(context, first.settles.length),
  };
  const lists = shorteningLists(first.settles.map(pathwayName), (names, count) =>
    text('andMore', { names, count }),
  );
  return [
    ...lists.map((pathways) => text('decisiveSummary', { ...words, pathways })),
    text('decisiveSummaryShort', words),
  ];
}

function detailGroups(
  context: CardContext,
  settling: readonly Gap[],
  others: readonly Gap[],
  conflicts: readonly Conflict[],
): readonly DetailGroup[] {
  const { text } = context;
  const countGaps = (count: number): string => text('countGaps', { count });
  const listed = settling.slice(0, linesListed);
  const otherListed = others.slice(0, linesListed - listed.length);
  const names = nameWithinLimit(
    context,
    listed.map((gap) => gap.settles),
  );
  return [
    {
      heading: text('decisiveHeading'),
      lines: listed.map((gap, index) => settlingLine(context, gap, names[index])),
      dropOrder: 3,
      unlisted: settling.length - listed.length + others.length - otherListed.length,
      count: countGaps,
    },
    {
      heading: text('conflictHeading'),
      lines: conflicts.map((conflict) => conflictLine(context, conflict)),
      dropOrder: 4,
      count: (count) => text('countConflicts', { count }),
    },
    {
      heading: text('couldChangeHeading'),
      lines: otherListed.map((gap) =>
        text('couldChangeLine', {
          gap: gapName(context, gap.fact),
          pathwayCount: pathwayCount(context, gap.couldChange.length),
          why: whyOpen(context, gap.fact),
        }),
      ),
      dropOrder: 5,
      count: countGaps,
    },
  ];
}

function settlingLine(context: CardContext, gap: Gap, pathways: string | undefined): string {
  const words = {
    gap: gapName(context, gap.fact),
    pathwayCount: pathwayCount(context, gap.settles.length),
    why: whyOpen(context, gap.fact),
  };
  return pathways === undefined
    ? context.text('decisiveLineShort', words)
    : context.text('decisiveLine', { ...words, pathways });
}

function conflictLine(context: CardContext, conflict: Conflict): string {
  const text = chartText(conflict.text, conflictTextLimit);
  if (conflict.evidence.length === 0) return context.text('conflictLine', { text });
  const records = conflict.evidence.slice(0, 2).map((item) => {
    const record = recordsText(context, [item]);
    const value = chartText(item.value ?? item.display ?? '');
    return value === '' ? record : `${value}, ${record}`;
  });
  return context.text('conflictLineWithRecords', { text, records: records.join('; ') });
}
