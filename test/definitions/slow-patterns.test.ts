/** Texts made for patterns that would try them from every character: minutes where a moment is enough. */
import { chartOf } from '../../src/case-tables/case-chart.js';
import { buildFacts } from '../../src/facts/build-facts.js';
import { prepareFacts } from '../../src/facts/fact-rules.js';
import { belongsToAnother } from '../../src/fhir/patient-reference.js';
import { nextPageUrl, parseFhirServer } from '../../src/gather/fhir-server.js';
import { knowledge } from '../support/knowledge.js';

const length = 200_000;
const slashes = '/'.repeat(length);
const letters = 'a'.repeat(length);
const server = { origin: 'https://ehr.example', basePath: '/fhir' };

/** A finding on the margin that says which operation it belongs to. */
function readMargin(reference: string): void {
  const coding = (system: string, code: string) => ({ coding: [{ system, code }] });
  const finding = {
    resourceType: 'Observation',
    code: coding('http://loinc.org', '84892-9'),
    effectiveDateTime: '2025-01-15',
    valueCodeableConcept: coding('http://snomed.info/sct', '258254000'),
    focus: [{ reference }],
  };
  const operation = {
    resourceType: 'Procedure',
    id: 'ileectomy',
    code: coding('http://snomed.info/sct', '51346007'),
    performedDateTime: '2025-01-10',
  };
  const when = { at: new Date('2026-11-23T10:00:00Z'), timeZone: 'UTC' };
  buildFacts(chartOf([operation, finding], knowledge), prepareFacts(knowledge), when);
}

function judgeSubject(reference: string): void {
  const condition = { resourceType: 'Condition', subject: { reference } } as const;
  belongsToAnother(condition, 'p1', new Map());
}

test.each<[string, () => void]>([
  ['slashes in a FHIR address', () => void parseFhirServer(`https://ehr.example/${slashes}a`)],
  ['slashes in a next link', () => void nextPageUrl(server, `https://ehr.example/${slashes}a`)],
  [
    'letters in a reference to an operation',
    () => {
      readMargin(letters);
    },
  ],
  [
    'slashes in a reference to an operation',
    () => {
      readMargin(`a${slashes}`);
    },
  ],
  [
    'letters in a reference to a patient',
    () => {
      judgeSubject(`Patient/${letters}/`);
    },
  ],
  [
    'patients in a reference to a patient',
    () => {
      judgeSubject('/Patient/a?'.repeat(length));
    },
  ],
])('%s are read in a moment', (_title, read) => {
  const startedMs = performance.now();

  read();

  expect(performance.now() - startedMs).toBeLessThan(2_000);
});
