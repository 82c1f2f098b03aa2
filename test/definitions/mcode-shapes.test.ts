/** Records in the shapes of the mCODE profiles, STU1 to STU4. https://hl7.org/fhir/us/mcode/ */
import { describe, expect, test } from '@jest/globals';
import type { PartialResource } from '../../src/model/cases.js';
import { briefly, concept, factSetOf } from '../support/facts-of.js';

const date = '2026-10-01';
const histologyExtension =
  'http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-histology-morphology-behavior';

function observation(code: Parameters<typeof concept>[0], more: object): PartialResource {
  return {
    resourceType: 'Observation',
    code: concept(code),
    effectiveDateTime: date,
    ...more,
  };
}

function coded(
  code: Parameters<typeof concept>[0],
  value: Parameters<typeof concept>[0],
): PartialResource {
  return observation(code, { valueCodeableConcept: concept(value) });
}

function condition(code: Parameters<typeof concept>[0], more: object = {}): PartialResource {
  return { resourceType: 'Condition', code: concept(code), ...more };
}

function withHistology(morphology: Parameters<typeof concept>[0]): object {
  return { extension: [{ url: histologyExtension, valueCodeableConcept: concept(morphology) }] };
}

describe('Histologic grade', () => {
  test.each([
    ['STU4 by NCIt code, low', 'ncit|C18000', 'snomed|1155708003', 'G1 or G2'],
    ['STU4 by NCIt code, intermediate', 'ncit|C18000', 'snomed|1286893008', 'G2'],
    ['STU4 by NCIt code, high', 'ncit|C18000', 'snomed|1155707008', 'G3'],
    ['STU3 by LOINC code, G1', 'loinc|33732-9', 'snomed|54102005', 'G1'],
    ['STU3 by LOINC code, G2', 'loinc|33732-9', 'snomed|1663004', 'G2'],
    ['STU3 by LOINC code, G3', 'loinc|33732-9', 'snomed|61026006', 'G3'],
  ] as const)('%s is read.', (_, code, value, expected) => {
    expect(briefly('grade', [coded(code, value)])).toBe(expected);
  });

  test('A Nottingham grade is no grade of a neuroendocrine tumour.', () => {
    expect(briefly('grade', [coded('loinc|44648-4', 'loinc|LA27824-4')])).toBe('unknown');
  });
});

describe('Cancer disease status', () => {
  test.each([
    ['STU4, worse', 'loinc|97509-4', 'snomed|271299001', 'progressive'],
    ['STU4, stable', 'loinc|97509-4', 'snomed|359746009', 'stable'],
    [
      'STU4, improved',
      'loinc|97509-4',
      'snomed|268910001',
      'partial-response or complete-response',
    ],
    ['STU2, worse', 'loinc|88040-1', 'snomed|271299001', 'progressive'],
    ['STU2, in partial remission', 'loinc|88040-1', 'snomed|551001000124108', 'partial-response'],
  ] as const)('%s is read.', (_, code, value, expected) => {
    expect(briefly('diseaseStatus', [coded(code, value)])).toBe(expected);
  });

  test('The type of evidence in its extension is not the status.', () => {
    const url =
      'http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-cancer-disease-status-evidence-type';
    const imaging = { url, valueCodeableConcept: concept('snomed|363679005') };
    const status = observation('loinc|97509-4', { extension: [imaging] });

    expect(briefly('diseaseStatus', [status])).toBe('unknown');
  });
});

describe('Tumour size', () => {
  const liver = { bodySite: concept('snomed|10200004') };
  const size = (code: Parameters<typeof concept>[0], value: number): object => ({
    code: concept(code),
    valueQuantity: { value, unit: 'cm', system: 'http://unitsofmeasure.org', code: 'cm' },
  });

  test('The largest dimension is read from its component, in millimetres.', () => {
    const component = [size('loinc|33728-7', 4.2), size('loinc|33729-5', 6.1)];
    const measured = observation('loinc|21889-1', { ...liver, component });

    expect(briefly('largestLiverLesionMm', [measured])).toEqual([42]);
  });

  test('A size without a body site is no size of a liver metastasis.', () => {
    const measured = observation('loinc|21889-1', { component: [size('loinc|33728-7', 4.2)] });

    expect(briefly('largestLiverLesionMm', [measured])).toBe('unknown');
  });
});

describe('Primary cancer condition', () => {
  test('A histology in its extension makes an organ code a neuroendocrine tumour.', () => {
    const primary = [condition('icd10cm|C25.9', withHistology('icdO3|8240/3'))];

    expect(briefly('neuroendocrineDiagnosis', primary)).toBe('gastroenteropancreatic');
    expect(briefly('primarySite', primary)).toBe('pancreas');
  });

  test('Histology and body site alone describe a tumour under the most general code.', () => {
    const site = { bodySite: [concept('snomed|34516001')] };
    const primary = [
      condition('snomed|363346000', { ...site, ...withHistology('snomed|1286770005') }),
    ];

    expect(briefly('neuroendocrineDiagnosis', primary)).toBe('gastroenteropancreatic');
    expect(briefly('primarySite', primary)).toBe('jejunum-ileum');
    expect(briefly('grade', primary)).toBe('G2');
    expect(briefly('differentiation', primary)).toBe('well');
  });

  test('The most general code with another histology is no neuroendocrine tumour.', () => {
    const site = { bodySite: [concept('snomed|15776009')] };
    const primary = [
      condition('snomed|363346000', { ...site, ...withHistology('snomed|1187332001') }),
    ];

    expect(briefly('neuroendocrineHistology', primary)).toBe('unknown');
  });

  test('A histology of its own Observation counts as well.', () => {
    const records = [condition('icd10cm|C25.9'), coded('loinc|31206-6', 'snomed|1286769009')];

    expect(briefly('neuroendocrineDiagnosis', records)).toBe('gastroenteropancreatic');
    expect(briefly('grade', records)).toBe('G1');
  });
});

describe('ECOG performance status', () => {
  const meaning = { interpretation: [concept('loinc|LA9624-3')] };

  test.each([
    ['the number', { valueInteger: 1 }, [1]],
    ['the number before its meaning', { valueInteger: 2, ...meaning }, [2]],
    ['the meaning where there is no number', meaning, [2]],
  ])('It is read from %s.', (_, more, expected) => {
    expect(briefly('ecog', [observation('loinc|89247-1', more)])).toEqual(expected);
  });

  test('A Karnofsky index is another scale.', () => {
    expect(briefly('ecog', [observation('loinc|89243-0', { valueInteger: 90 })])).toBe('unknown');
  });
});

describe('Distant metastases category', () => {
  const net = condition('icd10cm|C7A.012');
  const liverMetastasis = condition('icd10cm|C7B.02');

  test.each([
    ['STU4 by SNOMED CT', 'snomed|399387003'],
    ['STU3 by LOINC', 'loinc|21907-1'],
  ] as const)('M1a in %s means no extrahepatic disease.', (_, code) => {
    const records = [net, liverMetastasis, coded(code, 'snomed|1229904003')];

    expect(briefly('extrahepaticDisease', records)).toBe('no');
  });

  test('M0 beside liver metastases is a conflict and never means no extrahepatic disease.', () => {
    const records = [net, liverMetastasis, coded('snomed|399387003', 'snomed|1229901006')];

    const { facts, conflicts } = factSetOf(records);

    expect(conflicts.map((conflict) => conflict.facts[0])).toEqual(['metastasisCategory']);
    expect(facts.get('liverMetastases')?.possible).toEqual({ kind: 'one-of', values: ['yes'] });
    expect(facts.get('extrahepaticDisease')?.status).toBe('unknown');
  });

  test('A reason for absence in the place of the category says nothing.', () => {
    const valueCodeableConcept = {
      coding: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason',
          code: 'not-applicable',
        },
      ],
    };
    const records = [
      coded('snomed|399387003', 'snomed|1229904003'),
      observation('snomed|371497001', { valueCodeableConcept, effectiveDateTime: '2026-11-01' }),
    ];

    expect(briefly('metastasisCategory', records)).toBe('M1a');
  });
});

describe('History of metastatic cancer', () => {
  test.each([
    ['without a value', {}],
    ['with the value true', { valueBoolean: true }],
    ['with the value false', { valueBoolean: false }],
  ])('A history of liver metastases %s is no liver metastasis.', (_, more) => {
    const history = observation('snomed|1098951000119108', more);

    expect(briefly('liverMetastases', [history])).toBe('unknown');
  });

  test('The code of the history as a problem is no liver metastasis either.', () => {
    expect(briefly('liverMetastases', [condition('snomed|1098951000119108')])).toBe('unknown');
  });
});

describe('Secondary cancer condition', () => {
  test.each([
    ['of the liver by its code', condition('snomed|94381002')],
    [
      'of the liver by its body site',
      condition('snomed|128462008', { bodySite: [concept('snomed|10200004')] }),
    ],
  ])('A metastasis %s is a liver metastasis.', (_, metastasis) => {
    expect(briefly('liverMetastases', [metastasis])).toBe('yes');
  });

  test('A metastasis of the brain is extrahepatic and outside the abdomen.', () => {
    const brain = [condition('snomed|94225005')];

    expect(briefly('extrahepaticDisease', brain)).toBe('yes');
    expect(briefly('extraAbdominalMetastases', brain)).toBe('yes');
  });
});
