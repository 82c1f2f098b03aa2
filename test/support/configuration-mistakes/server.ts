/** Mistakes in server, limits, store, knowledge and log. */
import type { Mistake } from './mistake.js';

const baseUrl = 'baseUrl: https://CDS.hospital.example/nelm/';
const tls = 'tls: { certificateFile: tls.pem, keyFile: tls.key }';
const proxies = "trustedProxies: [10.0.0.5, 'fd00::/64']";

export const serverMistakes: Readonly<Record<string, Mistake>> = {
  'a field that is not known': {
    from: 'limits:',
    to: 'limit:',
    message: '`limit` is not a field known here; did you mean `limits`?',
  },
  'an edition that is not there': {
    from: 'limits:\n',
    to: 'knowledge: { edition: nope }\nlimits:\n',
    message: 'There is no such edition; there are: review-2016, review-2026.',
  },
  'no base address': {
    from: `  ${baseUrl}\n`,
    to: '',
    on: 'tls:',
    message: 'The field `baseUrl` is missing in `server`',
  },
  'a base address in the clear': {
    from: baseUrl,
    to: 'baseUrl: http://cds.example',
    message: '`baseUrl` must begin with https://',
  },
  'a base address with a query': {
    from: baseUrl,
    to: 'baseUrl: https://cds.example/?a=b',
    message: '`baseUrl` must not have a query',
  },
  'a base address with a fragment': {
    from: baseUrl,
    to: "baseUrl: 'https://cds.example/#a'",
    message: '`baseUrl` must not have a fragment',
  },
  'a base address with a password': {
    from: baseUrl,
    to: 'baseUrl: https://a:b@cds.example',
    message: '`baseUrl` must not hold a user or password',
  },
  'a base address that is none': {
    from: baseUrl,
    to: 'baseUrl: cds.example',
    message: '`baseUrl` must be a full https address',
  },
  'a base path with a slash at its end': {
    from: baseUrl,
    to: `${baseUrl}\n  basePath: /nelm/`,
    on: 'basePath',
    message: '`basePath` must be empty or a path',
  },
  'neither TLS nor proxies': {
    from: `  ${tls}\n  ${proxies}\n`,
    to: '',
    on: baseUrl,
    message: 'Either `tls` or `trustedProxies` must be given',
  },
  'a certificate that is not there': {
    from: 'certificateFile: tls.pem, ',
    to: 'certificateFile: none.pem, ',
    message: 'The file named here does not exist',
  },
  'a certificate that is a folder': {
    from: 'certificateFile: tls.pem, ',
    to: 'certificateFile: ., ',
    message: 'What is named here is not a file',
  },
  'a certificate that is none': {
    from: 'certificateFile: tls.pem, ',
    to: 'certificateFile: tls.key, ',
    message: 'not a certificate in PEM',
  },
  'a key that is none': {
    from: 'keyFile: tls.key',
    to: 'keyFile: tls.pem',
    message: 'not a private key in PEM',
  },
  'a key of another certificate': {
    from: 'keyFile: tls.key',
    to: 'keyFile: other.key',
    message: 'The key named here does not belong to the certificate',
  },
  'TLS without a key': {
    from: ', keyFile: tls.key',
    to: '',
    on: 'tls:',
    message: 'The field `keyFile` is missing in `tls`',
  },
  'a proxy by name': {
    from: '10.0.0.5',
    to: 'proxy.example',
    message: 'entry 1 of `trustedProxies` must be an IP address',
  },
  'a shortened address': { from: '10.0.0.5', to: '10.5', message: 'must be a text' },
  'everyone as proxy': {
    from: '10.0.0.5',
    to: '0.0.0.0/0',
    message: 'wider than any private network',
  },
  'half of everyone as proxy': {
    from: '10.0.0.5',
    to: '128.0.0.0/1',
    message: 'wider than any private network',
  },
  'everyone as proxy, IPv6': {
    from: "'fd00::/64'",
    to: "'::/0'",
    message: 'entry 2 of `trustedProxies` is wider than any private network',
  },
  'IPv4 written as IPv6': {
    from: "'fd00::/64'",
    to: "'::ffff:0:0/96'",
    message: 'must be written as the IPv4 address',
  },
  'a range too long': {
    from: '10.0.0.5',
    to: '10.0.0.0/33',
    message: 'must have a length after the slash',
  },
  'metrics where the service is': {
    from: 'port: 9464',
    to: 'port: 3000',
    message: '`metrics` has the address of the service itself',
  },
  'a port in quotes': {
    from: 'port: 9464',
    to: "port: '9464'",
    message: '`port` must be a whole number, but is a text',
  },
  'a port too high': { from: 'port: 9464', to: 'port: 70000', message: '`port` must be <= 65535' },
  'a deadline too late': {
    from: 'deadlineMs: 3000',
    to: 'deadlineMs: 4000',
    message: '`deadlineMs` must be <= 3999',
  },
  'a deadline in fractions': {
    from: 'deadlineMs: 3000',
    to: 'deadlineMs: 3000.5',
    message: '`deadlineMs` must be a whole number',
  },
  'more for a client than for all': {
    from: 'deadlineMs: 3000',
    to: 'concurrentRequestsPerClient: 201',
    message: 'must not be above `concurrentRequests`',
  },
  'less for all bodies than for one': {
    from: 'deadlineMs: 3000',
    to: 'concurrentBodyBytes: 2048',
    message: 'must not be below `bodyBytes`',
  },
  'an empty section': {
    from: '  deadlineMs: 3000\n',
    to: '',
    on: 'limits:',
    message: '`limits` must be a group of fields, but it has no value',
  },
  'a store in a folder that is not there': {
    from: '${DATA}/records.sqlite',
    to: 'none/records.sqlite',
    message: 'The folder of `file` does not exist',
  },
  'a store in memory': {
    from: '${DATA}/records.sqlite',
    to: "':memory:'",
    message: 'records in memory are lost',
  },
  'two stores': {
    from: 'file: ${DATA}/',
    to: 'file: ${DATA}//',
    message: 'so is DATABASE_URL',
    variables: { DATABASE_URL: 'postgres://db.example/nelm' },
  },
  'a database of another kind': {
    from: '  file: ${DATA}/records.sqlite',
    to: '  retention: { callDays: 1 }',
    message: 'DATABASE_URL in the environment must begin with postgres://',
    variables: { DATABASE_URL: 'mysql://db.example/nelm' },
  },
  'a variable that is not set': {
    from: '${DATA}',
    to: '${DATAS}',
    message: 'The environment variable `DATAS` is not set.',
  },
  'a variable without a name': {
    from: '${DATA}',
    to: '${}',
    message: 'After `${` must come the name',
  },
  'a variable that is not closed': {
    from: 'file: ${DATA}/records.sqlite',
    to: "file: '${DATA'",
    message: 'After `${` must come the name',
  },
  'an edition in the wrong letters': {
    from: 'limits:',
    to: 'knowledge: { edition: Review 2016 }\nlimits:',
    message: '`edition` must be written in small letters',
  },
  'a level that is none': {
    from: 'limits:',
    to: 'log: { level: information }\nlimits:',
    message: '`level` must be one of: debug, info, warn, error; did you mean `info`?',
  },
};
