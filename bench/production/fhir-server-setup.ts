/** The FHIR server to fetch from: one patient in scope with the real chart, one of whom nothing is to be said. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/package-root.js';
import type { Authority } from '../../test/support/secure-server.js';
import {
  answersOf,
  chartOf,
  chartOutOfScope,
  chartSizes,
  patientId,
  requestBody,
} from '../chart/chart-bodies.js';
import type { ServerCommand } from '../measure/start-server.js';
import type { BenchContext } from '../parts/bench-context.js';
import { answerKey, type FhirServerFile } from '../servers/fhir-server-file.js';

export const outsiderId = 'outsider';

export async function fhirServerCommand(
  authority: Authority,
  { knowledge, at, folder }: BenchContext,
): Promise<ServerCommand> {
  const { key, cert } = await authority.issue('localhost');
  const charts = {
    [patientId]: chartOf(chartSizes.real, at),
    [outsiderId]: chartOutOfScope(chartSizes.real, at),
  };
  const answers = Object.entries(charts).flatMap(([patient, chart]) => {
    const byKey = answersOf(chart, knowledge.queryPlan);
    return knowledge.queryPlan.map((query): [string, string] => {
      const codes = new URL(query.path, 'https://localhost').searchParams.get('code') ?? '';
      const text = JSON.stringify(byKey[query.key]).replaceAll(patientId, patient);
      return [answerKey(patient, query.resourceType, codes), text];
    });
  });
  const file = join(folder, 'fhir-server.json');
  const contents: FhirServerFile = { key, certificate: cert, answers: Object.fromEntries(answers) };
  writeFileSync(file, JSON.stringify(contents));
  return {
    name: 'fhir-server',
    args: [join(packageRoot(), 'dist/bench/servers/fhir-server.js'), file],
    port: /port (\d+)/,
  };
}

/** Base of the server that takes so long for each answer. */
export function fhirBaseWith(port: number, latencyMs: number): string {
  return `https://localhost:${port}/${latencyMs}/fhir`;
}

/** A request without prefetch. */
export function fetchBody(fhirServer: string, patient: string): Buffer {
  return Buffer.from(
    JSON.stringify(
      requestBody({ fhirServer, context: { userId: 'Practitioner/1', patientId: patient } }),
    ),
  );
}
