import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { resolve } from 'node:path';
import ipaddr from 'ipaddr.js';
import type { ServerConfiguration } from '../model/configuration.js';
import { checkHttpsAddress, withoutSlash } from './check-address.js';
import { proxyRangeFault } from './proxy-range.js';
import type { ServerFile, TlsFile } from './configuration-file.js';
import { readSmallFile } from './read-small-file.js';
import { below, type Reading } from './reading.js';

/** Checks that the service is reached over TLS, ended here or by a proxy that is named. */
export function readServer(server: ServerFile, reading: Reading): ServerConfiguration {
  const { tls, trustedProxies, metrics, host, port, shutdownMs } = server;
  const rules = { reading, at: ['baseUrl'], name: '`baseUrl`' };
  const url = checkHttpsAddress(server.baseUrl, rules);
  for (const [index, range] of trustedProxies.entries()) {
    const fault = proxyRangeFault(range);
    const name = `entry ${index + 1} of \`trustedProxies\``;
    if (fault !== undefined) reading.problem(['trustedProxies', index], `${name} ${fault}.`);
  }
  if (tls === undefined && trustedProxies.length === 0) {
    reading.problem(
      [],
      'Either `tls` or `trustedProxies` must be given: without TLS, charts and tokens would pass in the clear.',
    );
  }
  if (tls === undefined && isLoopback(host) && !trustedProxies.some(isLoopback)) {
    reading.warn(
      ['host'],
      '`host` is an address that only this machine reaches, but no proxy in `trustedProxies` stands on it: with `host: 0.0.0.0` others can call.',
    );
  }
  if (metrics !== undefined && metrics.port === port && port !== 0 && metrics.host === host) {
    reading.problem(['metrics', 'port'], '`metrics` has the address of the service itself.');
  }
  return {
    host,
    port,
    baseUrl: url === undefined ? '' : withoutSlash(url.href),
    basePath: server.basePath ?? withoutSlash(url?.pathname ?? ''),
    ...(tls && { tls: readTls(tls, below(reading, ['tls'])) }),
    trustedProxies,
    ...(metrics && { metrics }),
    shutdownMs,
  };
}

/** Of a host, an address or a range. */
function isLoopback(text: string): boolean {
  const [address = ''] = text.split('/');
  return (
    address === 'localhost' ||
    (ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback')
  );
}

function readTls({ certificateFile, keyFile }: TlsFile, reading: Reading): TlsFile {
  const certificate = readSmallFile(certificateFile, { reading, at: ['certificateFile'] });
  const key = readSmallFile(keyFile, { reading, at: ['keyFile'], isSecret: true });
  const parsedCertificate = certificate && parsed(() => new X509Certificate(certificate));
  const parsedKey = key && parsed(() => createPrivateKey(Buffer.from(key)));
  if (certificate && !parsedCertificate) {
    reading.problem(['certificateFile'], 'The file named here is not a certificate in PEM.');
  }
  if (key && !parsedKey) {
    reading.problem(['keyFile'], 'The file named here is not a private key in PEM, unencrypted.');
  }
  if (parsedCertificate && parsedKey && !belongTogether(parsedCertificate, parsedKey)) {
    reading.problem(['keyFile'], 'The key named here does not belong to the certificate.');
  }
  return {
    certificateFile: resolve(reading.folder, certificateFile),
    keyFile: resolve(reading.folder, keyFile),
  };
}

function belongTogether(certificate: X509Certificate, key: KeyObject): boolean {
  return parsed(() => certificate.checkPrivateKey(key)) === true;
}

/** Undefined where parsing fails. The reason is dropped: foreign messages may quote what they read. */
function parsed<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}
