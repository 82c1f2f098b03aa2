/**
 * Whether a parsed JSON value is nested in more than `levels` arrays and objects. Does not call itself: the stack is what
 * deep values exhaust.
 */
export function isNestedDeeper(value: unknown, levels: number): boolean {
  let level: readonly object[] = isContainer(value) ? [value] : [];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth === levels) return true;
    level = level.flatMap((container) => Object.values(container).filter(isContainer));
  }
  return false;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
