/** TLS servers on the loopback interface, with certificates of an authority that exists for one test file. */
import { createServer } from 'node:https';
import type { IncomingMessage, RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { createOutbound, type Outbound } from '../../src/outbound/index.js';

export interface Authority {
  /** PEM. */
  readonly certificate: string;
  readonly issue: (host: string) => Promise<{ readonly cert: string; readonly key: string }>;
}

export async function createAuthority(): Promise<Authority> {
  const options = { keyType: 'ec', algorithm: 'sha256' } as const;
  const authority = await generate([{ name: 'commonName', value: 'Test authority' }], {
    ...options,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  });
  return {
    certificate: authority.cert,
    issue: async (host) => {
      const issued = await generate([{ name: 'commonName', value: host }], {
        ...options,
        ca: { key: authority.private, cert: authority.cert },
        extensions: [
          { name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
          { name: 'extKeyUsage', serverAuth: true },
        ],
      });
      return { cert: issued.cert, key: issued.private };
    },
  };
}

/** A port of this machine that nothing listens at. */
export async function unusedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export interface SecureServer {
  readonly origin: string;
  readonly port: number;
  readonly requests: readonly IncomingMessage[];
  /** How many TCP connections there have been. */
  readonly connections: () => number;
  readonly stop: () => Promise<void>;
}

export interface SecureServerOptions {
  readonly host?: string;
  readonly maxVersion?: 'TLSv1.1' | 'TLSv1.2';
}

/** Answers at 127.0.0.1 to the name it has a certificate for. */
export async function startSecureServer(
  authority: Authority,
  listener: RequestListener,
  { host = 'ehr.example', maxVersion }: SecureServerOptions = {},
): Promise<SecureServer> {
  const requests: IncomingMessage[] = [];
  let connections = 0;
  const isOld = maxVersion === 'TLSv1.1';
  const server = createServer(
    {
      ...(await authority.issue(host)),
      ...(maxVersion !== undefined && { maxVersion }),
      ...(isOld && { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' }),
    },
    (request, response) => {
      requests.push(request);
      listener(request, response);
    },
  );
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `https://${host}:${port}`,
    port,
    requests,
    connections: () => connections,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** Takes every name for this machine and trusts the authority. */
export function localOutbound(authority: Authority): Outbound {
  return createOutbound(
    { certificateAuthorities: authority.certificate },
    { resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]) },
  );
}
