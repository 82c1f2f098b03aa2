/** Requests that no chart is read for. */
import { gzipSync } from 'node:zlib';
import { feedbackPath, servicePath } from '../production-service.js';
import { markedUrl } from './marked-servers.js';
import type { Step } from './steps.js';
import { marker } from './traces.js';

type Run = Step['run'];

const post =
  (body: unknown, headers: Readonly<Record<string, string>> = {}): Run =>
  ({ send }) =>
    send(servicePath, { body, headers });

const call =
  (changes: Readonly<Record<string, unknown>>): Run =>
  ({ send, request }) =>
    send(servicePath, { body: request(changes) });

const feedback =
  (body: unknown): Run =>
  ({ send }) =>
    send(feedbackPath, { body });

const unreadable: readonly Step[] = [
  ['text that is no JSON', post(`{"${marker('json-key')}": ${marker('json-text')}`)],
  ['text that is no UTF-8', post(Buffer.from([0x22, ...Buffer.from(marker('latin')), 0xff, 0x22]))],
  ['text nested too deeply', post(`${'['.repeat(300)}"${marker('deep')}"`)],
  ['damaged gzip', post(marker('no-gzip'), { 'content-encoding': 'gzip' })],
  ['gzip cut short', post(gzipSync(marker('cut')).subarray(0, 20), { 'content-encoding': 'gzip' })],
  ['damaged brotli', post(marker('no-brotli'), { 'content-encoding': 'br' })],
].map(([title, run]) => ({
  title: title as string,
  status: 400,
  code: 'REQUEST_BODY_INVALID',
  run: run as Run,
}));

const invalid: readonly Step[] = [
  ['a body that is a text', post(JSON.stringify(marker('text-body')))],
  ['a patient id with a path', call({ context: { patientId: `../${marker('path')}` } })],
  ['a patient id that is none', call({ context: { patientId: { a: marker('object') } } })],
  ['a token that is none', call({ fhirAuthorization: { access_token: `a b${marker('token')}` } })],
  ['a FHIR address that is none', call({ fhirServer: marker('no-address') })],
  ['a FHIR address with a user', call({ fhirServer: `https://${marker('user')}:x@localhost/` })],
  [
    'an id that cannot be read with',
    call({ context: { patientId: `${'.'.repeat(256)}${marker('long-id')}` } }),
  ],
  ['a prefetch that is a text', call({ prefetch: marker('prefetch-text') })],
  ['feedback that is none', feedback({ [marker('feedback-key')]: marker('feedback-text') })],
  [
    'feedback without a usable item',
    feedback({ feedback: [{ card: marker('card'), outcome: marker('outcome') }] }),
  ],
].map(([title, run]) => ({
  title: title as string,
  status: 400,
  code: 'CDS_REQUEST_INVALID',
  run: run as Run,
}));

const refused: readonly Step[] = [
  {
    title: 'another hook',
    status: 400,
    code: 'HOOK_MISMATCH',
    run: call({ hook: marker('hook') }),
  },
  {
    title: 'another patient in the prefetch',
    status: 400,
    code: 'PATIENT_MISMATCH',
    run: call({ prefetch: { patient: { resourceType: 'Patient', id: marker('other-patient') } } }),
  },
  {
    title: 'an unregistered FHIR server',
    status: 403,
    code: 'FHIR_SERVER_NOT_ALLOWED',
    run: call({ fhirServer: markedUrl }),
  },
  {
    title: 'a request that came in the clear',
    status: 403,
    code: 'TRANSPORT_NOT_TRUSTED',
    run: ({ send, request }) =>
      send(servicePath, { body: request(), headers: { 'x-forwarded-proto': marker('proto') } }),
  },
  {
    title: 'an unknown address',
    status: 404,
    code: 'NOT_FOUND',
    run: ({ send }) => send(`/${marker('path')}`),
  },
  {
    title: 'an address that cannot be decoded',
    status: 404,
    code: 'NOT_FOUND',
    run: ({ send }) => send(`/evidence/%E0%A4/${marker('undecodable')}`),
  },
  {
    title: 'an unknown edition',
    status: 404,
    code: 'NOT_FOUND',
    run: ({ send }) => send(`/evidence/${marker('edition')}`),
  },
  {
    title: 'an unknown pathway',
    status: 404,
    code: 'NOT_FOUND',
    run: ({ send }) => send(`/evidence/review-2016/${marker('pathway')}`),
  },
  {
    title: 'an unknown service',
    status: 404,
    code: 'SERVICE_UNKNOWN',
    run: ({ send, request }) => send(`/cds-services/${marker('service')}`, { body: request() }),
  },
  {
    title: 'feedback for an unknown service',
    status: 404,
    code: 'SERVICE_UNKNOWN',
    run: ({ send }) => send(`/cds-services/${marker('service')}/feedback`, { body: {} }),
  },
  {
    title: 'a method that is not allowed',
    status: 405,
    code: 'METHOD_NOT_ALLOWED',
    run: ({ send, request }) => send(servicePath, { method: 'PUT', body: request() }),
  },
  {
    title: 'a preflight',
    status: 204,
    run: ({ send }) => send(servicePath, { method: 'OPTIONS', as: null }),
  },
  {
    title: 'a body that is too large',
    status: 413,
    code: 'REQUEST_TOO_LARGE',
    run: post(JSON.stringify(marker('large').repeat(20_000))),
  },
  {
    title: 'a prefetch of too many resources',
    status: 413,
    code: 'REQUEST_TOO_LARGE',
    run: call({
      prefetch: { [marker('many')]: { entry: Array.from({ length: 2_001 }, () => 1) } },
    }),
  },
  {
    title: 'another media type',
    status: 415,
    code: 'MEDIA_TYPE_NOT_SUPPORTED',
    run: post(marker('text'), { 'content-type': `text/plain; charset=${marker('charset')}` }),
  },
  {
    title: 'another content coding',
    status: 415,
    code: 'MEDIA_TYPE_NOT_SUPPORTED',
    run: post(marker('text'), { 'content-encoding': marker('coding') }),
  },
];

export const refusedRequests: readonly Step[] = [...unreadable, ...invalid, ...refused];
