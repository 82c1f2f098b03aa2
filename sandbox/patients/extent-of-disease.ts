/** Patients with a large share of the liver involved, or with most disease outside it. */
import { ecog, judged } from './assessments.js';
import { monthsAgo, yearsAgo } from './calendar.js';
import { DIAGNOSIS, GRADE, HISTOLOGY, nelm, STUDY } from './codes.js';
import { definePatient, type PatientMaker } from './define-patient.js';
import { condition, type Entry } from './entries.js';
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
  stated,
} from './tumour-findings.js';
import { amount, answer } from './values.js';

const routine: readonly Entry[] = [
  laboratory([
    [1, 'us'],
    [3, 'us'],
    [7, 'us'],
    [12, 'us'],
  ]),
  checkUps(2, 6, 15),
  unknownCodes,
];

const ebony = definePatient({
  id: 'ebony',
  given: 'Emil',
  family: 'Example-Ebony',
  gender: 'male',
  born: yearsAgo(53, 44),
  story: 'More than 75 % of the liver involved: pancreatic NET G2, progressive, painful',
  expected: {
    inScope: true,
    remarks: {
      'chemotherapy-wd-net': { 'hepatic-involvement-above-75': 'met' },
      'thermal-ablation': { 'pattern-type-3': 'met', 'hepatic-involvement-above-50': 'met' },
    },
    statements: ['involvement-above-75'],

    arms: {
      'chemotherapy-wd-net': { 'streptozotocin-doxorubicin-fluorouracil': 'met' },
      'somatostatin-analogue': { 'octreotide-lar': 'not-met', lanreotide: 'not-met' },
    },
    settledBy: { refractoryToMedicalTherapy: ['cytoreductive-resection'] },
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.endocrinePancreas, monthsAgo(10)),
    condition('lm', DIAGNOSIS.liverCarcinoid, monthsAgo(10)),
    pathology(monthsAgo(9), {
      site: 'Liver segment IV, core biopsy',
      ki67: amount(14, '%'),
      grade: GRADE.g2,
      histology: HISTOLOGY.netG2,
      conclusion: 'Well-differentiated neuroendocrine tumour G2, Ki-67 14 %.',
    }),
    liver(monthsAgo(1), {
      involvement: answer(nelm('involvement-gt-75', 'more than 75 %')),
      pattern: 'lm-type-3',
      lobes: 'bilobar',
    }),
    stated('extrahepatic-disease', monthsAgo(1), 'absent'),
    resectability(monthsAgo(1), 'unresectable'),
    response(monthsAgo(1), 'progressive'),
    judged('bulk-symptoms', monthsAgo(1), true),
    ecog(monthsAgo(1), 2),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(1), 'Liver largely replaced.'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(10), 'Extensive liver metastases.'),
    receptorPet(monthsAgo(8), 'negative', 1),
    problems('hypertension', 'diabetes', 'gallstones'),
    ...routine,
  ],
});

const myrtle = definePatient({
  id: 'myrtle',
  given: 'Minna',
  family: 'Example-Myrtle',
  gender: 'female',
  born: yearsAgo(73, 70),
  story: 'Peritoneal carcinomatosis outweighs the liver: no liver-directed pathway',
  expected: {
    inScope: true,
    arms: { 'somatostatin-analogue': { 'octreotide-lar': 'met', lanreotide: 'not-met' } },
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.ileum, monthsAgo(8)),
    condition('lm', DIAGNOSIS.liverCarcinoid, monthsAgo(8)),
    condition('carcinoid', DIAGNOSIS.carcinoidSyndrome, monthsAgo(8)),
    condition('peritoneum', DIAGNOSIS.peritonealCarcinoid, monthsAgo(7)),
    echo(monthsAgo(4), false),
    pathology(monthsAgo(7), {
      site: 'Peritoneum, laparoscopic biopsy',
      ki67: amount(2, '%'),
      grade: GRADE.g1,
      conclusion: 'Peritoneal deposit of a neuroendocrine tumour G1.',
    }),
    liver(monthsAgo(2), { count: 3, largest: amount(15, 'mm'), involvement: amount(2, '%') }),
    local('peritoneal-carcinomatosis', 'Peritoneal carcinomatosis', monthsAgo(2), {
      ...answer(nelm('diffuse-or-unresectable', 'diffuse or unresectable')),
    }),
    judged('liver-dominant-disease', monthsAgo(2), false),
    resectability(monthsAgo(2), 'unresectable'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(2), 'Diffuse peritoneal deposits.'),
    imaging('ct', STUDY.ctAbdomenPelvis, monthsAgo(8), 'Peritoneal and liver lesions.'),
    receptorPet(monthsAgo(6), 'positive', 3),
    problems('hypertension', 'lipids'),
    ...routine,
  ],
});

export const extentOfDisease: readonly PatientMaker[] = [ebony, myrtle];
