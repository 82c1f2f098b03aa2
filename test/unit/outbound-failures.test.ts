import { OutboundError, failureOf } from '../../src/outbound/index.js';

const withCode = (code: unknown, cause?: unknown): Error =>
  Object.assign(new Error('ZZ', { cause }), { code });

test.each([
  ['ENOTFOUND', 'name-not-found'],
  ['EAI_AGAIN', 'name-not-found'],
  ['ECONNREFUSED', 'connection-refused'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'certificate'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
  ['CERT_HAS_EXPIRED', 'certificate'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate'],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls'],
  ['ERR_TLS_HANDSHAKE_TIMEOUT', 'tls'],
  ['EPROTO', 'tls'],
  ['ETIMEDOUT', 'timeout'],
  ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
  ['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
  ['UND_ERR_BODY_TIMEOUT', 'timeout'],
  ['UND_ERR_RES_EXCEEDED_MAX_SIZE', 'too-large'],
  ['ECONNRESET', 'network'],
  ['patient-1', 'network'],
  [42, 'network'],
])('the code %p is told as %s, also of a cause', (code, failure) => {
  expect(failureOf(withCode(code))).toBe(failure);
  expect(failureOf(new TypeError('fetch failed', { cause: withCode(code) }))).toBe(failure);
  expect(failureOf(withCode('UND_ERR_SOCKET', new Error('ZZ', { cause: withCode(code) })))).toBe(
    failure,
  );
});

test.each([undefined, null, 'ENOTFOUND', {}, new Error('ENOTFOUND')])(
  '%p, which has no code, is told as network',
  (error) => {
    expect(failureOf(error)).toBe('network');
  },
);

test('a failure that is named already keeps its name', () => {
  expect(failureOf(new TypeError('ZZ', { cause: new OutboundError('address') }))).toBe('address');
});

test('causes that go round in a circle come to an end', () => {
  const error = new Error('ZZ');
  error.cause = error;

  expect(failureOf(error)).toBe('network');
});
