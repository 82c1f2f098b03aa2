/** What a FHIR server with the synthetic patients answers to the queries of the plan: a prefetch as a client fills it. */
import express from 'express';
import supertest from 'supertest';
import {
  createSandboxFhirRouter,
  createSandboxFhirStore,
} from '../../sandbox/fhir-server/index.js';
import { sandboxPatients } from '../../sandbox/patients/index.js';
import type { Knowledge } from '../../src/model/knowledge.js';
import { knowledge } from './knowledge.js';

type Json = Readonly<Record<string, unknown>>;

/** By key of the query plan: the Patient, and one complete searchset for every other query. */
export type ChartAnswers = Readonly<Record<string, Json>>;

const serverBase = 'https://ehr.example/fhir';

/** Answers for a patient whose chart is dated back from `at`. */
export function createChartAnswers(
  at: Date,
  plan: Knowledge['queryPlan'] = knowledge.queryPlan,
): (patientId: string) => Promise<ChartAnswers> {
  const store = createSandboxFhirStore(sandboxPatients(at).flatMap(({ resources }) => resources));
  const app = express();
  app.use(
    '/',
    createSandboxFhirRouter(store, {
      baseUrl: () => serverBase,
      newId: () => 'new',
      now: () => at,
    }),
  );
  return async (patientId) => {
    const answers = await Promise.all(
      plan.map(async ({ key, path }) => {
        const query = fillTemplate(path, patientId).replaceAll('|', '%7C');
        const answer = await supertest(app).get(
          `/${query}${query.includes('?') ? '&_count=500' : ''}`,
        );
        return [key, answer.body as Json] as const;
      }),
    );
    return Object.fromEntries(answers);
  };
}

/** A template of discovery with the patient's id in the place of the token. */
export function fillTemplate(template: string, patientId: string): string {
  return template.replaceAll('{{context.patientId}}', patientId);
}
