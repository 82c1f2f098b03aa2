/** Charts that once led to a wrong value: each as small as it can be. */
import { describe, expect, test } from '@jest/globals';
import { chartOf } from '../../src/case-tables/case-chart.js';
import { buildFacts } from '../../src/facts/build-facts.js';
import { prepareFacts } from '../../src/facts/fact-rules.js';
import type { PartialResource } from '../../src/model/cases.js';
import type { Fact } from '../../src/model/values.js';
import { knowledge } from '../support/knowledge.js';

const at = new Date('2026-11-23T10:00:00Z');
const icd = 'http://hl7.org/fhir/sid/icd-10-cm';
const sct = 'http://snomed.info/sct';
const loinc = 'http://loinc.org';
const nelm = 'https://nelm-cds.example.org/fhir/CodeSystem/nelm';

function concept(...codings: readonly (readonly [system: string, code: string])[]) {
  return { coding: codings.map(([system, code]) => ({ system, code })) };
}

function condition(
  more: object,
  ...codings: readonly (readonly [string, string])[]
): PartialResource {
  return { resourceType: 'Condition', code: concept(...codings), ...more };
}

function observation(code: readonly [string, string], day: string, value: object): PartialResource {
  return { resourceType: 'Observation', code: concept(code), effectiveDateTime: day, ...value };
}

const net = condition({}, [icd, 'C7A.012']);
const staging: PartialResource = {
  resourceType: 'DiagnosticReport',
  code: concept([loinc, '72254-6']),
  effectiveDateTime: '2026-10-01',
};
const ileectomy: PartialResource = {
  resourceType: 'Procedure',
  id: 'ileectomy',
  code: concept([sct, '51346007']),
  performedDateTime: '2025-01-10',
};
const r0 = { valueCodeableConcept: concept([sct, '258254000']) };
const residual: readonly [string, string] = [loinc, '84892-9'];

function factOf(id: string, ...resources: readonly PartialResource[]): Fact | undefined {
  const { factSet } = buildFacts(chartOf(resources, knowledge), prepareFacts(knowledge), {
    at,
    timeZone: 'UTC',
  });
  return factSet.facts.get(id);
}

function valuesOf(id: string, ...resources: readonly PartialResource[]): readonly string[] {
  const fact = factOf(id, ...resources);
  return fact?.possible.kind === 'one-of' ? fact.possible.values : [];
}

describe('metastases elsewhere', () => {
  test.each([
    ['an organ that no list names', [concept([sct, '78961009'])]],
    ['a body site in words', [{ text: 'bone' }]],
    [
      'the liver and an organ that no list names',
      [concept([sct, '10200004']), concept([sct, '71341001'])],
    ],
  ])('in %s are not presumed away', (_, bodySite) => {
    const metastasis = condition({ bodySite }, [sct, '128462008']);
    expect(valuesOf('extrahepaticDisease', net, staging, metastasis)).toEqual(['no', 'yes']);
  });

  test('count by every coding of the concept, in any order and however the code is written', () => {
    for (const codings of [
      [
        [icd, 'C79.51'],
        ['urn:x', 'y'],
      ],
      [
        ['urn:x', 'y'],
        [icd, ' c79.51'],
      ],
    ] as const) {
      expect(valuesOf('extraAbdominalMetastases', net, staging, condition({}, ...codings))).toEqual(
        ['yes'],
      );
    }
  });

  test('refuted in the second coding of the status do not count', () => {
    const verificationStatus = concept(['urn:local', 'x'], ['urn:standard', 'refuted']);
    const refuted = condition({ verificationStatus }, [icd, 'C79.51']);
    expect(valuesOf('extraAbdominalMetastases', net, staging, refuted)).toEqual(['no']);
  });

  test('coded in the conclusion of a staging report leave the report unread', () => {
    const report = { ...staging, conclusionCode: [concept([sct, '94222008'])] };
    const { factSet } = buildFacts(chartOf([net, report], knowledge), prepareFacts(knowledge), {
      at,
      timeZone: 'UTC',
    });
    expect(factSet.strict.get('extrahepaticDisease')?.status).toBe('unknown');
  });
});

describe('the margin of the primary', () => {
  const resected = ['R0', 'R1', 'R2'];

  test('is R0 by a finding near the operation', () => {
    expect(
      valuesOf('primaryResection', net, ileectomy, observation(residual, '2025-01-15', r0)),
    ).toEqual(['R0']);
  });

  test.each([
    [
      'a specimen of the liver',
      {
        specimen: { reference: '#s' },
        contained: [
          {
            resourceType: 'Specimen',
            id: 's',
            collection: { bodySite: concept([sct, '10200004']) },
          },
        ],
      },
    ],
    ['another operation', { focus: [{ reference: 'Procedure/hepatectomy/_history/1' }] }],
    ['nothing that can be read', { focus: [{ reference: 'urn:uuid:1' }] }],
    ['a value that is absent', { dataAbsentReason: { text: 'unknown' } }],
  ])('is not taken from a finding on %s', (_, more) => {
    const finding = observation(residual, '2025-01-15', { ...r0, ...more });
    expect(valuesOf('primaryResection', net, ileectomy, finding)).toEqual(resected);
  });

  test('is not taken from a finding that may belong to a liver resection of the same month', () => {
    const hepatectomy = {
      ...ileectomy,
      id: 'hepatectomy',
      code: concept([sct, '107963000']),
      performedDateTime: '2025-01',
    };
    const finding = observation(residual, '2025-01-15', r0);
    expect(valuesOf('primaryResection', net, ileectomy, hepatectomy, finding)).toEqual(resected);
  });
});

describe('numbers', () => {
  const ki67: readonly [string, string] = [loinc, '29593-1'];
  const percent = (value: number) => ({ valueQuantity: { value, unit: '%' } });

  test('a range of fractions without a unit is not a percentage', () => {
    expect(
      factOf('ki67Percent', observation(ki67, '2026-10-01', { valueString: '0.10-0.15' }))?.reason,
    ).toBe('unusable-value');
  });

  test('a birth date in the future gives no age', () => {
    expect(factOf('age', { resourceType: 'Patient', birthDate: '2050-01-01' })?.status).toBe(
      'unknown',
    );
  });

  test('a Ki-67 that contradicts itself and the grade leaves the grade open', () => {
    const grade = observation([loinc, '33732-9'], '2026-01-10', {
      valueCodeableConcept: concept([sct, '54102005']),
    });
    const records = [
      observation(ki67, '2026-01-10', percent(2)),
      observation(ki67, '2026-06-01', percent(25)),
      grade,
    ];
    expect(factOf('grade', net, ...records)).toMatchObject({
      reason: 'conflicting',
      possible: { values: ['G1', 'G3'] },
    });
  });

  test('a moderately differentiated G2 tumour with a Ki-67 of 4 % is no contradiction', () => {
    const grade = observation([loinc, '33732-9'], '2026-01-10', {
      valueCodeableConcept: concept([sct, '1663004']),
    });
    const moderate = observation([nelm, 'differentiation'], '2026-01-10', {
      valueCodeableConcept: concept([nelm, 'moderate']),
    });
    const chart = chartOf(
      [net, grade, moderate, observation(ki67, '2026-01-10', percent(4))],
      knowledge,
    );
    const { factSet } = buildFacts(chart, prepareFacts(knowledge), { at, timeZone: 'UTC' });
    expect(factSet.conflicts).toEqual([]);
    expect(factSet.facts.get('differentiation')).toMatchObject({
      possible: { values: ['moderate'] },
    });
  });
});

describe('presumptions', () => {
  test('from a staging report before a liver resection do not outlive it', () => {
    const before = factOf('portalVeinThrombosis', net, staging);
    const hepatectomy = {
      ...ileectomy,
      code: concept([sct, '107963000']),
      performedDateTime: '2026-10-15',
    };
    expect(before?.strength).toBe('presumed');
    expect(factOf('portalVeinThrombosis', net, staging, hepatectomy)?.status).toBe('unknown');
  });

  test('a code without a value is not silence', () => {
    const finding = observation([sct, '17920008'], '2026-11-01', {});
    expect(factOf('portalVeinThrombosis', net, staging, finding)).toMatchObject({
      status: 'unknown',
      reason: 'unusable-value',
    });
  });
});

describe('resources that FHIR does not allow', () => {
  test.each<PartialResource>([
    observation([loinc, '29593-1'], '2026-10-01', { valueQuantity: null }),
    observation([loinc, '29593-1'], '2026-10-01', { valueString: 5 }),
    observation([loinc, '29593-1'], '2026-10-01', { component: [null] }),
    observation([loinc, '33732-9'], '2026-10-01', { valueCodeableConcept: { text: 5 } }),
    observation(residual, '2026-10-01', { ...r0, focus: [null], specimen: null }),
    condition({ extension: [null], clinicalStatus: 5, onsetDateTime: 5 }, [icd, 'C79.51']),
    { resourceType: 'MedicationRequest', medicationReference: { reference: 5 }, authoredOn: null },
    {
      resourceType: 'DiagnosticReport',
      code: concept([loinc, '72254-6']),
      text: null,
      conclusion: 5,
    },
    { resourceType: 'Procedure', code: null, performedPeriod: null },
  ])('do not hide the rest of the chart: %j', (malformed) => {
    expect(valuesOf('primarySite', net, ileectomy, malformed)).toEqual(['jejunum-ileum']);
  });
});
