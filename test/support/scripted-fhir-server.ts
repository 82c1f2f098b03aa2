/** A FHIR server on the loopback interface that gives the answers it was told to give, and to any other address none. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ScriptedAnswer {
  /** A text is sent as it is, all else as JSON. */
  readonly body: unknown;
  readonly status?: number;
  readonly contentType?: string;
}

export interface ScriptedServer {
  readonly origin: string;
  /** From now on; `breaks`: the connection ends without an answer. */
  readonly answer: (path: string, answer: ScriptedAnswer | 'breaks') => void;
  /** What it was asked, in this order. */
  readonly requests: readonly IncomingMessage[];
  readonly paths: () => readonly string[];
  /** Forgets answers and requests. */
  readonly reset: () => void;
}

/** It ends with the process. */
export async function startScriptedServer(): Promise<ScriptedServer> {
  const answers = new Map<string, ScriptedAnswer | 'breaks'>();
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    const answer = answers.get(request.url ?? '') ?? 'breaks';
    if (answer === 'breaks') {
      request.socket.destroy();
      return;
    }
    const { body, status = 200, contentType = 'application/fhir+json' } = answer;
    response.writeHead(status, { 'content-type': contentType });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  // Connections that are kept alive would keep the process.
  server.on('connection', (socket) => socket.unref());
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: (path, answer) => {
      answers.set(path, answer);
    },
    requests,
    paths: () => requests.map(({ url }) => url ?? ''),
    reset: () => {
      answers.clear();
      requests.length = 0;
    },
  };
}
