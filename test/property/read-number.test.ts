/** Whatever a text looks like: a number is read as a careful human would, or not at all. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readText, type NumberContext } from '../../src/facts/read-number.js';
import { createUnitConverter } from '../../src/facts/units.js';
import { isPoint } from '../../src/logic/intervals.js';
import { knowledge } from '../support/knowledge.js';

const { unitSpellings, approximateSpreadPercent } = knowledge.reading;
const convert = createUnitConverter(unitSpellings);
const numeric = knowledge.facts.filter(({ kind }) => kind === 'interval');
const contexts = numeric.map((fact): NumberContext => ({
  fact,
  convert,
  approximateSpreadPercent,
}));
const units = [
  ...new Set([...Object.keys(unitSpellings), ...numeric.map(({ unit = '1' }) => unit)]),
];

const anyContext = fc.constantFrom(...contexts);
const anyUnit = fc.constantFrom('', ' ', ...units.flatMap((unit) => [unit, ` ${unit}`]));
const anyJunk = fc.string({ maxLength: 6 });
const anyPiece = fc.oneof(
  anyJunk,
  anyUnit,
  fc.constantFrom(
    '150',
    '000',
    "'",
    '’',
    ',',
    '.',
    '-',
    '/',
    '(',
    ')',
    '{',
    '}',
    '%',
    '10*',
    '1e',
    'x',
  ),
);
const anySeparator = fc.constantFrom("'", '’', ' ', '\u{a0}', '\u{202f}', ',', '.', '_', '`', '´');

/** "<=0 %" leaves nothing but 0. */
function isLimit(value: number, { fact }: NumberContext): boolean {
  return value === fact.minimum || value === fact.maximum;
}

describe('texts', () => {
  test('with a comparator anywhere are never read as a point', () => {
    fc.assert(
      fc.property(
        anyContext,
        fc.array(anyPiece, { maxLength: 5 }),
        fc.constantFrom('<', '>', '≤', '≥', '<=', '>='),
        fc.array(anyPiece, { maxLength: 5 }),
        (context, before, comparator, after) => {
          const read = readText([...before, comparator, ...after].join(''), context);
          expect(
            'interval' in read && isPoint(read.interval) && !isLimit(read.interval.low, context),
          ).toBe(false);
        },
      ),
      { numRuns: 5000 },
    );
  });

  test('with groups of three figures are read as all of the number, or not at all', () => {
    fc.assert(
      fc.property(
        anyContext,
        fc.integer({ min: 1, max: 999 }),
        anySeparator,
        fc.constantFrom('000', '500', '120'),
        fc.constantFrom(...units, '/uL', ''),
        (context, head, separator, group, unit) => {
          const read = readText(`${String(head)}${separator}${group} ${unit}`, context);
          const { maximum = Infinity } = context.fact;
          expect('interval' in read && maximum === Infinity).toBe(false);
        },
      ),
      { numRuns: 5000 },
    );
  });

  test('that hold more figures than the number and a unit need are not read', () => {
    fc.assert(
      fc.property(
        anyContext,
        fc.integer({ min: 1, max: 99 }),
        fc.stringMatching(/^[/()'"*^:;|+.xX{}[\]]{1,2}$/),
        fc.integer({ min: 0, max: 99 }),
        fc.constantFrom('', ...units),
        (context, value, sign, more, unit) => {
          fc.pre(sign !== '.');
          const read = readText(`${String(value)}${sign}${String(more)}${unit}`, context);
          expect(read).toHaveProperty('problem');
        },
      ),
      { numRuns: 5000 },
    );
  });

  test('of a number and the unit of the fact are that number', () => {
    fc.assert(
      fc.property(
        anyContext,
        fc.integer({ min: 0, max: 400 }),
        fc.constantFrom('.', ','),
        (context, hundredths, separator) => {
          const value = hundredths / 100;
          const text = value.toFixed(2).replace('.', separator);
          const { unit = '1' } = context.fact;
          fc.pre(unit !== '1' && !unit.startsWith('/(2'));
          expect(readText(`${text} ${unit}`, context)).toEqual({
            interval: { low: value, high: value },
          });
        },
      ),
    );
  });

  test('of any kind do not throw', () => {
    fc.assert(
      fc.property(anyContext, fc.array(anyPiece, { maxLength: 8 }), (context, pieces) => {
        readText(pieces.join(''), context);
      }),
      { numRuns: 5000 },
    );
  });
});
