/** Patients for whom an exclusion of surgery is met: expected mortality, extra-abdominal disease, the heart. */

import { monthsAgo, yearsAgo } from './calendar.js';
import { DIAGNOSIS, GRADE, icd10cm, snomed, STUDY, SURGERY } from './codes.js';
import { definePatient, type PatientMaker } from './define-patient.js';
import { condition, order, procedure } from './entries.js';
import { pathology } from './pathology.js';
import { checkUps, laboratory, problems, unknownCodes } from './routine-care.js';
import {
  echo,
  imaging,
  liver,
  local,
  receptorPet,
  resectability,
  response,
} from './tumour-findings.js';
import { amount, between } from './values.js';

const beech = definePatient({
  id: 'beech',
  given: 'Bela',
  family: 'Example-Beech',
  gender: 'male',
  born: yearsAgo(74, 5),
  story: 'Resection on order although the expected mortality was put at 8-12 %',
  expected: {
    inScope: true,
    settledBy: { somatostatinReceptorStatus: ['prrt'] },
    warnsAbout: ['curative-resection'],
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.endocrinePancreas, monthsAgo(15)),
    condition('lm', DIAGNOSIS.liverSecondary, monthsAgo(15)),
    condition('copd', icd10cm('J44.9', 'Chronic obstructive pulmonary disease'), monthsAgo(140)),
    pathology(monthsAgo(14), {
      site: 'Liver segment V, core biopsy',
      ki67: amount(2.5, '%'),
      grade: GRADE.g1,
      conclusion: 'Neuroendocrine tumour G1.',
    }),
    liver(monthsAgo(2), { count: 1, largest: amount(44, 'mm') }),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(2), 'Solitary lesion, emphysema.'),
    resectability(monthsAgo(1), 'resectable'),
    local(
      'perioperative-mortality',
      'Expected perioperative mortality',
      monthsAgo(1),
      between(8, 12, '%'),
      { category: 'exam' },
    ),
    order('hepatectomy', SURGERY.partialHepatectomy, monthsAgo(0, 12)),
    laboratory([
      [1, 'us'],
      [4, 'us'],
      [8, 'us'],
      [14, 'us'],
    ]),
    checkUps(2, 5, 8),
    problems('hypertension', 'lipids', 'reflux'),
    unknownCodes,
  ],
});

const nutmeg = definePatient({
  id: 'nutmeg',
  given: 'Nils',
  family: 'Example-Nutmeg',
  gender: 'male',
  born: yearsAgo(50, 20),
  story:
    'Bone metastases and a planned transplantation, whose criteria are not met but not excluded',
  expected: {
    inScope: true,
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.endocrinePancreas, monthsAgo(20)),
    condition('lm', DIAGNOSIS.liverCarcinoid, monthsAgo(20)),
    condition(
      'bone',
      [DIAGNOSIS.bone, snomed('94222008', 'Secondary malignant neoplasm of bone (disorder)')],
      monthsAgo(9),
    ),
    pathology(monthsAgo(19), {
      site: 'Liver segment VIII, core biopsy',
      ki67: amount(12, '%'),
      grade: GRADE.g2,
      conclusion: 'Neuroendocrine tumour G2.',
    }),
    procedure('pancreatectomy', SURGERY.distalPancreas, monthsAgo(18)),
    liver(monthsAgo(3), { count: 11, involvement: amount(35, '%'), lobes: 'bilobar' }),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(3), 'Liver and vertebral lesions.'),
    receptorPet(monthsAgo(7), 'negative', 1),
    resectability(monthsAgo(3), 'unresectable'),
    response(monthsAgo(3), 'progressive'),
    order('transplant', SURGERY.liverTransplant, monthsAgo(1)),
    laboratory([
      [1, 'us'],
      [3, 'us'],
      [7, 'us'],
      [16, 'si'],
    ]),
    checkUps(2, 10),
    problems('diabetes'),
    unknownCodes,
  ],
});

const teak = definePatient({
  id: 'teak',
  given: 'Thea',
  family: 'Example-Teak',
  gender: 'female',
  born: yearsAgo(68, 27),
  story: 'Two-stage hepatectomy on order in spite of right heart failure',
  expected: {
    inScope: true,
    remarks: { 'staged-resection': { bilobar: 'met', 'future-liver-remnant-below-30': 'met' } },
    warnsAbout: ['staged-resection'],
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.ileum, monthsAgo(21)),
    condition('lm', DIAGNOSIS.liverCarcinoid, monthsAgo(21)),
    condition('carcinoid', DIAGNOSIS.carcinoidSyndrome, monthsAgo(20)),
    condition('heart', icd10cm('I50.810', 'Right heart failure, unspecified'), monthsAgo(6)),
    echo(monthsAgo(3), true),
    pathology(monthsAgo(20), {
      site: 'Liver segment II, core biopsy',
      ki67: amount(4, '%'),
      grade: GRADE.g2,
      conclusion: 'Neuroendocrine tumour G2, Ki-67 4 %.',
    }),
    liver(monthsAgo(2), { count: 4, largest: amount(66, 'mm'), lobes: 'bilobar' }),
    local('future-liver-remnant', 'Future liver remnant', monthsAgo(2), amount(22, '%')),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(2), 'Bilobar lesions; volumetry.'),
    receptorPet(monthsAgo(13), 'positive', 3),
    resectability(monthsAgo(1), 'resectable-staged'),
    order('two-stage-hepatectomy', SURGERY.twoStageHepatectomy, monthsAgo(0, 7)),
    laboratory([
      [1, 'us'],
      [4, 'us'],
      [9, 'us'],
      [15, 'us'],
    ]),
    checkUps(1, 7),
    problems('hypothyroidism', 'reflux'),
    unknownCodes,
  ],
});

export const resectionExclusions: readonly PatientMaker[] = [beech, nutmeg, teak];
