/** Connections that outlive the request: shared by readers, closed after the last of them. */
import type { ConnectionPool } from '../outbound/index.js';

export interface ReaderPools<Server> {
  /** Notes a reader; the function that comes back says that it is done. */
  readonly enter: () => () => void;
  readonly poolOf: (server: Server) => ConnectionPool;
  /** Resolves once no reader is left and the connections are closed. */
  readonly close: () => Promise<void>;
}

/** A reader that enters after `close` (its request began before) still gets connections; they go with it. */
export function createReaderPools<Server>(
  openPool: (server: Server) => ConnectionPool,
): ReaderPools<Server> {
  const pools = new Map<Server, ConnectionPool>();
  const readers = new Set<symbol>();
  let isClosing = false;
  const { promise: closed, resolve, reject } = deferred();
  const closeIfIdle = (): void => {
    if (!isClosing || readers.size > 0) return;
    const idle = [...pools.values()];
    pools.clear();
    Promise.all(idle.map((pool) => pool.close())).then(resolve, reject);
  };
  return {
    enter: () => {
      const reader = Symbol('reader');
      readers.add(reader);
      return () => {
        readers.delete(reader);
        closeIfIdle();
      };
    },
    poolOf: (server) => {
      const pool = pools.get(server) ?? openPool(server);
      pools.set(server, pool);
      return pool;
    },
    close: () => {
      isClosing = true;
      closeIfIdle();
      return closed;
    },
  };
}

interface Deferred {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

function deferred(): Deferred {
  let settle: Pick<Deferred, 'resolve' | 'reject'> = { resolve: noop, reject: noop };
  const promise = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, ...settle };
}

const noop = (): void => undefined;
