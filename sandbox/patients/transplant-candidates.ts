/** Patients in whom all seven transplantation criteria are met, each by another way of recording. */
import { monthsAgo, yearsAgo } from './calendar.js';
import { DIAGNOSIS, GRADE, icd10cm, nelm, STUDY, SURGERY } from './codes.js';
import { definePatient, type PatientMaker } from './define-patient.js';
import { condition, type Entry, procedure } from './entries.js';
import { differentiation, ki67, pathology, residualTumour } from './pathology.js';
import { observationsAs } from './record-status.js';
import { checkUps, laboratory, problems, unknownCodes } from './routine-care.js';
import {
  diseaseStatus,
  imaging,
  krenningScore,
  liver,
  local,
  receptorPet,
  resectability,
  response,
  stated,
} from './tumour-findings.js';
import { amount, answer, words } from './values.js';

const routine: readonly Entry[] = [
  laboratory([
    [1, 'us'],
    [6, 'us'],
    [12, 'us'],
    [24, 'us'],
  ]),
  checkUps(3, 15),
  unknownCodes,
];

const birch = definePatient({
  id: 'birch',
  given: 'Ben',
  family: 'Example-Birch',
  gender: 'male',
  born: yearsAgo(41, 120),
  story: 'Pancreatic NET, primary removed R0, stable and confined to the liver: all Milan criteria',
  expected: { inScope: true, cards: 'some' },
  chart: [
    condition('net', DIAGNOSIS.endocrinePancreas, monthsAgo(37)),
    condition('lm', DIAGNOSIS.liverSecondary, monthsAgo(30)),
    condition('melanoma', icd10cm('C43.59', 'Malignant melanoma of trunk'), monthsAgo(150), {
      clinical: 'resolved',
      abated: monthsAgo(148),
    }),
    procedure('pancreatectomy', SURGERY.distalPancreas, monthsAgo(36)),
    residualTumour(monthsAgo(36), 'R0'),
    pathology(monthsAgo(36), {
      site: 'Pancreatic tail, resection',
      ki67: amount(2, '%'),
      grade: GRADE.g1,
      conclusion: 'Neuroendocrine tumour G1, margins clear.',
    }),
    procedure('sirt', SURGERY.sirt, monthsAgo(1), 'not-done'),
    liver(monthsAgo(2), { count: 6, involvement: amount(30, '%'), lobes: 'bilobar' }),
    stated('extrahepatic-disease', monthsAgo(2), 'absent'),
    resectability(monthsAgo(2), 'unresectable'),
    response(monthsAgo(28), 'progressive'),
    response(monthsAgo(20), 'stable'),
    response(monthsAgo(14), 'stable'),
    response(monthsAgo(9), 'stable'),
    response(monthsAgo(2), 'stable'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(2), 'Unchanged liver lesions.'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(14), 'Unchanged liver lesions.'),
    receptorPet(monthsAgo(9), 'positive', 3),
    problems('hypertension'),
    ...routine,
  ],
});

const cedar = definePatient({
  id: 'cedar',
  given: 'Clara',
  family: 'Example-Cedar',
  gender: 'female',
  born: yearsAgo(44, 10),
  story: 'All Milan criteria, absence of extrahepatic disease presumed from reports without text',
  expected: { inScope: true, cards: 'some' },
  chart: [
    condition('net', DIAGNOSIS.ileum, monthsAgo(35)),
    condition('lm', DIAGNOSIS.liverCarcinoid, monthsAgo(33)),
    procedure('ileectomy', SURGERY.ileum, monthsAgo(34)),
    residualTumour(monthsAgo(34), 'R0'),
    pathology(monthsAgo(34), {
      site: 'Ileum, resection',
      ki67: amount(1, '%'),
      grade: GRADE.g1,
      conclusion: 'Neuroendocrine tumour G1.',
    }),
    procedure('wedge-resection', SURGERY.liverMetastasis, monthsAgo(27)),
    residualTumour(monthsAgo(27), 'R1'),
    liver(monthsAgo(2), { count: 5, involvement: amount(20, '%') }),
    resectability(monthsAgo(2), 'unresectable'),
    diseaseStatus(monthsAgo(21), 'stable'),
    diseaseStatus(monthsAgo(12), 'stable'),
    diseaseStatus(monthsAgo(2), 'stable'),
    imaging('ct-chest', STUDY.ctChest, monthsAgo(2)),
    imaging('ct-abdomen', STUDY.ctAbdomenPelvis, monthsAgo(2)),
    imaging('ct-abdomen', STUDY.ctAbdomenPelvis, monthsAgo(12), 'Unchanged.'),
    receptorPet(monthsAgo(12), 'positive'),
    problems('hypothyroidism', 'reflux'),
    ...routine,
  ],
});

const willow = definePatient({
  id: 'willow',
  given: 'Wanda',
  family: 'Example-Willow',
  gender: 'female',
  born: yearsAgo(51, 3),
  story:
    'Findings mostly in the project codes: bands, categories and Krenning score; all Milan criteria',
  expected: { inScope: true, cards: 'some' },
  chart: [
    condition('net', DIAGNOSIS.jejunum, monthsAgo(29)),
    condition('lm', DIAGNOSIS.liverCarcinoid, monthsAgo(29)),
    procedure('enterectomy', SURGERY.smallBowel, monthsAgo(28)),
    local('residual-tumour', 'Residual tumour', monthsAgo(28, -4), answer(nelm('R0', 'R0'))),
    ki67(monthsAgo(28), words('2-3 %')),
    local('mitotic-count', 'Mitotic count', monthsAgo(28), amount(1, '/(2.mm2)'), {
      category: 'laboratory',
    }),
    differentiation(monthsAgo(28), 'well'),
    liver(monthsAgo(3), {
      involvement: answer(nelm('involvement-lt-50', 'less than 50 %')),
      pattern: 'lm-type-2',
      lobes: 'bilobar',
    }),
    local('lm-count', 'Number of liver metastases', monthsAgo(3), amount(10, '{#}', '>')),
    observationsAs('cancelled', resectability(monthsAgo(1), 'resectable')),
    resectability(monthsAgo(3), 'unresectable'),
    stated('extrahepatic-disease', monthsAgo(3), 'absent'),
    local('functioning-status', 'Functioning', monthsAgo(3), {
      ...answer(nelm('non-functioning', 'non-functioning')),
    }),
    ...[18, 10, 3].map((months) =>
      local(
        'disease-status',
        'Disease status',
        monthsAgo(months),
        answer(nelm('stable', 'stable')),
      ),
    ),
    krenningScore(monthsAgo(10), 3),
    imaging('mr', STUDY.mrAbdomen, monthsAgo(3), 'More than ten lesions, unchanged.'),
    imaging('mr', STUDY.mrAbdomen, monthsAgo(18), 'More than ten lesions.'),
    problems('diabetes', 'lipids'),
    ...routine,
  ],
});

export const transplantCandidates: readonly PatientMaker[] = [birch, cedar, willow];
