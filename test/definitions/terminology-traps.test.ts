/** Codes that mislead, one test per trap, numbered as in the list of traps of the terminology. */
import { expect, test } from '@jest/globals';
import type { PartialResource } from '../../src/model/cases.js';
import { briefly, concept, factSetOf } from '../support/facts-of.js';
import { knowledge } from '../support/knowledge.js';

type Code = Parameters<typeof concept>[0];

const date = '2026-10-01';

function condition(code: Code, more: object = {}): PartialResource {
  return { resourceType: 'Condition', code: concept(code), ...more };
}

function observation(code: Code, more: object): PartialResource {
  return { resourceType: 'Observation', code: concept(code), effectiveDateTime: date, ...more };
}

function measured(code: Code, value: number, unit: string): PartialResource {
  const system = 'http://unitsofmeasure.org';
  return observation(code, { valueQuantity: { value, unit, system, code: unit } });
}

function answered(code: Code, value: Code): PartialResource {
  return observation(code, { valueCodeableConcept: concept(value) });
}

function procedure(code: Code, more: object = {}): PartialResource {
  return {
    resourceType: 'Procedure',
    code: concept(code),
    performedDateTime: '2026-01-10',
    ...more,
  };
}

function drug(code: Code): PartialResource {
  return {
    resourceType: 'MedicationRequest',
    medicationCodeableConcept: concept(code),
    authoredOn: date,
  };
}

const ilealTumour = condition('icd10cm|C7A.012');
const clinicalStatus = (code: string): object => ({ clinicalStatus: { coding: [{ code }] } });

test('Trap 1: grade 3 alone tells neither tumour from carcinoma nor the differentiation.', () => {
  for (const grade of ['snomed|1155704001', 'snomed|61026006'] as const) {
    const records = [ilealTumour, answered('loinc|33732-9', grade)];

    expect(briefly('grade', records)).toBe('G3');
    expect(briefly('differentiation', records)).toBe('unknown');
    expect(briefly('morphology', records)).toBe('net or nec');
  }
});

test('Trap 2: grade and disease status are read by the codes of all versions of mCODE.', () => {
  for (const code of ['loinc|33732-9', 'ncit|C18000'] as const) {
    expect(briefly('grade', [answered(code, 'snomed|1663004')])).toBe('G2');
  }
  for (const code of ['loinc|88040-1', 'loinc|97509-4'] as const) {
    expect(briefly('diseaseStatus', [answered(code, 'snomed|271299001')])).toBe('progressive');
  }
});

test('Trap 3: a presence of Ki-67 is no index, one of the breast neither, and texts keep their range.', () => {
  const text = (valueString: string): readonly PartialResource[] => [
    observation('loinc|29593-1', { valueString }),
  ];

  expect(briefly('ki67Percent', [measured('loinc|33055-5', 3, '%')])).toEqual([3]);
  expect(briefly('ki67Percent', [answered('loinc|33055-5', 'snomed|10828004')])).toBe('unknown');
  expect(briefly('ki67Percent', [measured('loinc|85330-9', 3, '%')])).toBe('unknown');
  expect(briefly('ki67Percent', [measured('snomed|1237281001', 3, '%')])).toBe('unknown');
  expect(briefly('ki67Percent', text('<3 %'))).toEqual([[0, 3]]);
  expect(briefly('ki67Percent', text('3-5 %'))).toEqual([[3, 5]]);
  expect(briefly('ki67Percent', text('ca. 10 %'))).toEqual([[8, 12]]);
});

test('Trap 4: C7B.04 may be a mesenteric metastasis and does not prove peritoneal carcinomatosis.', () => {
  const records = [ilealTumour, condition('icd10cm|C7B.04')];

  expect(briefly('peritonealCarcinomatosis', records)).toBe(
    'none or limited or diffuse-or-unresectable',
  );
});

test('Trap 5: nodes of the mesentery are regional and neither extrahepatic nor outside the abdomen.', () => {
  for (const nodes of ['icd10cm|C77.2', 'snomed|94410007'] as const) {
    const records = [ilealTumour, condition(nodes)];

    expect(briefly('extrahepaticDisease', records)).toBe('yes or no');
    expect(briefly('extraAbdominalMetastases', records)).toBe('unknown');
    expect(briefly('unresectableLymphNodeMetastases', records)).toBe('yes or no');
  }
});

test('Trap 6: C78.7 is a liver metastasis; liver cancer, a primary and a metastasis from the liver are none.', () => {
  expect(briefly('liverMetastases', [condition('icd10cm|C78.7')])).toBe('yes');
  for (const code of ['icd10cm|C22.9', 'snomed|716652006', 'snomed|315000005'] as const) {
    expect(briefly('liverMetastases', [condition(code)])).toBe('unknown');
  }
});

test('Trap 7: a pancreatic tumour comes under several codes, and C7A.1 is a carcinoma.', () => {
  const pancreas = { bodySite: [concept('snomed|15776009')] };
  const histology = {
    extension: [
      {
        url: 'http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-histology-morphology-behavior',
        valueCodeableConcept: concept('icdO3|8240/3'),
      },
    ],
  };

  expect(briefly('primarySite', [condition('icd10cm|C25.4')])).toBe('pancreas');
  expect(briefly('primarySite', [condition('icd10cm|C7A.8', pancreas)])).toBe('pancreas');
  expect(briefly('primarySite', [condition('icd10cm|C7A.8')])).toBe('unknown');
  expect(briefly('primarySite', [condition('icd10cm|C7A.098', pancreas)])).toBe('pancreas');
  expect(briefly('primarySite', [condition('icd10cm|C25.0', histology)])).toBe('pancreas');
  expect(briefly('morphology', [condition('icd10cm|C7A.1')])).toBe('nec');
});

test('Trap 8: codes from before and after they were split or introduced are read.', () => {
  for (const code of ['E34.0', 'E34.00', 'E34.01', 'E34.09'] as const) {
    expect(briefly('hormonalSyndromes', [condition(`icd10cm|${code}`)])).toEqual(['carcinoid']);
  }
  expect(briefly('encephalopathy', [condition('icd10cm|K76.82')])).toBe('grade-1-2 or grade-3-4');
  expect(briefly('encephalopathy', [condition('icd10cm|K72.91')])).toBe('grade-3-4');
  for (const code of ['E16.A1', 'E16.A2', 'E16.A3'] as const) {
    expect(briefly('hormonalSyndromes', [condition(`icd10cm|${code}`)])).toEqual([]);
  }
});

test('Trap 9: tricuspid regurgitation and heart failure without a side are no right heart insufficiency.', () => {
  for (const code of ['icd10cm|I07.1', 'icd10cm|I36.1'] as const) {
    expect(briefly('rightHeartInsufficiency', [condition(code)])).toBe('presumed no');
  }
  expect(briefly('rightHeartInsufficiency', [condition('icd10cm|I50.9')])).toBe('yes or no');
});

test('Trap 10: 8246/3 leaves tumour or carcinoma, 8249/3 two grades, and 8243/3 and 8247/3 are neither.', () => {
  const typed = (code: Code): readonly PartialResource[] => [
    condition('icd10cm|C25.9'),
    answered('loinc|31206-6', code),
  ];

  expect(briefly('morphology', typed('icdO3|8246/3'))).toBe('net or nec');
  expect(briefly('grade', typed('icdO3|8249/3'))).toBe('G2 or G3');
  for (const code of ['icdO3|8243/3', 'icdO3|8247/3'] as const) {
    expect(briefly('neuroendocrineHistology', typed(code))).toBe('unknown');
  }
});

test('Trap 11: lutetium against the prostate is no receptor therapy, and a tracer not named shows no receptors.', () => {
  expect(briefly('priorTherapies', [drug('hcpcs|A9513')])).toEqual(['prrt']);
  expect(briefly('priorTherapies', [drug('hcpcs|A9607')])).toEqual([]);
  expect(briefly('priorTherapies', [procedure('snomed|1263784000')])).toEqual([]);
  for (const code of ['snomed|443271005', 'snomed|82918005', 'loinc|44139-4'] as const) {
    expect(briefly('somatostatinReceptorStatus', [answered(code, 'snomed|10828004')])).toBe(
      'unknown',
    );
  }
});

test('Trap 12: one CPT code means three procedures and is not read; codes of yttrium-90 are.', () => {
  expect(knowledge.codeSystems.systems).not.toHaveProperty('cpt');
  expect(briefly('priorTherapies', [procedure('cpt|37243')])).toEqual([]);
  expect(briefly('priorTherapies', [procedure('cpt|79445')])).toEqual([]);
  for (const code of ['hcpcs|S2095', 'hcpcs|C2616'] as const) {
    expect(briefly('priorTherapies', [procedure(code)])).toEqual(['sirt']);
  }
});

test('Trap 13: another organ, a donor, a cyst and a biopsy are no treatment of this liver.', () => {
  const others = [
    'snomed|78861005',
    'snomed|712539007',
    'pcs|0FB03ZX',
    'snomed|113127005',
  ] as const;
  for (const code of others) expect(briefly('priorTherapies', [procedure(code)])).toEqual([]);
  const kidney = { resourceType: 'ServiceRequest', code: concept('snomed|113127005') };
  expect(briefly('existingOrders', [kidney])).toEqual([]);
});

test('Trap 14: of filtration rates the formula without a race is preferred, and those with one are not read.', () => {
  const unit = 'mL/min/{1.73_m2}';
  const pairs = ['48642-3', '48643-1', '88293-6', '88294-4'].map((code) =>
    measured(`loinc|${code}`, 40, unit),
  );

  expect(briefly('eGFR', pairs)).toBe('unknown');
  expect(briefly('eGFR', [...pairs, measured('loinc|98979-8', 55, unit)])).toEqual([55]);
  expect(
    briefly('eGFR', [measured('loinc|62238-1', 52, unit), measured('loinc|98979-8', 55, unit)]),
  ).toEqual([55]);
  expect(briefly('eGFR', [measured('loinc|98979-8', 55, 'mL/min/1.73.m2')])).toEqual([55]);
});

test('Trap 15: units are converted where they can be, and other tests are not taken for the same.', () => {
  const low = [measured('loinc|14631-6', 17.1, 'umol/L')];
  const { possible } = factSetOf(low).facts.get('bilirubin') ?? {};

  expect(possible?.kind === 'interval' && possible.intervals[0]?.low).toBeCloseTo(1, 2);
  expect(briefly('platelets', [measured('loinc|777-3', 75, '10*3/uL')])).toEqual([75]);
  expect(briefly('functioning', [measured('loinc|30169-7', 900, 'U/L')])).toBe(
    'presumed non-functioning',
  );
  expect(briefly('hormoneSymptoms', [measured('loinc|1695-6', 60, 'mg/(24.h)')])).toBe('unknown');
  for (const code of ['loinc|33762-6', 'loinc|30934-4'] as const) {
    expect(briefly('rightHeartInsufficiency', [measured(code, 4000, 'pg/mL')])).toBe('presumed no');
  }
});

test('Trap 16: retired codes of carcinoid tumours are accepted and never emitted.', () => {
  const retired = ['254613007', '276816003', '276808007', '254627002', '314947008'];
  const emitted = knowledge.services.flatMap(({ orders }) =>
    orders.flatMap(({ codings }) => codings.map(({ code }) => code)),
  );

  for (const code of retired) {
    expect(briefly('neuroendocrineDiagnosis', [condition(`snomed|${code}`)])).toMatch(
      /^(gastroenteropancreatic|unstated-site)$/,
    );
    expect(emitted).not.toContain(code);
  }
});

test('Trap 17: drugs count by verified codes, of ATC the old ones as well.', () => {
  expect(briefly('priorTherapies', [drug('rxnorm|68092')])).toEqual(['lanreotide']);
  expect(briefly('priorTherapies', [drug('rxnorm|999999999')])).toEqual([]);
  expect(briefly('priorTherapies', [drug('atc|L01XE10')])).toEqual(['everolimus']);
  expect(briefly('priorTherapies', [drug('atc|L01XE04')])).toEqual(['sunitinib']);
  expect(briefly('priorTherapies', [drug('atc|L01XC07')])).toEqual(['bevacizumab']);
});

test('Trap 18: override reasons are told apart by their codes, displays with an asterisk included.', () => {
  for (const { overrideReasons } of knowledge.services) {
    const codes = overrideReasons.map(({ code }) => code);
    const refused = overrideReasons.find(({ code }) => code === 'patient-refuses');

    expect(refused?.display).toMatch(/\*$/);
    expect(codes).toEqual([...new Set(codes)]);
    expect(codes.filter((code) => !/^[a-z-]+$/.test(code))).toEqual([]);
  }
});

test('Trap 19: history, status, remission, refutation and a false answer are no positive evidence.', () => {
  const refuted = { verificationStatus: { coding: [{ code: 'refuted' }] } };
  const absent = [
    observation('snomed|1098951000119108', { valueBoolean: true }),
    condition('snomed|1098951000119108'),
    condition('icd10cm|C7B.02', clinicalStatus('resolved')),
    condition('icd10cm|C7B.02', clinicalStatus('remission')),
    condition('icd10cm|C7B.02', refuted),
  ];

  for (const record of absent) expect(briefly('liverMetastases', [record])).toBe('unknown');
  expect(briefly('priorTherapies', [condition('icd10cm|Z94.4')])).toEqual([]);
  expect(briefly('primaryResection', [condition('icd10cm|Z90.411')])).toBe('unknown');
  const none = observation('nelm|extrahepatic-disease', { valueBoolean: false });
  expect(briefly('extrahepaticDisease', [none])).toBe('no');
  const noThrombosis = observation('snomed|17920008', { valueBoolean: false });
  expect(briefly('portalVeinThrombosis', [noThrombosis])).toBe('no');
});

test('Trap 20: a code counts whatever its display says.', () => {
  const displays = [
    'Secondary malignant neoplasm of liver',
    'Metastatic malignant neoplasm to liver',
  ];
  for (const display of displays) {
    const coding = [{ system: 'http://snomed.info/sct', code: '94381002', display }];

    expect(briefly('liverMetastases', [{ resourceType: 'Condition', code: { coding } }])).toBe(
      'yes',
    );
  }
});
