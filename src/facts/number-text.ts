/** What a short text such as "<2 %", "3-5 %", "ca. 10" or "2,5 %" states, as written: nothing is converted here. */

export interface NumberText {
  readonly isApproximate: boolean;
  readonly comparator: string | undefined;
  /** One number, or both ends of a range; each as written. */
  readonly numbers: readonly string[];
  readonly unit: string | undefined;
}

const number = String.raw`(\d{1,9}(?:[.,]\d{1,6})?)`;

/** A unit starts with a letter or a sign, or is a power of ten that stands apart from the number. */
const textShape = new RegExp(
  String.raw`^(ca\.?|circa|approx\.?|approximately|about|~|etwa)?\s*(<=|>=|<|>|≤|≥|less than|more than|up to|at least)?\s*${number}` +
    String.raw`(?:\s*(%)?\s*(?:-|–|—|to|bis)\s*${number})?\s*((?:[^\d\s]|(?<=\s)10[*^e]).{0,30})?$`,
  'iu',
);

/** Blanks, apostrophes and the like between groups of three figures. */
const groupedShape = /(?<![\d.,])\d{1,3}(?:[\s'’‘‛ʼ´`′·٬_]\d{3})+(?!\d)/u;

/** "150,000" is 150 thousand to some and 150 to others; so is "050,000". No thousands look like "0,150" or "1500,000". */
const thousandsShape = /^(?:[1-9]\d{0,2}|0\d+)[.,]\d{3}$/;

const comparatorWords: Readonly<Record<string, string>> = {
  'less than': '<',
  'more than': '>',
  'up to': '<=',
  'at least': '>=',
};

/** Whether the text holds a number with a separator that can only be one of thousands, which is not read. */
export function hasGroups(text: string): boolean {
  return groupedShape.test(text);
}

/** Undefined for a text that states anything else than a number. */
export function parseNumberText(text: string): NumberText | undefined {
  const match = textShape.exec(text);
  if (match === null) return undefined;
  const [, approximately, comparator, first, , second, unit] = match;
  const words = comparator?.toLowerCase();
  return {
    isApproximate: approximately !== undefined,
    comparator: comparatorWords[words ?? ''] ?? words,
    numbers: [first, second].filter((one) => one !== undefined),
    unit,
  };
}

export function asDecimal(written: string): number {
  return Number(written.replace(',', '.'));
}

/** The number where its comma or point may separate thousands; undefined where it cannot. */
export function asThousands(written: string): number | undefined {
  return thousandsShape.test(written) ? Number(written.replace(/[.,]/, '')) : undefined;
}
