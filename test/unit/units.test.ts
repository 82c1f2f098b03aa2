import { describe, expect, test } from '@jest/globals';
import { createUnitConverter } from '../../src/facts/units.js';

const convert = createUnitConverter({ 'u/L': 'U/L', 'ml/min/1.73m²': 'mL/min/{1.73_m2}' });

describe('units with figures of their own', () => {
  test.each([
    ['10*3/uL', '10*9/L', 1],
    ['10^9/l', '10*9/L', 1],
    ['1000/uL', '10*9/L', 1],
    ['1/uL', '10*9/L', 0.001],
    ['/mm3', '10*9/L', 0.001],
    ['1{score}', '1', 1],
    ['{#}', '1', 1],
    ['/2mm2', '/(2.mm2)', 1],
    ['{mitoses}/10mm2', '/(2.mm2)', 0.2],
    ['mg/100mL', 'mg/dL', 1],
    ['{mitoses}/(2.mm2)', '/(2.mm2)', 1],
    ['ml/min/1.73m²', 'mL/min/{1.73_m2}', 1],
    ['mL/min/{1.73_m2}', 'mL/min/{1.73_m2}', 1],
  ])('%s in %s', (from, to, factor) => {
    expect(convert(from, to)).toBe(factor);
  });
});

describe('what may be a part of the number or of a comparator', () => {
  test.each([
    ["'000/uL", '10*9/L'],
    ["'0/uL", '10*9/L'],
    ['’000/uL', '10*9/L'],
    ['000/uL', '10*9/L'],
    ['0/uL', '10*9/L'],
    ['_000/uL', '10*9/L'],
    ['5/uL', '10*9/L'],
    ['10(9)/L', '10*9/L'],
    ['{10*3}/uL', '10*9/L'],
    ['/4', '1'],
    ['(2)', '1'],
    ['/2023', '1'],
    ['.2', '1'],
    ['258797006', '1'],
    ['%2', '%'],
    ['%-1', '%'],
    ['%/100', '%'],
    ['{<}%', '%'],
    ['2mm', 'mm'],
    ['(2.mm)', 'mm'],
  ])('%s is no unit', (from, to) => {
    expect(convert(from, to)).toBeUndefined();
  });
});

describe('what the library guesses is no unit', () => {
  test.each([
    ['gr/dL', 'g/dL'],
    ['gram/dL', 'g/dL'],
    ['{x}mg/dL', 'mg/dL'],
    ['/10HPF', '1'],
    ['ppm', '1'],
    ['inch', 'mm'],
    ['mil', 'mm'],
    ['month', 'd'],
  ])('%s in %s', (from, to) => {
    expect(convert(from, to)).toBeUndefined();
  });
});

describe('logarithms and temperatures have no factor', () => {
  test.each([
    ['B', '1'],
    ['dB', '1'],
    ['Np', '%'],
    ['Cel', 'K'],
    ['[pH]', 'mol/L'],
  ])('%s to %s', (from, to) => {
    expect(convert(from, to)).toBeUndefined();
  });
});

describe('the micro sign and the Greek letter', () => {
  test.each([
    ['µmol/L', 'umol/L', 1],
    ['μmol/L', 'umol/L', 1],
    ['10*3/µL', '10*9/L', 1],
    ['/μL', '10*9/L', 0.001],
  ])('%s in %s', (from, to, factor) => {
    expect(convert(from, to)).toBe(factor);
  });

  test.each([
    ['µ', 'g'],
    ['µ/L', 'U/L'],
    ['ΜU/L', 'U/L'],
  ])('%s is not taken for the atomic mass or a prefix', (from, to) => {
    expect(convert(from, to)).toBeUndefined();
  });
});
