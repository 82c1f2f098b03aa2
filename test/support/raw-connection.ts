import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A TCP connection on which anything can be said. */
export interface RawConnection {
  readonly socket: Socket;
  readonly send: (text: string) => void;
  readonly received: () => string;
  /** Resolves once this much has been received; rejects when the connection ends before. */
  readonly until: (isWanted: (received: string) => boolean) => Promise<string>;
  /** Resolves once the other end has closed, to all that it said. */
  readonly ended: Promise<string>;
}

export async function rawConnection(port: number): Promise<RawConnection> {
  // The other end must close by itself.
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  await once(socket, 'connect');
  return rawConnectionOf(socket);
}

export function rawConnectionOf(socket: Socket): RawConnection {
  let received = '';
  socket.on('data', (data: Buffer) => (received += data.toString()));
  socket.on('error', () => undefined);
  const ended = new Promise<string>((resolve) => {
    socket.on('end', () => {
      resolve(received);
    });
    socket.on('close', () => {
      resolve(received);
    });
  });
  return {
    socket,
    send: (text) => void socket.write(text),
    received: () => received,
    until: (isWanted) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (isWanted(received)) resolve(received);
        };
        socket.on('data', look);
        void ended.then(() => {
          reject(new Error(`The connection ended after: ${received}`));
        });
        look();
      }),
    ended,
  };
}

/** An HTTP/1.1 request as text; with a body, its length is told unless `headers` do. */
export function requestText(
  method: string,
  path: string,
  { headers = {}, body }: { headers?: Readonly<Record<string, string>>; body?: string } = {},
): string {
  const all: Record<string, string> = {
    host: 'localhost',
    ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${path} HTTP/1.1`, ...lines, '', body ?? ''].join('\r\n');
}
