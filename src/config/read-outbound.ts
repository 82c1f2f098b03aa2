import { X509Certificate } from 'node:crypto';
import type { OutboundConfiguration } from '../model/configuration.js';
import type { OutboundFile, ProxyFile } from './configuration-file.js';
import { readSecretText } from './read-secret.js';
import { readSmallFile } from './read-small-file.js';
import { below, type Reading } from './reading.js';

/** Reads the certificates and the proxy for connections to other servers. */
export function readOutbound(
  { certificateAuthoritiesFile, proxy }: OutboundFile,
  reading: Reading,
): OutboundConfiguration {
  const authorities =
    certificateAuthoritiesFile === undefined
      ? undefined
      : readAuthorities(certificateAuthoritiesFile, reading);
  return {
    ...(authorities !== undefined && { certificateAuthorities: authorities }),
    ...(proxy && { proxy: readProxy(proxy, below(reading, ['proxy'])) }),
  };
}

function readAuthorities(file: string, reading: Reading): string | undefined {
  const at = ['certificateAuthoritiesFile'];
  const bytes = readSmallFile(file, { reading, at });
  if (bytes === undefined) return undefined;
  const text = new TextDecoder().decode(bytes);
  const found = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  if (found.length === 0 || !found.every(isCertificate)) {
    reading.problem(at, 'The file named here must hold certificates in PEM, and nothing broken.');
  }
  return text;
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}

function readProxy(
  { url, credentials, bypass }: ProxyFile,
  reading: Reading,
): NonNullable<OutboundConfiguration['proxy']> {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    reading.problem(['url'], '`url` must be an http or https address.');
  } else if (parsed.username !== '' || parsed.password !== '') {
    reading.problem(['url'], '`url` must not hold a user or password: give them in `credentials`.');
  } else if (parsed.pathname !== '/' || /[?#]/.test(url)) {
    reading.problem(['url'], '`url` must have neither path nor query: only the proxy is named.');
  }
  const text = credentials && readSecretText(credentials, below(reading, ['credentials']));
  if (text !== undefined && !/^[^:\s]+:\S/.test(text)) {
    reading.problem(['credentials'], 'The secret named here must be written user:password.');
  }
  return {
    url: parsed?.origin ?? '',
    ...(text !== undefined && { credentials: text }),
    bypass,
  };
}
