/** By which codes clients remember what a user dismissed: kind of card and groups of its pathways. */

export const cardKinds = ['Safety', 'Decisive', 'Pathways'] as const;

export type CardKind = (typeof cardKinds)[number];

const topicCodeLimit = 100;
const mostGroupsListed = 12;

/** Letters and digits, at most 100. Groups are named by id, in the order of the edition; no group means all. */
export function topicCode(kind: CardKind, groups: readonly string[]): string {
  const names = (groups.length === 0 ? ['general'] : groups).map(pascalCase);
  return `nelm${kind}${names.join('')}`.slice(0, topicCodeLimit);
}

/**
 * Every code that a card of an edition with these groups can have: three for each combination of groups. Undefined for
 * more than twelve groups, whose combinations are too many to list.
 */
export function topicCodes(groups: readonly string[]): readonly string[] | undefined {
  if (groups.length > mostGroupsListed) return undefined;
  const combinations = groups.reduce<readonly (readonly string[])[]>(
    (found, group) => [...found, ...found.map((earlier) => [...earlier, group])],
    [[]],
  );
  const codes = cardKinds.flatMap((kind) => combinations.map((each) => topicCode(kind, each)));
  return [...new Set(codes)];
}

function pascalCase(id: string): string {
  return id
    .split(/[^a-z0-9]+/iu)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
