/** The search that the proof of privacy rests on finds what it should, in whatever form. */
import { createTraceSearch, marker } from '../support/privacy/traces.js';

const search = createTraceSearch();
search.add('1951-07-29');
const secret = `some text with ${marker('thing')} in it`;

test.each([
  ['plain text', secret],
  ['capitals', secret.toUpperCase()],
  ['an address', encodeURIComponent(secret)],
  ['base64', Buffer.from(secret).toString('base64')],
  ['base64, one byte on', Buffer.from(` ${secret}`).toString('base64')],
  ['base64url, two bytes on', Buffer.from(`  ${secret}`).toString('base64url')],
  ['hexadecimal', Buffer.from(secret).toString('hex')],
  ['UTF-16', Buffer.from(secret, 'utf16le').toString('latin1')],
  ['JSON in JSON', JSON.stringify(JSON.stringify({ [secret]: 1 }))],
  ['a secret without a marker', 'born 1951-07-29T00:00:00Z'],
])('a trace is found in %s', (_form, text) => {
  expect(search.find(`before ${text} after`)).toHaveLength(1);
});

test('a text without a trace has none', () => {
  expect(search.find('{"cards":[],"date":"1951-07-28","note":"marker"}')).toEqual([]);
});
