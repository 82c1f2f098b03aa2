/** The detail of a card: whole lines only, at most 1,200 characters, everything left out counted. */

/** Longest detail, in characters. */
export const detailLimit = 1200;

/** A line, or what writes it: only lines that have room are written. */
export type Line = string | (() => string);

/** Lines that belong together. */
export interface DetailGroup {
  readonly heading?: string;
  readonly lines: readonly Line[];
  /** Groups with a higher number lose lines first; 0 never does. */
  readonly dropOrder: number;
  /** How many further lines exist that were never meant to be listed. */
  readonly unlisted?: number;
  /** Names what is left out: "3 need data"; groups that share it are counted together. */
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
  const shown = writeLines(plan.groups, limit);
  for (;;) {
    const text = render(plan, shown);
    const next = text.length <= limit ? undefined : leastImportant(shown);
    if (next === undefined) return { text, dropped: countDropped(shown) };
    next.lines.pop();
  }
}

/** A group with those of its lines that are shown. */
interface ShownGroup {
  readonly group: DetailGroup;
  readonly lines: string[];
}

/** The lines that may have room: from the most important on, until they alone take more than there is. */
function writeLines(groups: readonly DetailGroup[], limit: number): readonly ShownGroup[] {
  const shown = groups.map((group): ShownGroup => ({ group, lines: [] }));
  let length = 0;
  for (const { group, lines } of [...shown].sort(byImportance)) {
    for (const line of group.lines) {
      if (length > limit && group.dropOrder > 0) break;
      const written = typeof line === 'string' ? line : line();
      lines.push(written);
      length += written.length;
    }
  }
  return shown;
}

/** Sorting keeps the order of groups that are equally important. */
function byImportance(a: ShownGroup, b: ShownGroup): number {
  return a.group.dropOrder - b.group.dropOrder;
}

function leastImportant(shown: readonly ShownGroup[]): ShownGroup | undefined {
  return shown
    .filter(({ group, lines }) => group.dropOrder > 0 && lines.length > 0)
    .sort(byImportance)
    .at(-1);
}

function countDropped(shown: readonly ShownGroup[]): number {
  return shown.reduce((sum, { group, lines }) => sum + group.lines.length - lines.length, 0);
}

function render(plan: DetailPlan, shown: readonly ShownGroup[]): string {
  const blocks = shown.map(renderGroup);
  const counts = [...countOmitted(shown)].map(([count, omitted]) => count(omitted));
  const rest = counts.length === 0 ? '' : plan.notListed(counts.join(', '));
  return [...blocks, rest].filter((block) => block !== '').join('\n\n');
}

/** Groups that name what they leave out by the same function are counted together. */
function countOmitted(
  shown: readonly ShownGroup[],
): ReadonlyMap<(omitted: number) => string, number> {
  const counts = new Map<(omitted: number) => string, number>();
  for (const { group, lines } of shown) {
    const omitted = group.lines.length - lines.length + (group.unlisted ?? 0);
    if (omitted === 0 || group.count === undefined) continue;
    counts.set(group.count, (counts.get(group.count) ?? 0) + omitted);
  }
  return counts;
}

function renderGroup({ group, lines }: ShownGroup): string {
  if (lines.length === 0) return '';
  if (group.heading === undefined) return lines.join('\n\n');
  return `**${group.heading}**\n\n${lines.map((line) => `- ${line}`).join('\n')}`;
}
