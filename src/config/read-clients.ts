import type { ClientConfiguration } from '../model/configuration.js';
import type { ClientFile } from './configuration-file.js';
import { checkOrigins } from './check-origins.js';
import { readAuthentication } from './read-authentication.js';
import { readFhirServer } from './read-fhir-server.js';
import { readPresentation } from './read-presentation.js';
import { checkAppServers, readSmartApp } from './read-smart-app.js';
import { below, readPart, type Reading } from './reading.js';

/** Reads all clients, and checks that each request can belong to one of them only. */
export function readClients(
  clients: readonly ClientFile[],
  reading: Reading,
): readonly ClientConfiguration[] {
  checkIds(clients, reading);
  checkIssuers(clients, reading);
  const read = clients.map((client, index) => readClient(client, below(reading, [index])));
  checkAppServers(read, reading);
  return read.filter((client) => client !== undefined);
}

function readClient(client: ClientFile, reading: Reading): ClientConfiguration | undefined {
  const part = <K extends keyof ClientFile, R>(
    key: K,
    read: (value: NonNullable<ClientFile[K]>, reading: Reading) => R,
  ): R | undefined =>
    readPart(reading, { path: [key], value: () => client[key] ?? undefined }, read);
  const authentication = part('authentication', readAuthentication);
  const presentation = part('presentation', readPresentation);
  const fhirServers = part('fhirServers', readFhirServers);
  part('timeZone', checkTimeZone);
  part('corsOrigins', checkOrigins('corsOrigins'));
  const smartApp = part('smartApp', readSmartApp);
  if (fhirServers?.length === 0 && client.prefetch !== 'only' && reading.isSound(['prefetch'])) {
    reading.problem(
      ['fhirServers'],
      'At least one server must be in `fhirServers`, unless `prefetch` is `only`.',
    );
  }
  if (smartApp && fhirServers?.length === 0) {
    reading.problem(['smartApp'], '`smartApp` needs at least one server in `fhirServers`.');
  }
  if (!authentication || !presentation || !fhirServers) return undefined;
  return { ...client, authentication, presentation, fhirServers };
}

function readFhirServers(
  servers: ClientFile['fhirServers'],
  reading: Reading,
): ClientConfiguration['fhirServers'] {
  const read = servers.map((server, index) => readFhirServer(server, below(reading, [index])));
  for (const [index, { url }] of read.entries()) {
    if (url === '' || !read.slice(0, index).some((earlier) => earlier.url === url)) continue;
    reading.problem([index, 'url'], 'An earlier server of the client has the same `url`.');
  }
  return read;
}

function checkTimeZone(timeZone: string, reading: Reading): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    reading.problem([], '`timeZone` is not a time zone known to this Node.js.');
  }
}

function checkIds(clients: readonly ClientFile[], reading: Reading): void {
  const seen = new Set<string>();
  for (const [index, client] of clients.entries()) {
    if (!reading.isSound([index, 'id'])) continue;
    if (seen.has(client.id)) reading.problem([index, 'id'], 'An earlier client has the same `id`.');
    seen.add(client.id);
  }
}

/** A token names its client by issuer and tenant. */
function checkIssuers(clients: readonly ClientFile[], reading: Reading): void {
  const sound = clients
    .map((client, index) => ({ client, index }))
    .filter(({ index }) => reading.isSound([index, 'authentication']))
    .map(({ client, index }) => ({ index, ...client.authentication }));
  for (const [position, { index, issuer, tenant }] of sound.entries()) {
    const isAmbiguous = sound
      .slice(0, position)
      .filter((earlier) => earlier.issuer === issuer)
      .some((earlier) => [tenant, undefined].includes(earlier.tenant) || tenant === undefined);
    if (!isAmbiguous) continue;
    reading.problem(
      [index, 'authentication', 'issuer'],
      'An earlier client has the same `issuer`: each of the two needs a `tenant` of its own.',
    );
  }
}
