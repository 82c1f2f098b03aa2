/** What fills every chart beside the tumour: laboratory visits, check-ups and common problems. */
import type { Observation } from 'fhir/r4.js';
import { at, monthsAgo, type When } from './calendar.js';
import { concept, DRUG, hospital, icd10cm, loinc, snomed, type Code } from './codes.js';
import {
  condition,
  encounter,
  type Entry,
  medication,
  observation,
  type Subject,
  together,
} from './entries.js';
import { amount, words } from './values.js';

/** Units of a laboratory: per mass as in the US, or per substance (SI) as in Europe. */
export type Laboratory = 'us' | 'si';

interface Test {
  readonly slug: string;
  readonly us: readonly [code: Code, low: number, high: number, unit: string, digits: number];
  readonly si?: readonly [code: Code, low: number, high: number, unit: string, digits: number];
}

const BLOOD: readonly Test[] = [
  {
    slug: 'hb',
    us: [loinc('718-7', 'Hemoglobin [Mass/volume] in Blood'), 12.2, 14.6, 'g/dL', 1],
    si: [loinc('718-7', 'Hemoglobin [Mass/volume] in Blood'), 122, 146, 'g/L', 0],
  },
  { slug: 'wbc', us: [loinc('6690-2', 'Leukocytes [#/volume] in Blood'), 4.6, 8.9, '10*3/uL', 1] },
  {
    slug: 'plt',
    us: [loinc('777-3', 'Platelets [#/volume] in Blood'), 170, 330, '10*3/uL', 0],
    si: [loinc('777-3', 'Platelets [#/volume] in Blood'), 170, 330, '10*9/L', 0],
  },
  {
    slug: 'bili',
    us: [loinc('1975-2', 'Bilirubin.total [Mass/volume]'), 0.3, 1, 'mg/dL', 1],
    si: [loinc('14631-6', 'Bilirubin.total [Moles/volume]'), 5, 17, 'umol/L', 0],
  },
  {
    slug: 'alb',
    us: [loinc('1751-7', 'Albumin [Mass/volume] in Serum or Plasma'), 3.8, 4.6, 'g/dL', 1],
    si: [loinc('1751-7', 'Albumin [Mass/volume] in Serum or Plasma'), 38, 46, 'g/L', 0],
  },
  { slug: 'alt', us: [loinc('1742-6', 'Alanine aminotransferase'), 14, 41, 'U/L', 0] },
  { slug: 'alp', us: [loinc('6768-6', 'Alkaline phosphatase'), 60, 128, 'U/L', 0] },
  {
    slug: 'crea',
    us: [loinc('2160-0', 'Creatinine [Mass/volume]'), 0.7, 1.1, 'mg/dL', 2],
    si: [loinc('14682-9', 'Creatinine [Moles/volume]'), 62, 97, 'umol/L', 0],
  },
];

const MARKERS: readonly Test[] = [
  {
    slug: 'cga',
    us: [loinc('9811-1', 'Chromogranin A [Mass/volume]'), 90, 640, 'ng/mL', 0],
    si: [loinc('9811-1', 'Chromogranin A [Mass/volume]'), 90, 640, 'ug/L', 0],
  },
  {
    slug: '5hiaa',
    us: [loinc('1695-6', '5-Hydroxyindoleacetate [Mass/time]'), 3, 24, 'mg/(24.h)', 1],
    si: [loinc('14573-0', '5-Hydroxyindoleacetate [Moles/time]'), 16, 125, 'umol/(24.h)', 0],
  },
];

/** Blood tests on each of the visits; markers of neuroendocrine tumours as well when asked for. */
export function laboratory(
  visits: readonly (readonly [monthsAgo: number, units: Laboratory])[],
  markers: 'markers' | 'no-markers' = 'markers',
): Entry {
  const tests = markers === 'markers' ? [...BLOOD, ...MARKERS] : BLOOD;
  return together(
    ...visits.flatMap(([months, units]) =>
      tests.map((test) => measured(test, units, at(monthsAgo(months, 6), '08:20'))),
    ),
  );
}

function measured(test: Test, units: Laboratory, when: When): Entry {
  const [code, low, high, unit, digits] = units === 'us' ? test.us : (test.si ?? test.us);
  return (subject) => {
    const share = fraction(`${subject.id}/${test.slug}/${when.label}`);
    const value = Number((low + share * (high - low)).toFixed(digits));
    return observation(test.slug, code, when, amount(value, unit))(subject);
  };
}

/** A number in [0, 1) that depends on the text alone (FNV-1a): charts differ, yet never change. */
function fraction(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return hash / 2 ** 32;
}

/** Check-ups in primary care: encounter, blood pressure, weight. */
export function checkUps(...visits: readonly number[]): Entry {
  return together(...visits.map((months) => checkUp(at(monthsAgo(months, 11), '10:40'))));
}

function checkUp(when: When): Entry {
  const vital = { category: 'vital-signs' } as const;
  const weight = (subject: Subject) => 58 + Math.round(30 * fraction(`${subject.id}/weight`));
  return together(
    encounter('visit', when, 'Follow-up'),
    (subject) =>
      observation(
        'weight',
        loinc('29463-7', 'Body weight'),
        when,
        amount(weight(subject), 'kg'),
        vital,
      )(subject),
    observation(
      'bp',
      loinc('85354-9', 'Blood pressure panel'),
      when,
      {},
      {
        ...vital,
        component: bloodPressure(128, 78),
      },
    ),
  );
}

function bloodPressure(systolic: number, diastolic: number): Observation['component'] {
  return [
    {
      code: concept(loinc('8480-6', 'Systolic blood pressure')),
      ...pressure(systolic),
    },
    {
      code: concept(loinc('8462-4', 'Diastolic blood pressure')),
      ...pressure(diastolic),
    },
  ];
}

function pressure(value: number): Pick<Observation, 'valueQuantity'> {
  const system = 'http://unitsofmeasure.org';
  return { valueQuantity: { value, unit: 'mmHg', system, code: 'mm[Hg]' } };
}

const PROBLEM = {
  hypertension: together(
    condition('hypertension', icd10cm('I10', 'Essential (primary) hypertension'), monthsAgo(96)),
    medication('lisinopril', DRUG.lisinopril, monthsAgo(11), '10 mg by mouth once daily'),
  ),
  diabetes: together(
    condition(
      'diabetes',
      icd10cm('E11.9', 'Type 2 diabetes mellitus without complications'),
      monthsAgo(80),
    ),
    medication('metformin', DRUG.metformin, monthsAgo(9), '500 mg by mouth twice daily'),
    observation(
      'hba1c',
      loinc('4548-4', 'Hemoglobin A1c/Hemoglobin.total in Blood'),
      monthsAgo(5),
      amount(6.8, '%'),
    ),
  ),
  lipids: together(
    condition('lipids', icd10cm('E78.5', 'Hyperlipidemia, unspecified'), monthsAgo(70)),
    medication('atorvastatin', DRUG.atorvastatin, monthsAgo(14), '20 mg by mouth at night'),
  ),
  hypothyroidism: together(
    condition('hypothyroidism', icd10cm('E03.9', 'Hypothyroidism, unspecified'), monthsAgo(120)),
    medication('levothyroxine', DRUG.levothyroxine, monthsAgo(10), '75 ug by mouth once daily'),
  ),
  reflux: together(
    condition(
      'reflux',
      icd10cm('K21.9', 'Gastro-esophageal reflux disease without esophagitis'),
      monthsAgo(44),
    ),
    medication(
      'omeprazole',
      DRUG.omeprazole,
      monthsAgo(13),
      '20 mg by mouth once daily',
      'stopped',
    ),
  ),
  gallstones: condition(
    'gallstones',
    icd10cm('K80.20', 'Calculus of gallbladder without cholecystitis without obstruction'),
    monthsAgo(38),
  ),
  snomedHypertension: together(
    condition(
      'hypertension',
      snomed('38341003', 'Hypertensive disorder, systemic arterial (disorder)'),
      monthsAgo(77),
    ),
    medication('amlodipine', DRUG.amlodipine, monthsAgo(8), '5 mg by mouth once daily'),
  ),
} as const;

export function problems(...names: readonly (keyof typeof PROBLEM)[]): Entry {
  return together(...names.map((name) => PROBLEM[name]));
}

/** Records in codes that no mapping knows. */
export const unknownCodes: Entry = together(
  condition('local-problem', hospital('PX-4471', 'Requires interpreter'), monthsAgo(31)),
  observation('local-score', hospital('NUTR-7', 'Nutrition score'), monthsAgo(4), words('B')),
  observation(
    'smoking',
    loinc('72166-2', 'Tobacco smoking status'),
    monthsAgo(10),
    { valueCodeableConcept: concept(snomed('266919005', 'Never smoked tobacco (finding)')) },
    { category: 'survey' },
  ),
);
