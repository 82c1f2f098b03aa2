/** A service and an EHR that the app is launched from, and a memory in place of the browser's. */
import { AppFailure } from '../../../app/src/failure.js';
import type { AppConfiguration } from '../../../src/model/smart-app.js';

export const iss = 'https://ehr.example/fhir';
export const page = new URL('https://cds.example/base/app/launch.html?iss=x&launch=y');
export const configuration: AppConfiguration = {
  client: 'north',
  clientId: 'nelm-at-north',
  fhirServer: iss,
  queries: [
    {
      key: 'patient',
      resourceType: 'Patient',
      path: 'Patient/{{context.patientId}}',
      required: true,
    },
    {
      key: 'conditions',
      resourceType: 'Condition',
      path: 'Condition?patient={{context.patientId}}',
      required: true,
    },
  ],
};
export const metadata = {
  authorization_endpoint: 'https://login.example/authorize?tenant=7',
  token_endpoint: 'https://login.example/token',
  code_challenge_methods_supported: ['S256'],
  capabilities: ['permission-v2'],
};
export const tokens = {
  access_token: 'secret-token',
  token_type: 'Bearer',
  expires_in: 300,
  patient: 'elm',
};

export interface Answers {
  readonly configuration?: Response;
  readonly metadata?: unknown;
  readonly token?: Response;
}

/** A service and an EHR; `asked` holds what was requested of them. */
export function serverWith(answers: Answers) {
  const asked: { url: string; body: string }[] = [];
  const fetch: typeof globalThis.fetch = (input, init) => {
    const url = input instanceof Request ? input.url : input.toString();
    asked.push({ url, body: init?.body instanceof URLSearchParams ? init.body.toString() : '' });
    if (url.includes('configuration.json')) {
      return Promise.resolve(answers.configuration ?? Response.json(configuration));
    }
    if (url.endsWith('/.well-known/smart-configuration')) {
      return Promise.resolve(Response.json(answers.metadata ?? metadata));
    }
    return Promise.resolve(answers.token ?? Response.json(tokens));
  };
  return { fetch, asked };
}

export function memory() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => {
      kept.set(key, value);
    },
    removeItem: (key: string) => {
      kept.delete(key);
    },
  };
}

/** The words of the AppFailure that the work ends with. */
export async function failureOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof AppFailure ? error.message : `not refused: ${String(error)}`;
}
