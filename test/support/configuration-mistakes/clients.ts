/** Mistakes in clients: servers, origins, presentation. */
import { rsaPrivatePem } from '../configuration-folder.js';
import type { Mistake } from './mistake.js';

const firstServer = 'url: https://first.example/fhir/';
const secondServer = 'url: https://10.1.2.3/fhir\n        private: true';
const tokenUrl = 'tokenUrl: https://10.1.2.3/token';

export const clientMistakes: Readonly<Record<string, Mistake>> = {
  'an id in capitals': {
    from: 'id: first-ehr',
    to: 'id: First',
    message: '`id` must be written in small letters',
  },
  'an id twice': {
    from: 'id: third-ehr',
    to: 'id: first-ehr # third',
    message: 'An earlier client has the same `id`',
  },
  'no time zone': {
    from: '    timeZone: UTC\n',
    to: '',
    on: '- id: third-ehr',
    message: 'The field `timeZone` is missing in entry 3 of `clients`',
  },
  'a time zone that is none': {
    from: 'timeZone: UTC',
    to: 'timeZone: Europe/Berln',
    message: '`timeZone` is not a time zone known to this Node.js',
  },
  'an offset as time zone': {
    from: 'timeZone: UTC',
    to: "timeZone: '+01:00'",
    message: '`timeZone` must be the IANA name',
  },
  'a version as a number': {
    from: 'prefetch: only',
    to: 'cdsHooksVersion: 2.0\n    prefetch: only',
    message: '`cdsHooksVersion` must be a text, but is a number; put it in quotes',
  },
  'no FHIR server': {
    from: 'prefetch: only',
    to: 'prefetch: prefer',
    on: '- id: third-ehr',
    message: 'At least one server must be in `fhirServers`',
  },
  'a FHIR server in the clear': {
    from: firstServer,
    to: 'url: http://first.example/fhir',
    message: '`url` must begin with https://',
  },
  'a FHIR server twice': {
    from: firstServer,
    to: 'url: https://first.example/fhir/\n      - url: https://FIRST.example/fhir',
    on: 'FIRST',
    message: 'An earlier server of the client has the same `url`',
  },
  'a FHIR server with a query': {
    from: firstServer,
    to: 'url: https://first.example/fhir?a',
    message: '`url` must not have a query',
  },
  'a FHIR server with a fragment': {
    from: firstServer,
    to: "url: 'https://first.example/#'",
    message: '`url` must not have a fragment',
  },
  'a FHIR server with a password': {
    from: firstServer,
    to: 'url: https://a:b@first.example',
    message: '`url` must not hold a user or password',
  },
  'a FHIR server in a private network': {
    from: firstServer,
    to: 'url: https://10.9.9.9/fhir',
    message: '`url` has a private address: add `private: true`',
  },
  'a FHIR server on this machine': {
    from: firstServer,
    to: 'url: https://localhost/fhir',
    message: '`url` has a private address',
  },
  'a FHIR server on this machine, written as a number': {
    from: firstServer,
    to: 'url: https://2130706433/fhir',
    message: '`url` has a private address',
  },
  'a FHIR server of IPv6 on this machine': {
    from: firstServer,
    to: "url: 'https://[::1]/fhir'",
    message: '`url` has a private address',
  },
  'a link-local FHIR server': {
    from: secondServer,
    to: 'url: https://169.254.169.254/fhir\n        private: true',
    message: '`url` has a link-local or reserved address',
  },
  'a FHIR server of IPv4 in IPv6': {
    from: secondServer,
    to: "url: 'https://[::ffff:169.254.1.1]/fhir'\n        private: true",
    message: '`url` has a link-local or reserved address',
  },
  'a token address in the clear': {
    from: tokenUrl,
    to: 'tokenUrl: http://10.1.2.3/token',
    message: '`tokenUrl` must begin with https://',
  },
  'own access without a scope': {
    from: '          scope: system/*.rs\n',
    to: '',
    on: tokenUrl,
    message: 'The field `scope` is missing in `backendServices`',
  },
  'a private key written out': {
    from: '{ environment: BACKEND_KEY }',
    to: '"-----BEGIN PRIVATE KEY-----"',
    message: 'A secret is never written into the configuration',
  },
  'a private key that is none': {
    from: 'BACKEND_KEY }',
    to: 'BACKEND_KEY }',
    on: 'BACKEND_KEY',
    message: 'is not a private key in PEM',
    variables: { BACKEND_KEY: 'MARKER' },
  },
  'a private key for another algorithm': {
    from: 'BACKEND_KEY }',
    to: 'BACKEND_KEY }',
    on: 'BACKEND_KEY',
    message: 'fits no algorithm',
    variables: { BACKEND_KEY: rsaPrivatePem },
  },
  'every web origin': {
    from: 'https://second.example:8443',
    to: "'*'",
    message: 'entry 1 of `corsOrigins` must be one https origin',
  },
  'the web origin null': {
    from: 'https://second.example:8443',
    to: "'null'",
    message: 'must be one https origin',
  },
  'a web origin in the clear': {
    from: 'https://second.example:8443',
    to: 'http://second.example',
    message: 'must be one https origin',
  },
  'a web origin with a slash': {
    from: 'https://second.example:8443',
    to: 'https://second.example/',
    message: 'must be one https origin',
  },
  'a topic code with a hyphen': {
    from: 'code: SAFETY1',
    to: 'code: SAFETY-1',
    message: '`code` must be 1 to 100 letters and digits',
  },
  'a topic code too long': {
    from: 'code: SAFETY1',
    to: `code: ${'A'.repeat(101)}`,
    message: '`code` must be 1 to 100 letters and digits',
  },
  'a topic that no card has': {
    from: 'nelmSafetySystemic',
    to: 'nelmSafetySystemik',
    message: 'No card has the topic `nelmSafetySystemik`; did you mean `nelmSafetySystemic`?',
  },
  'an order that is not there': {
    from: 'referral: omit',
    to: 'referral: omit\n        scam: omit',
    on: 'scam',
    message: 'There is no order `scam`; did you mean `scan`?',
  },
  'an order without its code': {
    from: '        referral: omit\n',
    to: '',
    on: 'scan:',
    message: 'or `omit`; without: referral.',
  },
  'two codes where the client takes one': {
    from: "code: '17' }]",
    to: "code: '17' }, { system: 'urn:site', code: '18' }]",
    message: '`scan` must have exactly one code',
  },
  'an order left out in other words': {
    from: 'referral: omit',
    to: 'referral: none',
    message: '`referral` must be one of: omit',
  },
  'a link type that is none': {
    from: 'prefetch: only',
    to: 'presentation: { linkTypes: [relative] }\n    prefetch: only',
    message: 'entry 1 of `linkTypes` must be one of: absolute, smart',
  },
  'an app without a client id': {
    from: '      clientId: app-at-second\n',
    to: '',
    on: 'frameAncestors:',
    message: 'The field `clientId` is missing in `smartApp`',
  },
  'an app that any page may frame': {
    from: 'https://portal.second.example',
    to: "'*'",
    message: 'entry 1 of `frameAncestors` must be one https origin',
  },
  'an app that pages of any subdomain may frame': {
    from: 'https://portal.second.example',
    to: "'https://*.second.example'",
    message: 'entry 1 of `frameAncestors` must be one https origin',
  },
  'a framing origin that would add to the policy': {
    from: 'https://portal.second.example',
    to: "'https://a;script-src'",
    message: 'entry 1 of `frameAncestors` must be one https origin',
  },
  'a token endpoint instead of its origin': {
    from: 'https://login.second.example',
    to: 'https://login.second.example/token',
    message: 'entry 1 of `authorizationOrigins` must be one https origin',
  },
  'an app without a FHIR server': {
    from: 'prefetch: only',
    to: 'smartApp: { clientId: app }\n    prefetch: only',
    message: '`smartApp` needs at least one server in `fhirServers`',
  },
  'an app for two clients at one FHIR server': {
    from: 'prefetch: only',
    to: 'smartApp: { clientId: app }\n    fhirServers: [{ url: https://10.1.2.3/fhir, private: true }]\n    prefetch: only',
    message: 'An earlier client with `smartApp` has a FHIR server at, above or below',
  },
  'an app for two clients, one below the other': {
    from: 'prefetch: only',
    to: 'smartApp: { clientId: app }\n    fhirServers: [{ url: https://10.1.2.3/fhir/tenant, private: true }]\n    prefetch: only',
    message: 'the app could not tell the two apart',
  },
  'an app for two clients, one above the other': {
    from: 'prefetch: only',
    to: 'smartApp: { clientId: app }\n    fhirServers: [{ url: https://10.1.2.3, private: true }]\n    prefetch: only',
    message: 'the app could not tell the two apart',
  },
};
