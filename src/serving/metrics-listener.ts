import type { RequestListener } from 'node:http';
import type { Metrics } from '../observability/metrics.js';

/** /metrics on an address of its own, and nothing else. */
export function metricsListener({ text, contentType }: Metrics): RequestListener {
  return (request, response) => {
    const [path] = (request.url ?? '').split('?');
    const isAsked = path === '/metrics' && ['GET', 'HEAD'].includes(request.method ?? '');
    if (!isAsked) {
      response.writeHead(404).end();
      return;
    }
    void text().then(
      (body) => response.writeHead(200, { 'Content-Type': contentType }).end(body),
      () => response.writeHead(500).end(),
    );
  };
}
