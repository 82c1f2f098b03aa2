import { spawnSync } from 'node:child_process';
import {
  curlCommand,
  readableJson,
  shownRequest,
  sizeText,
  summariseEvaluation,
} from '../../../sandbox/page/browser/calling/developer-view.js';

const request = {
  hook: 'patient-view',
  hookInstance: '1',
  fhirAuthorization: { access_token: 'abcdefghijklmnopqrstuvwxyz', token_type: 'Bearer' },
  context: { patientId: "o'neil $(date) `id`\nEND_OF_REQUEST" },
};

test('a token is shown shortened, however short it is', () => {
  expect(shownRequest(request).fhirAuthorization?.access_token).toBe('abcdef… (26 characters)');
  const short = { ...request, fhirAuthorization: { access_token: 'abcdef' } };
  expect(shownRequest(short).fhirAuthorization?.access_token).toBe('ab… (6 characters)');
});

test('the curl command gives a shell the request as it was, and nothing to run', () => {
  const command = curlCommand({ url: 'http://127.0.0.1:1/x', request });
  const stubbed = `curl() { printf '%s\\n' "$@"; cat; }\n${command}`;
  const { stdout } = spawnSync('sh', ['-c', stubbed], { encoding: 'utf8' });

  const [, url] = stdout.split('\n');
  expect(url).toBe('http://127.0.0.1:1/x');
  expect(JSON.parse(stdout.slice(stdout.indexOf('{')))).toEqual(request);
});

test('a message without end is cut, and says so', () => {
  expect(readableJson('x'.repeat(300_010))).toMatch(/12 more characters are not shown\.$/);
});

test.each([
  [999, '999 B'],
  [1_000, '1.0 kB'],
  [79_432, '79.4 kB'],
])('%d bytes are %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});

test('an evaluation is told in a few lines', () => {
  const summary = summariseEvaluation({
    knowledge: { edition: 'review-2016', version: '1.0.0' },
    facts: { grade: { status: 'known' }, ki67: { status: 'unknown', reason: 'stale' }, odd: 5 },
    pathways: {
      b: { status: 'excluded' },
      a: { status: 'criteria-met' },
      c: { status: 'criteria-met' },
    },
    queries: { conditions: 'data' },
  });

  expect(summary).toEqual({
    knowledge: 'review-2016 1.0.0',
    knownFacts: 1,
    unknownFacts: [{ id: 'ki67', reason: 'stale' }],
    pathways: [
      { status: 'Criteria met', ids: ['a', 'c'] },
      { status: 'Excluded', ids: ['b'] },
    ],
    queries: [{ key: 'conditions', state: 'data' }],
  });
});
