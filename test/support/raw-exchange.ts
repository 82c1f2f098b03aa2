/** HTTP as no client library would send it. */
import { once } from 'node:events';
import { connect } from 'node:net';

/** Writes the text to the port and gives everything that comes back until the connection is closed. */
export async function rawExchange(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const received: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => received.push(chunk));
  await once(socket, 'connect');
  socket.write(text);
  await once(socket, 'close');
  return Buffer.concat(received).toString();
}
