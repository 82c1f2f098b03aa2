import { describe, expect, test } from '@jest/globals';
import { readNumber } from '../../src/facts/read-by-number.js';
import {
  parseBand,
  readInteger,
  readQuantity,
  readRange,
  readRatio,
  type NumberContext,
} from '../../src/facts/read-number.js';
import { createUnitConverter } from '../../src/facts/units.js';
import type { ValueCarrier } from '../../src/facts/value-text.js';

const convert = createUnitConverter({ 'x10^9/L': '10*9/L', 'G/l': '10*9/L' });
const percent: NumberContext = {
  fact: { unit: '%', minimum: 0, maximum: 100 },
  convert,
  approximateSpreadPercent: 10,
};
const ucum = 'http://unitsofmeasure.org';

describe('quantities', () => {
  test.each([
    [
      { value: 3, unit: '%', system: ucum, code: '%' },
      { low: 3, high: 3 },
    ],
    [
      { value: 0.03, unit: 'ratio', system: ucum, code: '{ratio}' },
      { low: 3, high: 3 },
    ],
    [
      { value: 0.03, system: ucum, code: '1' },
      { low: 3, high: 3 },
    ],
    [{ value: 2, comparator: '<', code: '%' } as const, { low: 0, high: 2, highOpen: true }],
    [{ value: 20, comparator: '>=', unit: '%' } as const, { low: 20, high: 100 }],
  ])('%j in percent', (quantity, interval) => {
    expect(readQuantity(quantity, percent)).toEqual({ interval });
  });

  test.each([
    [{ value: 3 }, 'has no unit'],
    [{ unit: '%' }, 'has no number'],
    [{ value: 3, unit: 'mm' }, 'has a unit that cannot be converted to %'],
    [{ value: 130, unit: '%' }, 'is outside what is possible'],
    [{ value: -1, unit: '%' }, 'is outside what is possible'],
    [{ value: Number.NaN, unit: '%' }, 'has no number'],
  ])('%j cannot be used: %s', (quantity, problem) => {
    expect(readQuantity(quantity, percent)).toEqual({ problem });
  });

  test.each([
    [{ value: 4.5, unit: 'cm', system: ucum, code: 'cm' }, 'mm', 45],
    [{ value: 75, unit: '10*3/uL', system: ucum, code: '10*3/uL' }, '10*9/L', 75],
    [{ value: 75, unit: 'x10^9/L' }, '10*9/L', 75],
    [{ value: 75, unit: ' G/l ' }, '10*9/L', 75],
    [{ value: 80, unit: 'g/L', system: ucum, code: 'g/L' }, 'g/dL', 8],
    [{ value: 1, unit: 'mL/s', system: ucum, code: 'mL/s' }, 'mL/min', 60],
  ])('%j is converted to %s without rounding noise', (quantity, unit, value) => {
    const context = { ...percent, fact: { unit, minimum: 0 } };
    expect(readQuantity(quantity, context)).toEqual({ interval: { low: value, high: value } });
  });

  test('moles become mass by the molar mass of the fact', () => {
    const bilirubin = { ...percent, fact: { unit: 'mg/dL', molarMass: 584.66 } };
    const read = readQuantity({ value: 34.2, code: 'umol/L', system: ucum }, bilirubin);
    expect(read).toEqual({ interval: { low: 1.9995372, high: 1.9995372 } });
  });

  test('a text too long for a unit is none, whatever it spells', () => {
    const long = 'g'.repeat(101);

    expect(createUnitConverter({ [long]: 'g' })(long, 'g')).toBeUndefined();
  });

  test('a count needs no unit', () => {
    const count = { ...percent, fact: { unit: '1', unitOptional: true, minimum: 0 } };
    expect(readInteger(3, count)).toEqual({ interval: { low: 3, high: 3 } });
    expect(readQuantity({ value: 3, unit: '{#}' }, count)).toEqual({
      interval: { low: 3, high: 3 },
    });
  });

  test('a count is not stated in hundredths', () => {
    const count = { ...percent, fact: { unit: '1', unitOptional: true, minimum: 0 } };
    expect(readQuantity({ value: 30, unit: '%' }, count)).toEqual({
      problem: 'has a unit that cannot be converted to 1',
    });
  });
});

describe('ranges and ratios', () => {
  test('a range keeps both ends, and a missing end is open', () => {
    const low = { value: 25, unit: '%' };
    const high = { value: 50, unit: '%' };
    expect(readRange({ low, high }, percent)).toEqual({ interval: { low: 25, high: 50 } });
    expect(readRange({ high }, percent)).toEqual({ interval: { low: 0, high: 50 } });
    expect(readRange({}, percent)).toEqual({ problem: 'has no number' });
  });

  test('ends in different units are not mixed', () => {
    const range = { low: { value: 0.2, unit: '1' }, high: { value: 50, unit: '%' } };
    expect(readRange(range, percent)).toHaveProperty('problem');
  });

  test('a ratio is its quotient', () => {
    const ratio = { numerator: { value: 3 }, denominator: { value: 100 } };
    expect(readRatio(ratio, percent)).toEqual({ interval: { low: 3, high: 3 } });
    expect(
      readRatio({ numerator: { value: 3 }, denominator: { value: 0 } }, percent),
    ).toHaveProperty('problem');
  });

  test.each([
    ['<', { low: 0, high: 4, highOpen: true }],
    ['<=', { low: 0, high: 4 }],
    ['>', { low: 4, high: 100, lowOpen: true }],
    ['>=', { low: 4, high: 100 }],
  ] as const)('a numerator with %s makes the quotient an interval', (comparator, interval) => {
    const ratio = { numerator: { value: 4, comparator }, denominator: { value: 100 } };
    expect(readRatio(ratio, percent)).toEqual({ interval });
    expect(readRatio(ratio, percent)).toEqual(
      readQuantity({ value: 4, unit: '%', comparator }, percent),
    );
  });

  test.each([
    [
      { numerator: { value: 4 }, denominator: { value: 100, comparator: '>' } } as const,
      'is a ratio to a number with a comparator',
    ],
    [
      { numerator: { value: 4, comparator: '<' }, denominator: { value: -100 } } as const,
      'is not a usable ratio',
    ],
    [
      { numerator: { value: 4, comparator: 'ad' as '<' }, denominator: { value: 100 } },
      'has an unknown comparator',
    ],
    [
      { numerator: { value: 4, unit: '%' }, denominator: { value: 100 } },
      'is a ratio of different units',
    ],
  ])('%j cannot be used: %s', (ratio, problem) => {
    expect(readRatio(ratio, percent)).toEqual({ problem });
  });

  test.each(['low', 'high'])('a comparator on the %s end of a range cannot be used', (end) => {
    const range = { low: { value: 2, unit: '%' }, high: { value: 4, unit: '%' } };
    const compared = { ...range, [end]: { value: 3, unit: '%', comparator: '>' } };
    expect(readRange(compared, percent)).toEqual({ problem: 'is a range with a comparator' });
  });
});

describe('null is as good as nothing', () => {
  const fromServer = (json: string): ValueCarrier => JSON.parse(json) as ValueCarrier;

  test.each([
    ['{"valueQuantity":{"value":3,"comparator":null,"unit":"%"}}', { low: 3, high: 3 }],
    ['{"valueQuantity":{"value":3,"unit":"%","code":null,"system":null}}', { low: 3, high: 3 }],
    ['{"valueRange":{"low":null,"high":{"value":5,"unit":"%"}}}', { low: 0, high: 5 }],
    [
      '{"valueRange":{"low":{"value":2,"unit":"%","comparator":null},"high":{"value":null,"unit":"%"}}}',
      { low: 2, high: 100 },
    ],
    [
      '{"valueRatio":{"numerator":{"value":3,"comparator":null},"denominator":{"value":100,"comparator":null,"unit":null}}}',
      { low: 3, high: 3 },
    ],
    ['{"valueQuantity":null,"valueRatio":null,"valueString":"3 %"}', { low: 3, high: 3 }],
  ])('%s', (json, interval) => {
    expect(readNumber(fromServer(json), percent)).toEqual({ interval });
  });

  test.each([
    ['{"valueQuantity":{"value":3,"unit":null}}', 'has no unit'],
    ['{"valueQuantity":{"value":null,"unit":"%"}}', 'has no number'],
    ['{"valueRange":{"low":null,"high":null}}', 'has no number'],
    ['{"valueRatio":{"numerator":null,"denominator":{"value":1}}}', 'is not a usable ratio'],
  ])('%s cannot be used: %s', (json, problem) => {
    expect(readNumber(fromServer(json), percent)).toEqual({ problem });
  });

  test('an Observation with nothing but null carries no number', () => {
    expect(readNumber(fromServer('{"valueQuantity":null}'), percent)).toBeUndefined();
  });
});

describe('bands of mapping files', () => {
  test.each([
    ['[25, 50]', { low: 25, high: 50 }],
    ['(75, *)', { low: 75, high: Infinity, lowOpen: true }],
    ['[0, 25)', { low: 0, high: 25, highOpen: true }],
  ])('%s', (band, interval) => {
    expect(parseBand(band)).toEqual(interval);
  });

  test('nonsense is not a band', () => {
    expect(parseBand('25-50')).toBeUndefined();
  });
});
