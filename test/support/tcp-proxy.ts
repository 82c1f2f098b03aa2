import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Stands between the software and a server, and can part them. */
export interface TcpProxy {
  readonly port: number;
  /** Ends what is connected and takes nothing new, until `mend`; resolves once this has arrived at the other end. */
  readonly cut: () => Promise<void>;
  /** Stays connected and takes new connections, but passes nothing on, until `mend`; what was held then breaks. */
  readonly silence: () => void;
  readonly mend: () => void;
  readonly close: () => Promise<void>;
}

export async function startTcpProxy(target: {
  readonly host: string;
  readonly port: number;
}): Promise<TcpProxy> {
  let state: 'open' | 'cut' | 'silent' = 'open';
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  };
  const destroyAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((client) => {
    if (state === 'cut') {
      client.destroy();
      return;
    }
    keep(client);
    if (state === 'silent') return;
    const upstream = connect(target);
    keep(upstream);
    client.pipe(upstream);
    upstream.pipe(client);
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    cut: async () => {
      state = 'cut';
      destroyAll();
      // A connection that is made and refused after the others were ended is told of it after them.
      const probe = connect(port, '127.0.0.1');
      probe.on('error', () => undefined);
      await once(probe, 'close');
    },
    silence: () => {
      state = 'silent';
      for (const socket of sockets) socket.unpipe();
    },
    mend: () => {
      state = 'open';
    },
    close: async () => {
      server.close();
      destroyAll();
      await once(server, 'close');
    },
  };
}
