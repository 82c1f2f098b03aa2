/** Ranges in interval notation: `[25, 50]` with, `(75, 100)` without the ends, `*` for no end. */

const notation = /^([[(])\s*(-?\d+(?:\.\d+)?|\*)\s*,\s*(-?\d+(?:\.\d+)?|\*)\s*([\])])$/;

/** Whether the text is a range that holds at least one number. */
export function isBand(text: string): boolean {
  const match = notation.exec(text.trim());
  if (!match) return false;
  const [, opening, lower = '*', upper = '*', closing] = match;
  const low = lower === '*' ? -Infinity : Number(lower);
  const high = upper === '*' ? Infinity : Number(upper);
  return low < high || (low === high && opening === '[' && closing === ']');
}
