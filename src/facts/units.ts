/** Unit conversion by UCUM (https://ucum.org), through the reference implementation of the US National Library of Medicine. */
import { UcumLhcUtils } from '@lhncbc/ucum-lhc';

/** Units are short and hold no blanks; anything else is text. */
const unitShape = /^[!-~µμ]{1,40}$/;

/** Longer texts are neither a unit nor the spelling of one, and are not worth remembering. */
const longestSpelling = 100;

/**
 * The factor by which a number in `from` becomes a number in `to`; undefined when the units do not convert into each
 * other. Only proportional units occur among the facts (no temperatures). `molarMass` in g/mol links mass and moles.
 */
export type UnitConverter = (from: string, to: string, molarMass?: number) => number | undefined;

/**
 * A converter that remembers the pairs it has met, up to `capacity`: unit texts come from outside.
 * `spellings` gives the UCUM unit for what laboratories write instead.
 */
export function createUnitConverter(
  spellings: Readonly<Record<string, string>> = {},
  capacity = 500,
): UnitConverter {
  const bySpelling = new Map(Object.entries(spellings));
  const known = new Map<string, number | undefined>();
  return (from, to, molarMass) => {
    if (from.length > longestSpelling) return undefined;
    if (from === to && !bySpelling.has(from)) return 1;
    const key = `${from}\n${to}\n${molarMass ?? ''}`;
    if (known.has(key)) return known.get(key);
    const written = from.trim();
    const factor = findFactor(bySpelling.get(written) ?? written, to, molarMass);
    if (known.size >= capacity) known.clear();
    known.set(key, factor);
    return factor;
  };
}

function findFactor(from: string, to: string, molarMass: number | undefined): number | undefined {
  if (from === to) return 1;
  if (!unitShape.test(from)) return undefined;
  const options = molarMass === undefined ? {} : { molecularWeight: molarMass };
  const answer = quietly(() => UcumLhcUtils.getInstance().convertUnitTo(from, 1, to, options));
  const factor = answer.status === 'succeeded' ? answer.toVal : null;
  return typeof factor === 'number' && Number.isFinite(factor) && factor > 0
    ? withoutNoise(factor)
    : undefined;
}

/** The library prints unit texts that it cannot parse; they come from charts and must not reach the terminal. */
function quietly<T>(work: () => T): T {
  const { console: terminal } = globalThis;
  const saved = Object.getOwnPropertyDescriptor(terminal, 'log');
  Object.defineProperty(terminal, 'log', { value: () => undefined, configurable: true });
  try {
    return work();
  } finally {
    if (saved !== undefined) Object.defineProperty(terminal, 'log', saved);
  }
}

/** Rounds away what binary arithmetic adds, so that 7.5 cm is 75 mm and not a hair less. */
export function withoutNoise(value: number): number {
  if (hasFewDecimals(value)) return value;
  return Number.isFinite(value) ? Number(value.toPrecision(12)) : value;
}

/** Six at most, in at most twelve digits: there is nothing to round. */
function hasFewDecimals(value: number): boolean {
  return Math.abs(value) < 1e6 && Math.round(value * 1e6) / 1e6 === value;
}
