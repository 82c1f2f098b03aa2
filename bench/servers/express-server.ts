/** What a usual CDS service costs before it does anything: Express, its body parser, one card. */
import express from 'express';
import type { AddressInfo } from 'node:net';
import { cannedAnswer } from './canned-answer.js';

const app = express();
app.use(express.json({ limit: '10mb' }));
app.post('/cds-services/:id', (request, response) => {
  const { hook } = request.body as { readonly hook?: unknown };
  response.status(typeof hook === 'string' ? 200 : 400).json(cannedAnswer);
});
const server = app.listen(0, '127.0.0.1', () => {
  process.stdout.write(`port ${(server.address() as AddressInfo).port}\n`);
});
