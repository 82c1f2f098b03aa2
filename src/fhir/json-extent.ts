/**
 * How large and how deep parsed JSON is. Nothing here calls itself: the stack is what deep values exhaust. Every value of
 * a request passes here, so nothing is copied on the way.
 */

/** FHIR stays far below; deeper values could only exhaust the stack of whatever walks them. */
export const maxDepth = 200;

/** Parts of one resource that are judged; the largest real ones have a few thousand. */
export const maxNodes = 20_000;

export interface Survey {
  /** The value has more than `limit` values in it, itself included. */
  readonly isTooLarge: boolean;
  /** Some of them are null, "", {} or []. Not to be relied on where it is too large. */
  readonly hasEmpty: boolean;
}

/** Stops counting at the limit. */
export function survey(value: unknown, limit: number): Survey {
  const found: Found = { containers: isContainer(value) ? [value] : [], hasEmpty: false };
  const { containers } = found;
  let count = 1;
  for (let next = containers.pop(); next !== undefined && count <= limit; next = containers.pop()) {
    count += takeParts(next, found);
  }
  return { isTooLarge: count > limit, hasEmpty: found.hasEmpty };
}

/** Whether the value is nested in more than `levels` arrays and objects. */
export function isNestedDeeper(value: unknown, levels: number): boolean {
  let level = isContainer(value) ? [value] : [];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth === levels) return true;
    const below: Found = { containers: [], hasEmpty: false };
    for (const container of level) takeParts(container, below);
    level = below.containers;
  }
  return false;
}

type Container = Readonly<Record<string, unknown>> | readonly unknown[];

interface Found {
  containers: Container[];
  hasEmpty: boolean;
}

/** Adds the arrays and objects that a container holds; gives back how many values of any kind it holds. */
function takeParts(container: Container, found: Found): number {
  const { containers } = found;
  let count = 0;
  if (Array.isArray(container)) {
    const parts: readonly unknown[] = container;
    count = parts.length;
    for (const part of parts) {
      if (isContainer(part)) containers.push(part);
      else if (isNothing(part)) found.hasEmpty = true;
    }
  } else {
    const members = container as Readonly<Record<string, unknown>>;
    for (const key in members) {
      const part = members[key];
      count += 1;
      if (isContainer(part)) containers.push(part);
      else if (isNothing(part)) found.hasEmpty = true;
    }
  }
  if (count === 0) found.hasEmpty = true;
  return count;
}

/** What FHIR JSON has no members of, beside {} and []. */
export function isNothing(value: unknown): boolean {
  return value === null || value === '';
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}
