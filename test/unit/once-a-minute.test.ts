import { onceAMinute } from '../../src/serving/once-a-minute.js';

function bench() {
  let at = 0;
  const told: string[] = [];
  const happen = onceAMinute<string>(
    () => new Date(at),
    (kind, count) => told.push(`${kind} ${count}`),
  );
  return {
    happen,
    told,
    pass: (seconds: number) => {
      at += seconds * 1000;
    },
  };
}

test('the first of a kind is told at once, those of the same minute are not', () => {
  const { happen, pass, told } = bench();

  happen('timeout');
  pass(59.999);
  happen('timeout');

  expect(told).toEqual(['timeout 1']);
});

test('the first after a minute is told with those that were not', () => {
  const { happen, pass, told } = bench();

  for (let number = 0; number < 5; number += 1) happen('timeout');
  pass(60);
  happen('timeout');
  pass(60);
  happen('timeout');

  expect(told).toEqual(['timeout 1', 'timeout 5', 'timeout 1']);
});

test('kinds are counted apart', () => {
  const { happen, told } = bench();

  happen('timeout');
  happen('certificate');
  happen('timeout');

  expect(told).toEqual(['timeout 1', 'certificate 1']);
});
