/**
 * How large and how deep parsed JSON is. Nothing here calls itself: the stack is what deep values exhaust. Every value of
 * a request passes here, so nothing is copied on the way.
 */

/** FHIR stays far below; deeper values could only exhaust the stack of whatever walks them. */
export const maxDepth = 200;

/** Parts of one resource that are judged; the largest real ones have a few thousand. */
export const maxNodes = 20_000;

/** Whether the value has more than `limit` values in it, itself included. Stops counting there. */
export function hasMoreNodes(value: unknown, limit: number): boolean {
  const waiting = isContainer(value) ? [value] : [];
  let count = 1;
  for (let next = waiting.pop(); next !== undefined && count <= limit; next = waiting.pop()) {
    count += takeParts(next, waiting);
  }
  return count > limit;
}

/** Whether the value is nested in more than `levels` arrays and objects. */
export function isNestedDeeper(value: unknown, levels: number): boolean {
  let level = isContainer(value) ? [value] : [];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth === levels) return true;
    const below: Container[] = [];
    for (const container of level) takeParts(container, below);
    level = below;
  }
  return false;
}

type Container = Readonly<Record<string, unknown>> | readonly unknown[];

/** Adds the arrays and objects that a container holds; gives back how many values of any kind it holds. */
function takeParts(container: Container, containers: Container[]): number {
  if (Array.isArray(container)) {
    const parts: readonly unknown[] = container;
    for (const part of parts) if (isContainer(part)) containers.push(part);
    return parts.length;
  }
  const members = container as Readonly<Record<string, unknown>>;
  let count = 0;
  for (const key in members) {
    const part = members[key];
    count += 1;
    if (isContainer(part)) containers.push(part);
  }
  return count;
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}
