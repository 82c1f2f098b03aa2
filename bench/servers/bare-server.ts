/** What Node.js itself costs: reads the body, parses it, answers one card. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cannedAnswer } from './canned-answer.js';

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = JSON.parse(Buffer.concat(chunks).toString()) as { readonly hook?: unknown };
    response.writeHead(typeof body.hook === 'string' ? 200 : 400, {
      'content-type': 'application/json',
    });
    response.end(JSON.stringify(cannedAnswer));
  });
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`port ${(server.address() as AddressInfo).port}\n`);
});
