/** Tokens that are refused, one for each reason but those that take a key server of their own. */
import { publicTestKeyId } from '../../../src/trust/public-test-client.js';
import { encodeSegment, type TokenOverrides } from '../cds-client.js';
import { servicePath } from '../production-service.js';
import { markedUrl } from './marked-servers.js';
import type { Step } from './steps.js';
import { marker } from './traces.js';

type Run = Step['run'];

/** A call with a token that is told apart from a good one by these parts. */
const signed =
  (token: TokenOverrides, as?: 'clinic'): Run =>
  ({ send, request, service }) =>
    send(servicePath, { body: request(), token, as: as ? service.clinic : service.hospital });

const withHeader =
  (authorization: string): Run =>
  ({ send, request }) =>
    send(servicePath, { body: request(), as: null, headers: { authorization } });

const seconds = (): number => Math.floor(Date.now() / 1_000);

/** By the reason that the log tells. */
const unproven: Readonly<Record<string, Run>> = {
  'no-token': withHeader(`Basic ${Buffer.from(marker('basic')).toString('base64')}`),
  malformed: withHeader(`Bearer ${encodeSegment(marker('segment'))}.${marker('b')}.c`),
  'unknown-issuer': signed({ claims: { iss: `https://${marker('issuer')}.example` } }),
  'unknown-tenant': signed({ claims: { tenant: marker('other-tenant') } }, 'clinic'),
  'public-test-key': signed({ header: { kid: publicTestKeyId, [marker('header')]: 1 } }),
  algorithm: signed({ header: { alg: 'HS256' }, claims: { [marker('claim')]: marker('value') } }),
  jku: signed({ header: { jku: markedUrl } }),
  'unknown-key': signed({ header: { kid: marker('kid') } }),
  signature: ({ send, request, authorization, service }) =>
    send(servicePath, {
      body: request(),
      as: null,
      headers: {
        authorization: authorization(service.hospital).replace(
          /\.[^.]+$/,
          `.${Buffer.alloc(96, marker('signature')).toString('base64url')}`,
        ),
      },
    }),
  claims: signed({ claims: { iat: marker('iat') } }),
  audience: signed({ claims: { aud: `https://${marker('audience')}.example` } }),
  expired: signed({ claims: { iat: seconds() - 900, exp: seconds() - 600 } }),
  'not-yet-valid': signed({ claims: { nbf: seconds() + 600 } }),
  lifetime: signed({ claims: { exp: seconds() + 90_000 } }),
  replayed: async (bench) => {
    const token = { claims: { jti: marker('jti-again') } };
    await bench.send('/cds-services', { token });
    return bench.send('/cds-services', { token });
  },
};

export const unprovenRequests: readonly Step[] = Object.entries(unproven).map(([reason, run]) => ({
  title: `a token refused for: ${reason}`,
  status: 401,
  code: 'NOT_AUTHENTICATED',
  run,
}));
