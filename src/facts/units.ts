/** Unit conversion by UCUM (https://ucum.org), through the reference implementation of the US National Library of Medicine. */
import { UcumLhcUtils } from '@lhncbc/ucum-lhc';

/** Units are short and hold no blanks; anything else is text. */
const unitShape = /^[!-~]{1,40}$/;

/**
 * Figures that belong to a unit: in annotations and units in brackets, "1" and "1000/uL", powers of ten, exponents,
 * "/2mm2" and "/(2.mm2)". Any other may be a part of the number that was written before it: 3/4, 150'000/uL.
 */
const ownFigures =
  /\{[^{}]*\}|\[[^[\]]*\]|^1(?:0*(?=[/.{])|$)|10[*^][-+]?\d{1,2}|(?<=[a-z])[-+]?\d(?!\d)|(?<=\/)\d{1,3}(?=[a-z])|(?<=\/\()\d{1,3}\.(?=[a-z[])/gi;

/** A minute of arc in UCUM, a thousands separator in charts; comparators and powers hidden in an annotation. */
const foreign = /['<>=~]|\{[^{}]*10[*^]/;

/** The micro sign and the Greek letter that looks like it, for which UCUM writes u. */
const micro = /[µμ](?=[A-Za-z])/g;

/** "/2mm2" and "/100mL", for which UCUM writes /(2.mm2) and /(100.mL). */
const figureBeforeUnit = /\/(\d{1,3})([a-z][a-z0-9]*)/gi;

/** Longer texts are neither a unit nor the spelling of one, and are not worth remembering. */
const longestSpelling = 100;

/**
 * The factor by which a number in `from` becomes a number in `to`; undefined when the units do not convert into each
 * other. Only proportional units do: no temperatures, no logarithms (bel, pH). `molarMass` in g/mol links mass and moles.
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
    const plain = written.replace(micro, 'u');
    const spelt = bySpelling.get(written) ?? bySpelling.get(plain);
    const unit = spelt ?? asUnit(plain, to);
    const factor = unit === undefined ? undefined : findFactor(unit, to, molarMass);
    if (known.size >= capacity) known.clear();
    known.set(key, factor);
    return factor;
  };
}

/** Undefined for what is no unit; whatever the fact is measured in is one. */
function asUnit(text: string, to: string): string | undefined {
  if (text === to) return to;
  return mayBeUnit(text) ? text.replace(figureBeforeUnit, '/($1.$2)') : undefined;
}

/** The library overlooks figures that it has no use for: it takes '000/uL for /uL. */
function mayBeUnit(text: string): boolean {
  return unitShape.test(text) && !foreign.test(text) && !/\d/.test(text.replace(ownFigures, ''));
}

function findFactor(from: string, to: string, molarMass: number | undefined): number | undefined {
  if (from === to) return 1;
  const options = molarMass === undefined ? {} : { molecularWeight: molarMass };
  const convert = (value: number): number => {
    const answer = quietly(() =>
      UcumLhcUtils.getInstance().convertUnitTo(from, value, to, options),
    );
    // Whatever the library remarks on, it has guessed: it takes gr/dL for grains.
    const isSure = answer.status === 'succeeded' && answer.msg.length === 0;
    return isSure ? (answer.toVal ?? NaN) : NaN;
  };
  const factor = convert(1);
  const isProportional = Math.abs(convert(2) / 2 - factor) < factor * 1e-9;
  return Number.isFinite(factor) && isProportional ? withoutNoise(factor) : undefined;
}

/** Whether the text is a unit of UCUM. */
export function isUcumUnit(text: string): boolean {
  return quietly(() => UcumLhcUtils.getInstance().validateUnitString(text)).status === 'valid';
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
