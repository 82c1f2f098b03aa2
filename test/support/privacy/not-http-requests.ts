/** Requests that end before they are whole, or are none. */
import { servicePath } from '../production-service.js';
import { markedHeaders, type PrivacyBench } from './privacy-bench.js';
import type { Step } from './steps.js';
import { marker } from './traces.js';

/** The head of a request on a connection of its own, with a token. */
function rawHead({ authorization, service }: PrivacyBench, headers: readonly string[]): string {
  const marked = Object.entries(markedHeaders).map(([name, value]) => `${name}: ${value}`);
  const lines = [
    `POST /nelm${servicePath}?${marker('raw-query')} HTTP/1.1`,
    `Host: ${marker('host')}`,
    `Authorization: ${authorization(service.hospital)}`,
    'Content-Type: application/json',
    ...marked,
    ...headers,
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

export const notHttpRequests: readonly Step[] = [
  {
    title: 'what is not HTTP',
    status: 400,
    code: 'HTTP_INVALID',
    run: ({ sendRaw }) => sendRaw(`GET /${marker('raw')} ${marker('protocol')}\r\n\r\n`),
  },
  {
    title: 'a length that is none',
    status: 400,
    code: 'HTTP_INVALID',
    run: (bench) => bench.sendRaw(rawHead(bench, [`Content-Length: ${marker('length')}`])),
  },
  {
    title: 'two lengths at once',
    status: 400,
    code: 'HTTP_INVALID',
    run: (bench) =>
      bench.sendRaw(
        rawHead(bench, ['Content-Length: 30', 'Transfer-Encoding: chunked']),
        `0\r\n\r\nGET /${marker('smuggled')}`,
      ),
  },
  {
    title: 'headers that are too large',
    status: 431,
    code: 'HEADERS_TOO_LARGE',
    run: (bench) => bench.sendRaw(rawHead(bench, [`X-Large: ${marker('large').repeat(2_000)}`])),
  },
  {
    title: 'headers that do not end',
    status: 408,
    code: 'REQUEST_TOO_SLOW',
    run: ({ sendRaw }) => sendRaw(`POST /nelm/${marker('slow')} HTTP/1.1\r\nX-A: ${marker('a')}`),
  },
  {
    title: 'a body that does not end',
    status: 408,
    code: 'REQUEST_TOO_SLOW',
    run: (bench) => bench.sendRaw(rawHead(bench, ['Content-Length: 500']), `{"${marker('body')}"`),
  },
];
