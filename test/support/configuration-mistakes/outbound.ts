/** Mistakes in outbound connections and secrets. */
import type { Mistake } from './mistake.js';

function guessableKeys(...keys: readonly string[]): Readonly<Record<string, Mistake>> {
  const mistakes = keys.map((key): [string, Mistake] => [
    `the key ${key}`,
    {
      from: '{ file: pseudonym.key }',
      to: '{ environment: KEY }',
      message: 'is easily guessed',
      variables: { KEY: key },
    },
  ]);
  return Object.fromEntries(mistakes);
}

export const outboundMistakes: Readonly<Record<string, Mistake>> = {
  'authorities without a certificate': {
    from: 'certificateAuthoritiesFile: tls.pem',
    to: 'certificateAuthoritiesFile: tls.key',
    message: 'must hold certificates in PEM',
  },
  'a proxy of another kind': {
    from: 'url: http://proxy',
    to: 'url: socks5://proxy',
    message: '`url` must be an http or https address',
  },
  'a proxy with a password': {
    from: 'url: http://proxy',
    to: 'url: http://a:b@proxy',
    message: 'give them in `credentials`',
  },
  'a proxy with a path': {
    from: 'example:3128',
    to: 'example:3128/path',
    message: '`url` must have neither path nor query',
  },
  'a proxy around a pattern': {
    from: 'bypass: [fhir.',
    to: 'bypass: [.',
    message: 'entry 1 of `bypass` must be a host name',
  },
  'credentials without a password': {
    from: 'PROXY }',
    to: 'PROXY }',
    on: 'PROXY',
    message: 'must be written user:password',
    variables: { PROXY: 'user' },
  },
  'credentials that are not set': {
    from: 'environment: PROXY',
    to: 'environment: PROXIES',
    message: 'The environment variable named here is not set',
  },
  'credentials in a variable that is not set, named as in the examples': {
    from: 'environment: PROXY',
    to: 'environment: NELM_PROXY_2',
    message: 'The environment variable `NELM_PROXY_2` is not set',
  },
  'a secret in capitals in place of its variable': {
    from: 'environment: PROXY',
    to: 'environment: SUMMER_2024',
    message: 'The environment variable named here is not set',
  },
  'a long name that may be a secret': {
    from: 'environment: PROXY',
    to: `environment: NELM_${'B2'.repeat(20)}`,
    message: 'The environment variable named here is not set',
  },
  'credentials written out': {
    from: '{ environment: PROXY }',
    to: 'user:password',
    message: 'A secret is never written into the configuration',
  },
  'a key written out': {
    from: '{ file: pseudonym.key }',
    to: 'An0ther-k3y-of-thirty-two-bytes!',
    message: 'A secret is never written into the configuration',
  },
  'a key from two places': {
    from: '{ file: pseudonym.key }',
    to: '{ file: pseudonym.key, environment: PROXY }',
    message: 'one of the two',
  },
  'a key from nowhere': {
    from: '{ file: pseudonym.key }',
    to: '{}',
    message: 'A secret is never written into the configuration',
  },
  'a key that is not there': {
    from: 'file: pseudonym.key',
    to: 'file: none.key',
    message: 'does not exist or cannot be read',
  },
  'a short key': {
    from: 'file: pseudonym.key',
    to: 'file: short.key',
    message: 'must have at least 32 bytes',
  },
  'a key of one letter': {
    from: 'file: pseudonym.key',
    to: 'file: same.key',
    message: 'is easily guessed',
  },
  ...guessableKeys(
    'change-me-change-me-change-me-change-me',
    'Correct horse! Correct horse! Correct',
    'CHANGE-ME: your secret pseudonym key',
    'my_secret_password_example_password_42',
  ),
  'an empty key': {
    from: 'file: pseudonym.key',
    to: 'file: empty.key',
    message: 'The secret named here is empty',
  },
  'no key': {
    from: 'pseudonymKey: { file: pseudonym.key }\n',
    to: '',
    on: 'server:',
    message: 'The field `pseudonymKey` is missing.',
  },
};
