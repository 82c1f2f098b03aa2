/** Every FHIR resource that the product emits is valid R4, required bindings included. */
import { describe, expect, test } from '@jest/globals';
import type { FhirResource, ServiceRequest } from 'fhir/r4.js';
import { makeCards } from '../../src/cards/index.js';
import { nelmCodeSystem } from '../../src/fhir/nelm-code-system.js';
import { knowledge } from '../support/knowledge.js';
import { r4Problems } from '../support/r4-validation.js';
import { evaluationOf, patients, service } from '../support/sandbox-charts.js';

const order: ServiceRequest = {
  resourceType: 'ServiceRequest',
  status: 'draft',
  intent: 'proposal',
  subject: { reference: 'Patient/p1' },
};

describe('the validation itself', () => {
  test('accepts a plain order', () => {
    expect(r4Problems(order)).toEqual([]);
  });

  test.each([
    ['an unknown status', { ...order, status: 'nonsense' }],
    ['an unknown intent', { ...order, intent: 'wish' }],
    ['a missing subject', { ...order, subject: undefined }],
    ['an unknown element', { ...order, colour: 'red' }],
  ])('refuses %s', (_, broken) => {
    expect(r4Problems(broken as unknown as FhirResource)).not.toEqual([]);
  });
});

test('the actions of all cards of all synthetic patients', () => {
  const options = { baseUrl: 'https://cds.example.org', newId: () => 'x' };
  const actions = patients.flatMap(({ id }) =>
    service === undefined
      ? []
      : makeCards(evaluationOf(id), knowledge, service, { ...options, patientId: id })
          .flatMap(({ suggestions = [] }) => suggestions)
          .flatMap((suggestion) => suggestion.actions),
  );
  expect(actions.length).toBeGreaterThan(20);
  for (const { resource } of actions) {
    expect(resource === undefined ? ['missing'] : r4Problems(resource)).toEqual([]);
  }
});

test('the code system', () => {
  expect(r4Problems(nelmCodeSystem(knowledge))).toEqual([]);
});

test.each(patients.map((patient) => [patient.id, patient.resources] as const))(
  'the chart of %s',
  (_, resources) => {
    const problems = resources.flatMap((resource) =>
      r4Problems(resource).map(
        (problem) => `${resource.resourceType}/${resource.id ?? ''}: ${problem}`,
      ),
    );
    expect(problems).toEqual([]);
  },
);
