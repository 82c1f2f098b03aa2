/** The service as an operator runs it: a configuration file, a store on disk, clients whose keys are known. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/package-root.js';
import { createCdsClient, type CdsClient } from '../../test/support/cds-client.js';
import type { ServerCommand } from '../measure/start-server.js';

export interface FhirServerEntry {
  readonly url: string;
  readonly private: boolean;
}

export interface ProductionOptions {
  readonly folder: string;
  readonly clients: readonly BenchClient[];
  readonly limits?: Readonly<Record<string, number>>;
  /** PEM. */
  readonly authority?: string;
}

export interface BenchClient {
  readonly ehr: CdsClient;
  readonly fhirServers: readonly FhirServerEntry[];
  readonly fhirAccess?: Readonly<Record<string, number>>;
}

export const servicePath = '/cds-services/nelm-patient-view';
export const fhirBase = 'https://ehr.example.org/fhir/r4';

/** An EHR that signs with RS384, as Epic and most others do. */
export function createEhr(id = 'hospital'): CdsClient {
  return createCdsClient({ id, algorithm: 'RS384' });
}

/** Authorization headers, each with a token of its own, signed ahead. */
export function signAhead(ehr: CdsClient, count: number): readonly string[] {
  return Array.from({ length: count }, () => ehr.authorization());
}

/** Writes the configuration; the command serves by it. */
export function productionCommand(name: string, options: ProductionOptions): ServerCommand {
  const folder = join(options.folder, name);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'nelm-cds.yaml');
  writeFileSync(join(folder, 'authority.pem'), options.authority ?? '');
  writeFileSync(file, JSON.stringify(configurationOf(options), null, 2));
  return {
    name,
    args: [join(packageRoot(), 'bin/nelm-cds.js'), 'serve', '--config', file],
    environment: { NELM_PSEUDONYM_KEY: 'q7Lw2ZrT9xVb4NcM8sKd1JfH6gPy3QeA' },
    port: /"event":"service\.started".*?"port":(\d+)/,
  };
}

/** The same service without authentication and with its store in memory. */
export function sandboxCommand(): ServerCommand {
  return {
    name: 'sandbox',
    args: [
      join(packageRoot(), 'bin/nelm-cds.js'),
      'serve',
      '--sandbox',
      '--port',
      '0',
      '--allow-fhir-server',
      fhirBase,
    ],
    port: /CDS services +http:\/\/127\.0\.0\.1:(\d+)/,
  };
}

function configurationOf({ clients, limits, authority }: ProductionOptions): unknown {
  return {
    server: { baseUrl: 'https://cds.example.org', port: 0, trustedProxies: ['127.0.0.1'] },
    ...(limits !== undefined && { limits }),
    ...(authority !== undefined && {
      outbound: { certificateAuthoritiesFile: 'authority.pem' },
    }),
    pseudonymKey: { environment: 'NELM_PSEUDONYM_KEY' },
    clients: clients.map(({ ehr, fhirServers, fhirAccess }) => ({
      id: ehr.configuration.id,
      timeZone: 'Europe/Berlin',
      authentication: {
        issuer: ehr.configuration.authentication.issuer,
        audiences: ehr.configuration.authentication.audiences,
        algorithms: ehr.configuration.authentication.algorithms,
        keys: { inline: ehr.jwks.keys },
      },
      fhirServers,
      ...(fhirAccess !== undefined && { fhirAccess }),
    })),
  };
}
