/** Uploading charts to the sandbox. */
import type { Express } from 'express';
import type { Bundle, Resource } from 'fhir/r4.js';
import request, { type Response } from 'supertest';
import { baseUrl } from './smart-sandbox.js';

export interface Uploaded {
  readonly id: string;
  readonly fhirServer: string;
  readonly patients: readonly { id: string; name: string; story: string }[];
  readonly notes: readonly string[];
}

/** Posts a chart, or text in its place. */
export function send(app: Express, body: unknown): Promise<Response> {
  return request(app)
    .post('/sandbox/uploads')
    .type('application/fhir+json')
    .send(typeof body === 'string' ? body : JSON.stringify(body))
    .then((answer) => answer);
}

/** Posts a chart that is taken. */
export async function upload(app: Express, body: unknown): Promise<Uploaded> {
  const answer = await send(app, body);
  expect(answer.status).toBe(201);
  return answer.body as Uploaded;
}

/** The resources that a search at the upload’s FHIR server finds. */
export async function search(
  app: Express,
  { fhirServer }: Uploaded,
  query: string,
): Promise<readonly Resource[]> {
  const answer = await request(app).get(`${fhirServer.replace(baseUrl, '')}/${query}`);
  return ((answer.body as Bundle).entry ?? []).flatMap(({ resource }) => resource ?? []);
}

export const ada = {
  resourceType: 'Patient',
  id: 'ada',
  name: [{ given: ['Ada'], family: 'Moor' }],
};
export const condition = (id: string, reference: string) => ({
  resourceType: 'Condition',
  id,
  subject: { reference },
});
export const bundle = (...resources: readonly object[]) => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({ resource })),
});
