/** The detail of a card: whole lines only, at most 1,200 characters, everything left out counted. */

/** Longest detail, in characters. */
export const detailLimit = 1200;

/** Lines that belong together. */
export interface DetailGroup {
  readonly heading?: string;
  readonly lines: readonly string[];
  /** Groups with a higher number lose lines first; 0 never does. */
  readonly dropOrder: number;
  /** How many further lines exist that were never meant to be listed. */
  readonly unlisted?: number;
  /** Names what is left out: "3 need data". */
  readonly count?: (omitted: number) => string;
}

export interface DetailPlan {
  readonly groups: readonly DetailGroup[];
  /** The sentence that tells what is not listed, with the link; given the counts. */
  readonly notListed: (counts: string) => string;
}

export interface Detail {
  readonly text: string;
  /** Lines dropped for want of room. */
  readonly dropped: number;
}

/** Composes the detail, dropping whole lines of the least important groups until it fits. */
export function composeDetail(plan: DetailPlan, limit: number = detailLimit): Detail {
  const shown = plan.groups.map((group) => group.lines.length);
  let dropped = 0;
  for (;;) {
    const text = render(plan, shown);
    const next = text.length <= limit ? undefined : leastImportant(plan.groups, shown);
    if (next === undefined) return { text, dropped };
    shown[next] = (shown[next] ?? 0) - 1;
    dropped += 1;
  }
}

function leastImportant(
  groups: readonly DetailGroup[],
  shown: readonly number[],
): number | undefined {
  return groups
    .map((group, index) => ({ index, order: group.dropOrder }))
    .filter(({ index, order }) => order > 0 && (shown[index] ?? 0) > 0)
    .sort((a, b) => b.order - a.order || b.index - a.index)[0]?.index;
}

function render(plan: DetailPlan, shown: readonly number[]): string {
  const blocks = plan.groups.map((group, index) => renderGroup(group, shown[index] ?? 0));
  const counts = plan.groups.flatMap((group, index) => {
    const omitted = group.lines.length - (shown[index] ?? 0) + (group.unlisted ?? 0);
    return omitted > 0 && group.count !== undefined ? [group.count(omitted)] : [];
  });
  const rest = counts.length === 0 ? '' : plan.notListed(counts.join(', '));
  return [...blocks, rest].filter((block) => block !== '').join('\n\n');
}

function renderGroup(group: DetailGroup, shown: number): string {
  const lines = group.lines.slice(0, shown);
  if (lines.length === 0) return '';
  if (group.heading === undefined) return lines.join('\n\n');
  return `**${group.heading}**\n\n${lines.map((line) => `- ${line}`).join('\n')}`;
}
