/**
 * A FHIR server over TLS that answers after a while: `/<milliseconds>/fhir/...`. What it answers lies in a file, by
 * patient, type and codes asked for. Argument: the file.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { FhirServerFile } from './fhir-server-file.js';
import { answerKey } from './fhir-server-file.js';

const { key, certificate, answers } = JSON.parse(
  readFileSync(process.argv[2] ?? '', 'utf8'),
) as FhirServerFile;

const server = createServer({ key, cert: certificate }, (request, response) => {
  const url = new URL(request.url ?? '/', 'https://localhost');
  const [, latency = '0', , type = '', id] = url.pathname.split('/');
  const patient = id ?? url.searchParams.get('patient') ?? '';
  const answer = answers[answerKey(patient, type, url.searchParams.get('code') ?? '')];
  setTimeout(() => {
    response.writeHead(answer === undefined ? 404 : 200, {
      'content-type': 'application/fhir+json',
    });
    response.end(answer);
  }, Number(latency));
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`port ${(server.address() as AddressInfo).port}\n`);
});
