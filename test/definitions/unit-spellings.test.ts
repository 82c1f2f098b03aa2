/** What laboratories write in place of UCUM units, as the knowledge lists it. */
import { describe, expect, test } from '@jest/globals';
import { readQuantity, readText, type NumberContext } from '../../src/facts/read-number.js';
import { createUnitConverter } from '../../src/facts/units.js';
import { knowledge } from '../support/knowledge.js';

const { unitSpellings, approximateSpreadPercent } = knowledge.reading;
const convert = createUnitConverter(unitSpellings);
const ucum = createUnitConverter();

/** Arbitrary units convert into nothing but themselves. */
const arbitrary = '[IU]/L';

function contextOf(factId: string): NumberContext {
  const fact = knowledge.factById.get(factId) ?? { unit: '' };
  return { fact, convert, approximateSpreadPercent };
}

test.each(Object.entries(unitSpellings))('%s stands for %s, a unit of UCUM', (written, unit) => {
  const alone = { fact: { unit }, convert, approximateSpreadPercent };

  expect(ucum(unit === arbitrary ? unit : `${unit}{x}`, unit)).toBe(1);
  expect(readQuantity({ value: 7, unit: written }, alone)).toEqual({
    interval: { low: 7, high: 7 },
  });
  expect(readText(`7 ${written}`, alone)).toEqual({ interval: { low: 7, high: 7 } });
});

describe('in quantities and in texts alike', () => {
  test.each([
    ['platelets', 'x10E3/uL', 150, 150],
    ['platelets', 'Thousand/uL', 150, 150],
    ['platelets', 'thou/mcL', 150, 150],
    ['platelets', 'K/mcL', 150, 150],
    ['platelets', 'K/uL', 150, 150],
    ['platelets', 'K/UL', 150, 150],
    ['platelets', 'K/μL', 150, 150],
    ['platelets', 'x10^3/µL', 150, 150],
    ['platelets', '10*3/μL', 150, 150],
    ['platelets', '10*9/L', 150, 150],
    ['platelets', 'x10E9/L', 150, 150],
    ['platelets', 'Tsd/μl', 150, 150],
    ['platelets', 'cells/uL', 150000, 150],
    ['platelets', '/mcL', 150000, 150],
    ['inr', 'ratio', 1.2, 1.2],
    ['inr', '{ratio}', 1.2, 1.2],
    ['inr', 'INR', 1.2, 1.2],
    ['bilirubin', 'MG/DL', 1.2, 1.2],
    ['bilirubin', 'Mg/dL', 1.2, 1.2],
    ['albumin', 'gm/dL', 4, 4],
    ['eGFR', 'mL/min/1.73 m2', 60, 60],
    ['creatinineClearance', 'ML/min', 90, 90],
    ['ki67Percent', 'Prozent', 3, 3],
  ])('%s in %s', (fact, unit, value, read) => {
    const context = contextOf(fact);

    expect(readQuantity({ value, unit }, context)).toEqual({ interval: { low: read, high: read } });
    expect(readText(`${String(value)} ${unit}`, context)).toEqual({
      interval: { low: read, high: read },
    });
  });
});

describe('what is not listed stays unknown', () => {
  test.each([
    ['platelets', 'M/uL'],
    ['platelets', 'x10E6/uL'],
    ['platelets', "'000/uL"],
    ['platelets', 'thousand'],
    ['bilirubin', 'mg'],
    ['inr', 's'],
  ])('%s in %s', (fact, unit) => {
    expect(readQuantity({ value: 150, unit }, contextOf(fact))).toHaveProperty('problem');
  });
});
