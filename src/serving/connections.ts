/** What is connected to a server, and which of it waits for an answer: to end it in order. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export interface Connections {
  /** A request has come; it is the connection's until its response is over. */
  readonly received: (request: IncomingMessage, response: ServerResponse) => void;
  /** Cuts connections for which nothing is worked on: no request is there as a whole, and none began to be answered. */
  readonly cutUnsent: () => void;
  readonly cutAll: () => void;
}

/** Watches from now on. A TLS handshake that is under way has a time limit of its own. */
export function watchConnections(server: Server): Connections {
  const all = openSockets(server, 'connection');
  // Requests know the connection that they can be read from: over TLS not the one that the system has.
  const talking = 'setSecureContext' in server ? openSockets(server, 'secureConnection') : all;
  const open = new WeakMap<Socket, Set<IncomingMessage>>();
  const isAnswering = (socket: Socket): boolean =>
    [...(open.get(socket) ?? [])].some(({ complete }) => complete);
  return {
    received: (request, response) => {
      const own = open.get(request.socket) ?? new Set();
      open.set(request.socket, own.add(request));
      response.once('close', () => own.delete(request));
    },
    cutUnsent: () => {
      for (const socket of talking) if (!isAnswering(socket)) socket.destroy();
    },
    cutAll: () => {
      for (const socket of all) socket.destroy();
    },
  };
}

/** The server itself knows nothing of a TLS handshake that is under way. */
function openSockets(
  server: Server,
  event: 'connection' | 'secureConnection',
): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.on(event, (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
}
