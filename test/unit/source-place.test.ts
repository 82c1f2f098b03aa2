/** Frames of the bundled command, by maps made for the test. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describeError } from '../../src/observability/describe-error.js';
import { sourcePlace } from '../../src/observability/source-place.js';

const folder = mkdtempSync(join(tmpdir(), 'source place é-'));
const command = join(folder, 'dist/command');
const address = pathToFileURL(command).href;

beforeAll(() => {
  mkdirSync(command, { recursive: true });
  // The fifth column of the first line is line 12, column 3 of the source: 0-based differences in base64 VLQ.
  const map = { version: 3, names: [], mappings: 'IAWE' };
  writeFileSync(
    join(command, 'main.js.map'),
    JSON.stringify({ ...map, sources: ['../../src/pipeline.ts'] }),
  );
  writeFileSync(
    join(command, 'chunk-A.js.map'),
    JSON.stringify({ ...map, sources: ['../../node_modules/pg/src/client.ts'] }),
  );
  writeFileSync(join(command, 'damaged.js.map'), '{"version":3');
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test.each([
  ['a function', (file: string) => `    at handle (${address}/${file}:1:5)`],
  ['no function', (file: string) => `    at ${address}/${file}:1:5`],
  ['an async function', (file: string) => `    at async Object.handle (${address}/${file}:1:5)`],
])('a frame with %s is placed in its source', (_title, frame) => {
  expect(sourcePlace(frame('main.js'))).toBe('    at ../../src/pipeline.ts:12:3');
});

test.each([
  ['without a map', () => `    at handle (${address}/chunk-B.js:1:5)`],
  ['with a damaged map', () => `    at handle (${address}/damaged.js:1:5)`],
  ['elsewhere', () => '    at handle (/app/dist/src/pipeline.js:1:5)'],
  ['of Node.js', () => '    at emit (node:events:518:28)'],
])('a frame %s stays as it is', (_title, frame) => {
  expect(sourcePlace(frame())).toBe(frame());
});

test('an error is named with the first frame of ours, not of a package', () => {
  const error = new Error('words');
  error.stack = `Error: words\n    at f (${address}/chunk-A.js:1:5)\n    at g (${address}/main.js:1:5)`;

  expect(describeError(error)).toEqual({ errorName: 'Error', at: 'src/pipeline.ts:12:3' });
});
