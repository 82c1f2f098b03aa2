import { describe, expect, test } from '@jest/globals';
import { readText, type NumberContext } from '../../src/facts/read-number.js';
import { createUnitConverter } from '../../src/facts/units.js';

const convert = createUnitConverter({
  'x10^9/L': '10*9/L',
  'x10^9/l': '10*9/L',
  'G/l': '10*9/L',
  'K/uL': '10*3/uL',
  'k/ul': '10*3/uL',
  Prozent: '%',
  prozent: '%',
  INR: '{INR}',
});
const percent: NumberContext = {
  fact: { unit: '%', unitOptionalInText: true, minimum: 0, maximum: 100 },
  convert,
  approximateSpreadPercent: 10,
};

describe('texts of a Ki-67 index', () => {
  test.each([
    ['2', { low: 2, high: 2 }],
    ['2 %', { low: 2, high: 2 }],
    ['2,5 %', { low: 2.5, high: 2.5 }],
    ['<2 %', { low: 0, high: 2, highOpen: true }],
    ['< 20%', { low: 0, high: 20, highOpen: true }],
    ['≤ 20 %', { low: 0, high: 20 }],
    ['less than 3 %', { low: 0, high: 3, highOpen: true }],
    ['>50 %', { low: 50, high: 100, lowOpen: true }],
    ['3-5 %', { low: 3, high: 5 }],
    ['3 – 5', { low: 3, high: 5 }],
    ['3% to 5%', { low: 3, high: 5 }],
    ['ca. 10', { low: 9, high: 11 }],
    ['up to 5 %', { low: 0, high: 5 }],
    ['Less Than 3 %', { low: 0, high: 3, highOpen: true }],
    ['Ca. 10 %', { low: 9, high: 11 }],
    ['3 Prozent', { low: 3, high: 3 }],
    ['3-5 PROZENT', { low: 3, high: 5 }],
    ['0,5 %', { low: 0.5, high: 0.5 }],
    ['1.125 %', { low: 1.125, high: 1.125 }],
    ['<12,500 %', { low: 0, high: 12.5, highOpen: true }],
    ['1', { low: 1, high: 1 }],
  ])('"%s" is an interval', (text, interval) => {
    expect(readText(text, percent)).toEqual({ interval });
  });

  test.each([
    'high',
    '',
    'see report',
    'G2 (10 %)',
    '5 %, focally 12 %',
    '0.02',
    '250 %',
    '3 mg/dL',
    '5-3 %',
    '<3-5 %',
    '0.5-1',
    '0-0,5',
    '5 {<}%',
    '5 %<',
    '5 %2',
    '5 %/2',
    '5 (2)',
    '3/4',
    '10/2023',
    '1.5.2024',
    '1e3',
    '2 2',
    '9'.repeat(80),
  ])('"%s" is not read as a number', (text) => {
    expect(readText(text, percent)).toHaveProperty('problem');
  });
});

describe('texts of a platelet count', () => {
  const count = { ...percent, fact: { unit: '10*9/L', minimum: 0 } };

  test.each([
    ['150 G/l', 150],
    ['150 K/uL', 150],
    ['150K/uL', 150],
    ['150 k/ul', 150],
    ['150 X10^9/L', 150],
    ['45,5 10*9/L', 45.5],
    ['45.5 10^9/l', 45.5],
    ['150 10*3/uL', 150],
    ['150 10*3/UL', 150],
    ['150000 /uL', 150],
    ['0,150 10*6/uL', 150],
    ['1500,000 /uL', 1.5],
    ['0.150 10*6/uL', 150],
  ])('"%s" is a number', (text, value) => {
    expect(readText(text, count)).toEqual({ interval: { low: value, high: value } });
  });

  test.each([
    "150'000/uL",
    "150'000 /uL",
    '150’000/uL',
    '150´000 /uL',
    '150 000 /uL',
    '150 000/uL',
    '150\u{a0}000 /uL',
    '150\u{202f}000 /uL',
    '1 500 000 /uL',
    '150_000 /uL',
    "<150'000 /uL",
    "100-150'000 /uL",
    '150,000 /uL',
    '150.000 /uL',
    '050,000 /uL',
    '0050.000 /uL',
    '<150,000 /uL',
    '100,000-150,000 /uL',
  ])('"%s" may have a thousands separator', (text) => {
    expect(readText(text, count)).toEqual({ problem: 'may have a thousands separator' });
  });

  test.each(["150'0000/uL", '15010*9/L', '1,500,0000/uL', '150 5/uL', '150 {10*3}/uL'])(
    '"%s" is not read as a number',
    (text) => {
      expect(readText(text, count)).toHaveProperty('problem');
    },
  );
});

describe('texts of laboratory values', () => {
  const ofFact = (fact: NumberContext['fact']): NumberContext => ({ ...percent, fact });
  const bilirubin = ofFact({ unit: 'mg/dL', minimum: 0, molarMass: 584.66 });
  const clearance = ofFact({ unit: 'mL/min', minimum: 0 });
  const ratio = ofFact({ unit: '1', unitOptional: true, minimum: 0 });

  test.each([
    ['1.2 MG/DL', bilirubin, 1.2],
    ['90 ML/MIN', clearance, 90],
    ['1,2 INR', ratio, 1.2],
    ['1.2 {ratio}', ratio, 1.2],
    ['1,2', ratio, 1.2],
  ])('"%s" is a number', (text, context, value) => {
    expect(readText(text, context)).toEqual({ interval: { low: value, high: value } });
  });

  test.each([
    ['1.125 mg/dL', bilirubin, 'may have a thousands separator'],
    ['1.125', ratio, 'may have a thousands separator'],
    ['90 ML/min', clearance, 'has a unit that is another in small letters'],
    ['3/4', ratio, 'has a unit that cannot be converted to 1'],
    ['3 B', ratio, 'has a unit that cannot be converted to 1'],
    ['30 %', ratio, 'has a unit that cannot be converted to 1'],
    ['17', bilirubin, 'has no unit'],
    ['<2', bilirubin, 'has no unit'],
    ['ca. 90', clearance, 'has no unit'],
  ])('"%s" cannot be used', (text, context, problem) => {
    expect(readText(text, context)).toEqual({ problem });
  });
});
