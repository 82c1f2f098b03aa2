/** What laboratories write in place of UCUM units, as the knowledge lists it. */
import { describe, expect, test } from '@jest/globals';
import { readQuantity, readText, type NumberContext } from '../../src/facts/read-number.js';
import { createUnitConverter, isUcumUnit } from '../../src/facts/units.js';
import { knowledge } from '../support/knowledge.js';

const { unitSpellings, approximateSpreadPercent } = knowledge.reading;
const convert = createUnitConverter(unitSpellings);

function contextOf(factId: string): NumberContext {
  const fact = knowledge.factById.get(factId) ?? { unit: '' };
  return { fact, convert, approximateSpreadPercent };
}

test.each(Object.entries(unitSpellings))('%s stands for %s, a unit of UCUM', (written, unit) => {
  const alone = { fact: { unit }, convert, approximateSpreadPercent };

  expect(isUcumUnit(unit)).toBe(true);
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
    ['albumin', 'gr/dL', 4.2, 4.2],
    ['albumin', 'GR/DL', 4.2, 4.2],
    ['albumin', 'gr/L', 42, 4.2],
    ['albumin', 'G/dL', 4.2, 4.2],
    ['albumin', 'gm%', 4.2, 4.2],
    ['albumin', 'g%', 4.2, 4.2],
    ['albumin', 'g/100mL', 4.2, 4.2],
    ['albumin', 'gram/deciliter', 4.2, 4.2],
    ['bilirubin', 'mgs/dL', 1.2, 1.2],
    ['bilirubin', 'mg/dl', 1.2, 1.2],
    ['bilirubin', 'µmol/l', 1000, 58.466],
    ['bilirubin', 'UMOL/L', 1000, 58.466],
    ['mitoticCount', '/2mm2', 3, 3],
    ['mitoticCount', '{mitoses}/2mm2', 3, 3],
    ['mitoticCount', '/10mm2', 10, 2],
    ['largestLiverLesionMm', 'centimeter', 3, 30],
    ['stableDiseaseMonths', 'month', 6, 6],
    ['eGFR', 'mL/min/1.73 m2', 60, 60],
    ['eGFR', 'ml/min/{1.73_m2}', 60, 60],
    ['eGFR', 'mL/min/{1.73m2}', 60, 60],
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
    ['albumin', 'gr/mL'],
    ['albumin', '[gr/dL'],
    ['haemoglobin', 'GR/dL'],
    ['mitoticCount', '/10HPF'],
    ['mitoticCount', '/HPF'],
    ['largestLiverLesionMm', 'mil'],
    ['largestLiverLesionMm', 'foot'],
    ['inr', 'ppm'],
  ])('%s in %s', (fact, unit) => {
    expect(readQuantity({ value: 150, unit }, contextOf(fact))).toHaveProperty('problem');
  });
});
