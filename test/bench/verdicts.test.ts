import { verdictOf } from '../../bench/report/findings.js';
import { roundedText } from '../../bench/report/markdown-report.js';

const common = { what: 'something', unit: 'x' };

test.each([
  { wanted: 'at-most', measured: 0.9, bar: 1.25, beyond: 1, verdict: 'beyond' },
  { wanted: 'at-most', measured: 1, bar: 1.25, beyond: 1, verdict: 'beyond' },
  { wanted: 'at-most', measured: 1.25, bar: 1.25, beyond: 1, verdict: 'reached' },
  { wanted: 'at-most', measured: 1.26, bar: 1.25, beyond: 1, verdict: 'not reached' },
  { wanted: 'at-least', measured: 200, bar: 50, beyond: 200, verdict: 'beyond' },
  { wanted: 'at-least', measured: 60, bar: 50, beyond: 200, verdict: 'reached' },
  { wanted: 'at-least', measured: 49, bar: 50, beyond: 200, verdict: 'not reached' },
  { wanted: 'at-most', measured: NaN, bar: 50, beyond: 20, verdict: 'not reached' },
] as const)(
  '$measured where $wanted $bar is wanted, and $beyond would be outstanding: $verdict',
  ({ verdict, ...judged }) => {
    expect(verdictOf({ ...common, ...judged })).toBe(verdict);
  },
);

test('without a figure for outstanding, a bar is reached at best', () => {
  expect(verdictOf({ ...common, wanted: 'at-most', measured: 0, bar: 1 })).toBe('reached');
});

test.each([
  { value: 0.012345, text: '0.0123' },
  { value: 12.345, text: '12.3' },
  { value: 1234.5, text: '1235' },
  { value: 0, text: '0' },
  { value: NaN, text: 'none' },
])('$value is written $text', ({ value, text }) => {
  expect(roundedText(value)).toBe(text);
});
