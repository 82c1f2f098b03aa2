/** Patients about whom the service must stay silent. */
import { at, daysAgo, monthsAgo, yearsAgo } from './calendar.js';
import { DIAGNOSIS, DRUG, GRADE, icd10cm, loinc, snomed, STUDY, SURGERY } from './codes.js';
import { definePatient, type PatientMaker } from './define-patient.js';
import { condition, medication, observation, procedure } from './entries.js';
import { pathology, residualTumour } from './pathology.js';
import { conditionEnteredInError, refuted } from './record-status.js';
import { checkUps, laboratory, problems, unknownCodes } from './routine-care.js';
import type { ExpectedEvaluation } from './sandbox-patient.js';
import { imaging, liver, receptorPet, resectability } from './tumour-findings.js';
import { amount, flag } from './values.js';

const silent = (scopeReason: string): ExpectedEvaluation => ({
  inScope: false,
  scopeReason,
  cards: 'none',
});

const chestnut = definePatient({
  id: 'chestnut',
  given: 'Cora',
  family: 'Example-Chestnut',
  gender: 'female',
  born: yearsAgo(66, 13),
  story: 'Colon cancer with liver metastases, no neuroendocrine tumour',
  expected: silent('no-net'),
  chart: [
    condition('colon', icd10cm('C18.7', 'Malignant neoplasm of sigmoid colon'), monthsAgo(15)),
    condition('lm', DIAGNOSIS.liverSecondary, monthsAgo(6)),
    medication('capecitabine', DRUG.capecitabine, monthsAgo(4), '1000 mg/m2 twice daily'),
    medication('oxaliplatin', DRUG.oxaliplatin, monthsAgo(4), '130 mg/m2 every 21 days'),
    liver(monthsAgo(2), { count: 3, largest: amount(21, 'mm') }),
    resectability(monthsAgo(2), 'resectable'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(2), 'Three liver metastases.'),
    ...[2, 6, 15].map((months) =>
      observation(
        'cea',
        loinc('2039-6', 'Carcinoembryonic Ag [Mass/volume] in Serum or Plasma'),
        monthsAgo(months),
        amount(12 + months, 'ng/mL'),
      ),
    ),
    laboratory(
      [
        [1, 'us'],
        [4, 'us'],
        [9, 'us'],
        [15, 'us'],
      ],
      'no-markers',
    ),
    checkUps(2, 8),
    problems('hypertension', 'lipids'),
    unknownCodes,
  ],
});

const hazel = definePatient({
  id: 'hazel',
  given: 'Hanna',
  family: 'Example-Hazel',
  gender: 'female',
  born: yearsAgo(52, 201),
  story: 'Primary care chart without any tumour',
  expected: silent('no-net'),
  chart: [
    laboratory(
      [
        [2, 'us'],
        [14, 'us'],
        [26, 'us'],
        [38, 'us'],
      ],
      'no-markers',
    ),
    checkUps(2, 14, 26, 38),
    problems('hypertension', 'lipids', 'reflux', 'hypothyroidism'),
    unknownCodes,
  ],
});

const linden = definePatient({
  id: 'linden',
  given: 'Leo',
  family: 'Example-Linden',
  gender: 'male',
  born: yearsAgo(39, 70),
  story: 'Appendiceal NET without liver metastases, which were suspected and refuted',
  expected: silent('no-liver-metastases'),
  chart: [
    condition('net', DIAGNOSIS.appendix, monthsAgo(21)),
    refuted(condition('lm', DIAGNOSIS.liverSecondary, monthsAgo(19))),
    conditionEnteredInError(condition('lm-coded', DIAGNOSIS.liverCarcinoid, monthsAgo(19))),
    observation(
      'metastatic-history',
      snomed('1098951000119108', 'History of cancer metastatic to liver (situation)'),
      monthsAgo(3),
      flag(false),
    ),
    condition('fatty-liver', icd10cm('K76.0', 'Fatty (change of) liver'), monthsAgo(19)),
    procedure('appendicectomy', SURGERY.appendix, monthsAgo(21)),
    residualTumour(monthsAgo(21), 'R0'),
    pathology(monthsAgo(21), {
      site: 'Appendix, resection',
      ki67: amount(1, '%'),
      grade: GRADE.g1,
      conclusion: 'Neuroendocrine tumour G1 of the appendix.',
    }),
    imaging('mr-liver', STUDY.mrLiver, monthsAgo(19), 'Focal fat, no metastasis.'),
    imaging('ct', STUDY.ctAbdomenPelvis, monthsAgo(8), 'No recurrence.'),
    laboratory([
      [2, 'us'],
      [8, 'us'],
      [15, 'us'],
      [21, 'us'],
    ]),
    checkUps(3, 15),
    problems('reflux'),
    unknownCodes,
  ],
});

const mulberry = definePatient({
  id: 'mulberry',
  given: 'Max',
  family: 'Example-Mulberry',
  gender: 'male',
  born: yearsAgo(77, 25),
  died: daysAgo(20),
  story: 'Died three weeks ago with a complete record of ileal NET and liver metastases',
  expected: silent('deceased'),
  chart: [
    condition('net', DIAGNOSIS.ileum, monthsAgo(60)),
    condition('lm', DIAGNOSIS.liverCarcinoid, monthsAgo(58)),
    pathology(monthsAgo(58), {
      site: 'Liver segment V, core biopsy',
      ki67: amount(7, '%'),
      grade: GRADE.g2,
      conclusion: 'Neuroendocrine tumour G2.',
    }),
    liver(monthsAgo(2), { count: 1, largest: amount(70, 'mm') }),
    resectability(monthsAgo(2), 'resectable'),
    receptorPet(monthsAgo(12), 'positive', 3),
    imaging('ct', STUDY.ctChestAbdomenPelvis, at(monthsAgo(2), '16:00'), 'Growing lesion.'),
    medication('octreotide', DRUG.octreotide, monthsAgo(55), 'LAR 30 mg every 28 days', 'stopped'),
    laboratory([
      [2, 'us'],
      [6, 'us'],
      [12, 'us'],
      [24, 'us'],
    ]),
    checkUps(6, 18),
    problems('hypertension', 'diabetes', 'lipids'),
    unknownCodes,
  ],
});

const sumac = definePatient({
  id: 'sumac',
  given: 'Selma',
  family: 'Example-Sumac',
  gender: 'female',
  born: yearsAgo(57, 31),
  story: 'Thymic carcinoid with liver metastases, to which the criteria do not apply',
  expected: silent('no-net'),
  chart: [
    condition('net', DIAGNOSIS.thymus, monthsAgo(17)),
    condition('lm', DIAGNOSIS.liverSecondary, monthsAgo(10)),
    pathology(monthsAgo(16), {
      site: 'Anterior mediastinum, core biopsy',
      ki67: amount(9, '%'),
      conclusion: 'Atypical carcinoid of the thymus.',
    }),
    liver(monthsAgo(3), { count: 4, largest: amount(2.4, 'cm') }),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(3), 'Mediastinal mass, liver lesions.'),
    receptorPet(monthsAgo(9), 'positive', 2),
    laboratory([
      [1, 'us'],
      [5, 'us'],
      [10, 'us'],
      [16, 'us'],
    ]),
    checkUps(4, 12),
    problems('hypothyroidism'),
    unknownCodes,
  ],
});

export const outOfScope: readonly PatientMaker[] = [chestnut, hazel, linden, mulberry, sumac];
