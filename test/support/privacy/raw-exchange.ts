import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Sends the parts, a moment apart, and gives back all that comes until the other end closes, or for three seconds. */
export function rawExchange(port: number, parts: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    let received = '';
    const socket = connect(port, '127.0.0.1', () => void sendAll());
    const sendAll = async (): Promise<void> => {
      for (const part of parts) {
        socket.write(part);
        await sleep(50);
      }
    };
    socket.on('data', (data) => (received += data.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      resolve(received);
    });
    socket.setTimeout(3_000, () => socket.destroy());
  });
}

/** A request that has begun; `finish` sends the rest and gives back the answer. */
export async function openRequest(
  port: number,
  beginning: string,
): Promise<{ readonly finish: (rest: string) => Promise<string> }> {
  const socket = connect(port, '127.0.0.1');
  let received = '';
  socket.on('data', (data) => (received += data.toString('latin1')));
  await once(socket, 'connect');
  await new Promise((resolve) => socket.write(beginning, resolve));
  return {
    finish: (rest) =>
      new Promise((resolve) => {
        socket.on('close', () => {
          resolve(received);
        });
        socket.write(rest);
      }),
  };
}
