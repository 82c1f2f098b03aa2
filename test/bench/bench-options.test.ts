import { readBenchOptions, usageOf } from '../../bench/bench-options.js';

const parts = ['cql', 'start'];

test('without arguments everything is measured', () => {
  expect(readBenchOptions([], parts)).toEqual({ isQuick: false, only: [], soak: 12_000 });
});

test('a run may be quick, of some parts, and as long as wanted', () => {
  const args = ['--quick', '--only', 'cql', '--only', 'start', '--soak', '1000000'];

  expect(readBenchOptions(args, parts)).toEqual({
    isQuick: true,
    only: ['cql', 'start'],
    soak: 1_000_000,
  });
});

test('the help tells every option, and the parts by name', () => {
  const help = usageOf(parts);

  expect(help.match(/^ {2}--\w+/gm)).toEqual(['  --quick', '  --only', '  --soak', '  --help']);
  expect(help).toContain('cql, start');
});

test.each([
  { args: ['--only', 'other'], problem: 'There is no part other.' },
  { args: ['--soak', 'long'], problem: '--soak takes a number' },
  { args: ['--soak', '10'], problem: '--soak takes a number' },
  { args: ['--slow'], problem: "Unknown option '--slow'" },
])('refuses $args', ({ args, problem }) => {
  expect(() => readBenchOptions(args, parts)).toThrow(problem);
});
