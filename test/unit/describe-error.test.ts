import { describeError } from '../../src/observability/describe-error.js';

const quoting = 'a chart\n    at name (/src/of-a-patient.ts:1:1)';

function fault(message: string, change: Partial<Error> = {}): Error {
  const error = new Error(message);
  error.stack = `Error: ${message}\n    at f (/app/dist/src/gather/x.js:3:5)\n    at g (/app/src/pipeline.ts:7:9)`;
  return Object.assign(error, change);
}

test.each([
  ['a message', fault('some words'), 'Error'],
  ['a message with lines like frames', fault(quoting), 'Error'],
  ['a name given later', fault(quoting, { name: 'OtherError' }), 'OtherError'],
  ['no message', fault(''), 'Error'],
])('an error with %s is named with the first frame of ours', (_title, error, errorName) => {
  expect(describeError(error)).toEqual({ errorName, at: 'src/gather/x.js:3:5' });
});

test('an error whose message was changed later has no frame', () => {
  expect(describeError(fault(quoting, { message: 'other' }))).toEqual({ errorName: 'Error' });
});

test('what is no error has nothing to tell', () => {
  expect(describeError({ message: 'x', stack: 'y' })).toEqual({});
});
