/** Mistakes in how clients are recognised. */
import { ecPublicJwk, rsaPublicJwk, shortRsaJwk } from '../configuration-folder.js';
import type { Mistake } from './mistake.js';

const inlineKey = '{ kty: EC, crv: P-384, kid: one, x: "${EC_X}", y: "${EC_Y}" }';
const jwksUrl = "jwksUrl: 'https://first.example/jwks?v=1'";
const inlineOf = (...keys: readonly object[]): string =>
  keys.map((key) => JSON.stringify(key)).join('\n          - ');

export const authenticationMistakes: Readonly<Record<string, Mistake>> = {
  'an empty issuer': {
    from: 'issuer: https://first.example/fhir',
    to: "issuer: ''",
    message: '`issuer` must be one line that is not empty',
  },
  'the public sandbox': {
    from: 'issuer: https://first.example/fhir',
    to: 'issuer: https://sandbox.cds-hooks.org',
    message: 'the public CDS Hooks sandbox is never trusted',
  },
  'keys of the public sandbox': {
    from: jwksUrl,
    to: 'jwksUrl: https://sandbox.cds-hooks.org/.well-known/jwks.json',
    message: 'the public CDS Hooks sandbox is never trusted',
  },
  'the public sandbox as jku': {
    from: 'https://first.example/old-jwks',
    to: 'https://sandbox.cds-hooks.org/jwks',
    message: 'the public CDS Hooks sandbox is never trusted',
  },
  'the key of the public sandbox': {
    from: 'kid: one',
    to: 'kid: 44823f3d-0b01-4a6c-a80e-b9d3e8a7226f',
    message: 'whose private key is published',
  },
  'two clients with one issuer and tenant': {
    from: 'https://shared.example\n      tenant: three',
    to: 'https://shared.example # again\n      tenant: two',
    message: 'An earlier client has the same `issuer`',
  },
  'two clients with one issuer, one without tenant': {
    from: 'https://shared.example\n      tenant: three',
    to: 'https://shared.example # again',
    message: 'An earlier client has the same `issuer`',
  },
  'two clients with one issuer, the earlier without tenant': {
    from: 'issuer: https://shared.example\n      tenant: two',
    to: "issuer: 'https://shared.example'",
    on: 'issuer: https://shared.example',
    message: 'An earlier client has the same `issuer`',
  },
  'no audience': {
    from: 'audiences: [https://cds.hospital.example/nelm]',
    to: 'audiences: []',
    message: '`audiences` must not be empty',
  },
  'a symmetric algorithm': {
    from: 'tenant: two',
    to: 'tenant: two\n      algorithms: [HS256]',
    on: 'HS256',
    message: 'entry 1 of `algorithms` must be one of: RS384',
  },
  'a clock too far off': {
    from: 'tenant: two',
    to: 'tenant: two\n      clockSkewSeconds: 301',
    on: 'clockSkew',
    message: '`clockSkewSeconds` must be <= 300',
  },
  'no keys': {
    from: `keys: { ${jwksUrl} }`,
    to: 'keys: {}',
    message: '`keys` must have either `jwksUrl` or `inline`',
  },
  'keys in two ways': {
    from: '        inline:',
    to: '        jwksUrl: https://a.example/jwks\n        inline:',
    message: '`keys` must have either `jwksUrl` or `inline`',
  },
  'keys in the clear': {
    from: jwksUrl,
    to: 'jwksUrl: http://first.example/jwks',
    message: '`jwksUrl` must begin with https://',
  },
  'keys in a private network': {
    from: jwksUrl,
    to: 'jwksUrl: https://192.168.0.9/jwks',
    message: '`jwksUrl` has a private address',
  },
  'a jku in the clear': {
    from: 'https://first.example/old-jwks',
    to: 'http://first.example/jwks',
    message: 'entry 1 of `allowedJkus` must begin with https://',
  },
  'a shared secret': {
    from: inlineKey,
    to: inlineOf({ kty: 'oct', kid: 'one', k: 'MARKER' }),
    message: 'entry 1 of `inline` is a shared secret',
  },
  'a private key': {
    from: inlineKey,
    to: inlineOf({ ...ecPublicJwk, kid: 'one', d: 'MARKER' }),
    message: 'is a private key (d)',
  },
  'a private RSA key': {
    from: inlineKey,
    to: inlineOf({ ...rsaPublicJwk, kid: 'one', p: 'MARKER', q: 'MARKER' }),
    message: 'is a private key (p, q)',
  },
  'a short RSA key': {
    from: inlineKey,
    to: inlineOf({ ...shortRsaJwk, kid: 'one' }),
    message: 'fewer than 2048 bits',
  },
  'a key without kid': {
    from: inlineKey,
    to: inlineOf(ecPublicJwk),
    message: 'The field `kid` is missing in entry 1 of `inline`',
  },
  'a kid twice': {
    from: inlineKey,
    to: inlineOf({ ...ecPublicJwk, kid: 'one' }, { ...rsaPublicJwk, kid: 'one' }),
    on: '"RSA"',
    message: 'entry 2 of `inline` has the `kid` of an earlier key',
  },
  'a key for no accepted algorithm': {
    from: 'tenant: two',
    to: 'tenant: two\n      algorithms: [RS384]',
    on: 'kty: EC',
    message: 'fits no algorithm that is accepted',
  },
  'a key for another algorithm': {
    from: inlineKey,
    to: inlineOf({ ...rsaPublicJwk, kid: 'one', alg: 'RS256' }),
    message: 'fits no algorithm that is accepted',
  },
  'a key for encryption': {
    from: inlineKey,
    to: inlineOf({ ...ecPublicJwk, kid: 'one', use: 'enc' }),
    message: 'is not for signatures',
  },
  'a key that is broken': {
    from: inlineKey,
    to: inlineOf({ ...ecPublicJwk, kid: 'one', y: 'AA' }),
    message: 'is not a public JSON Web Key that can be used',
  },
};
