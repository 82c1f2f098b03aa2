import { afterAll, expect, test } from '@jest/globals';
import { rmSync } from 'node:fs';
import { createFolder, load, soundText } from '../support/configuration-folder.js';

const folder = createFolder();
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const tls = '  tls: { certificateFile: tls.pem, keyFile: tls.key }\n';
const proxies = "trustedProxies: [10.0.0.5, 'fd00::/64']";
const topic = 'nelmSafetySystemic: { code: SAFETY1 }';
const scope = 'scope: system/*.rs';

/** The warnings as `line: sentence`. */
function warningsOf(...changes: readonly (readonly [from: string, to: string])[]) {
  const text = changes.reduce((changed, [from, to]) => {
    expect(changed.split(from)).toHaveLength(2);
    return changed.replace(from, () => to);
  }, soundText);
  const { warnings } = load(folder, text);
  return warnings.map((warning) => warning.replace(/^.*?:(\d+):\d+:/, '$1:'));
}

test.each([
  ['127.0.0.1', proxies],
  ['127.1.2.3', proxies],
  ["'::1'", proxies],
  ['localhost', proxies],
])('the host %s, which no trusted proxy can reach, is told at its line', (host, range) => {
  const warnings = warningsOf([tls, `  host: ${host}\n`], [proxies, range]);

  expect(warnings).toEqual([expect.stringMatching(/^3: `host` is an address that only/)]);
});

test('the usual host, which no trusted proxy can reach, is told at the server', () => {
  expect(warningsOf([tls, ''])).toEqual([expect.stringMatching(/^2: `host` is an address/)]);
});

test.each([
  ['that all can reach', '  host: 0.0.0.0\n', proxies],
  ['with TLS of its own', `  host: 127.0.0.1\n${tls}`, proxies],
  ['with a proxy beside it', '  host: 127.0.0.1\n', 'trustedProxies: [10.0.0.5, 127.0.0.1]'],
  ['with a range beside it', "  host: '::1'\n", 'trustedProxies: [127.0.0.0/8]'],
  ['with a proxy of IPv6 beside it', '  host: localhost\n', "trustedProxies: ['::1']"],
])('a host %s is well', (_name, host, range) => {
  expect(warningsOf([tls, host], [proxies, range])).toEqual([]);
});

test('two topics with one code are told at the second', () => {
  const second = 'nelmPathwaysSystemic: { code: SAFETY1, display: Other }';

  expect(warningsOf([topic, `${topic}\n        ${second}`])).toEqual([
    expect.stringMatching(/^30: An earlier topic has the same code/),
  ]);
});

test('two topics with a code each are well', () => {
  const second = 'nelmPathwaysSystemic: { code: SAFETY2 }';

  expect(warningsOf([topic, `${topic}\n        ${second}`])).toEqual([]);
});

test.each([
  ['system/Patient.rs', 'Condition'],
  ['openid system/Condition.r?category=a user/Observation.rs', 'Patient'],
  ['system/Binary.rs', 'Patient, Condition'],
])('the scope %s lacks %s', (given, missing) => {
  expect(warningsOf([scope, `scope: ${given}`])).toEqual([
    expect.stringMatching(
      new RegExp(`^\\d+: \`scope\` lacks what is read as well: ${missing}\\.$`),
    ),
  ]);
});

test.each(['system/Patient.rs system/Condition.rs', 'system/Patient.rs system/*.rs', 'launch all'])(
  'the scope %s is well',
  (given) => {
    expect(warningsOf([scope, `scope: ${given}`])).toEqual([]);
  },
);
