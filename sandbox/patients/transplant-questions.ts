/** Transplantation candidates of whom one criterion is open or not met. */
import { at, monthsAgo, yearsAgo } from './calendar.js';
import { DIAGNOSIS, GRADE, nelm, snomed, STUDY, SURGERY } from './codes.js';
import { definePatient, type PatientMaker } from './define-patient.js';
import { condition, type Entry, procedure } from './entries.js';
import { ki67, pathology, residualTumour } from './pathology.js';
import { checkUps, laboratory, problems, unknownCodes } from './routine-care.js';
import {
  diseaseStatus,
  imaging,
  liver,
  receptorPet,
  resectability,
  response,
  stated,
} from './tumour-findings.js';
import { amount, answer, words } from './values.js';

const routine: readonly Entry[] = [
  laboratory([
    [1, 'us'],
    [5, 'us'],
    [9, 'si'],
    [18, 'us'],
  ]),
  checkUps(2, 14),
  unknownCodes,
];

const dogwood = definePatient({
  id: 'dogwood',
  given: 'Dora',
  family: 'Example-Dogwood',
  gender: 'female',
  born: yearsAgo(43, 90),
  story: 'Transplantation hangs on extrahepatic disease: staged with a report nobody has coded',
  expected: {
    inScope: true,
    settledBy: {
      extrahepaticDisease: ['liver-transplantation'],
      liverDominant: ['sirt', 'downstaging'],
    },
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.ileum, monthsAgo(32)),
    condition('lm', DIAGNOSIS.liverCarcinoid, monthsAgo(32)),
    procedure('ileectomy', SURGERY.ileum, monthsAgo(31)),
    residualTumour(monthsAgo(31), 'R0'),
    pathology(monthsAgo(31), {
      site: 'Ileum, resection',
      ki67: amount(2, '%'),
      grade: GRADE.g1,
      conclusion: 'Neuroendocrine tumour G1.',
    }),
    liver(monthsAgo(2), { count: 5, involvement: amount(20, '%'), pattern: 'lm-type-2' }),
    resectability(monthsAgo(2), 'unresectable'),
    diseaseStatus(monthsAgo(21), 'stable'),
    diseaseStatus(monthsAgo(12), 'stable'),
    diseaseStatus(monthsAgo(2), 'stable'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(2), 'Liver lesions unchanged.'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(12), 'Liver lesions unchanged.'),
    receptorPet(monthsAgo(9), 'negative', 0),
    problems('hypertension', 'reflux'),
    ...routine,
  ],
});

const aspen = definePatient({
  id: 'aspen',
  given: 'Arno',
  family: 'Example-Aspen',
  gender: 'male',
  born: yearsAgo(47, 50),
  story: 'Transplantation: progression four months ago, so not stable for six months',
  expected: {
    inScope: true,
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.endocrinePancreas, monthsAgo(38)),
    condition('lm', DIAGNOSIS.liverCarcinoid, monthsAgo(36)),
    procedure('pancreatectomy', SURGERY.distalPancreas, monthsAgo(35)),
    residualTumour(monthsAgo(35), 'R0'),
    pathology(monthsAgo(35), {
      site: 'Pancreatic tail, resection',
      ki67: amount(3.5, '%'),
      grade: GRADE.g2,
      histology: snomed('1286770005', 'Well-differentiated neuroendocrine tumor grade 2'),
      conclusion: 'Neuroendocrine tumour G2, margins clear.',
    }),
    liver(monthsAgo(1), { count: 8, involvement: amount(25, '%'), lobes: 'bilobar' }),
    stated('extrahepatic-disease', monthsAgo(1), 'absent'),
    resectability(monthsAgo(1), 'unresectable'),
    response(monthsAgo(20), 'stable'),
    response(monthsAgo(12), 'stable'),
    response(monthsAgo(4), 'progressive'),
    response(monthsAgo(1), 'stable'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(1), 'No further growth.'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(4), 'Growth of two lesions.'),
    receptorPet(monthsAgo(12), 'positive', 4),
    problems('lipids'),
    ...routine,
  ],
});

const hawthorn = definePatient({
  id: 'hawthorn',
  given: 'Hera',
  family: 'Example-Hawthorn',
  gender: 'female',
  born: yearsAgo(49, 12),
  story: 'Ki-67 reported as "<20 %": enough for G1/G2, not for the 5 % limit of transplantation',
  expected: {
    inScope: true,
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.jejunum, monthsAgo(27)),
    condition('lm', DIAGNOSIS.liverCarcinoid, monthsAgo(26)),
    procedure('enterectomy', SURGERY.smallBowel, monthsAgo(25)),
    residualTumour(monthsAgo(25), 'R0'),
    ki67(monthsAgo(25), words('<20 %')),
    pathology(monthsAgo(25, 2), {
      site: 'Jejunum, resection',
      conclusion: 'Neuroendocrine tumour, proliferation index below 20 %.',
    }),
    liver(monthsAgo(3), { count: 5, involvement: amount(20, '%') }),
    stated('extrahepatic-disease', monthsAgo(3), 'absent'),
    resectability(monthsAgo(3), 'unresectable'),
    response(monthsAgo(22), 'stable'),
    response(monthsAgo(13), 'stable'),
    response(monthsAgo(3), 'stable'),
    imaging('mr', STUDY.mrAbdomen, monthsAgo(3), 'Liver lesions unchanged.'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(13), 'Liver lesions unchanged.'),
    receptorPet(monthsAgo(13), 'positive', 3),
    problems('diabetes', 'gallstones'),
    ...routine,
  ],
});

const tamarack = definePatient({
  id: 'tamarack',
  given: 'Tilda',
  family: 'Example-Tamarack',
  gender: 'female',
  born: yearsAgo(48, 33),
  story: 'Radioembolised four months ago: burden and resectability recorded before it are stale',
  expected: {
    inScope: true,
    statements: ['stable-after-liver-treatment'],

    unknownFacts: { hepaticInvolvementPercent: 'stale', liverResectability: 'stale' },
    settledBy: { liverResectability: ['somatostatin-analogue'] },
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.cecum, monthsAgo(34)),
    condition('lm', DIAGNOSIS.liverCarcinoid, monthsAgo(34)),
    procedure('right-hemicolectomy', SURGERY.rightColon, monthsAgo(33)),
    residualTumour(monthsAgo(33), 'R0'),
    pathology(monthsAgo(33), {
      site: 'Caecum, resection',
      ki67: amount(4, '%'),
      grade: GRADE.g2,
      conclusion: 'Neuroendocrine tumour G2, Ki-67 4 %.',
    }),
    liver(monthsAgo(5), {
      count: 14,
      largest: amount(5.2, 'cm'),
      involvement: answer(nelm('involvement-lt-50', 'less than 50 %')),
      lobes: 'bilobar',
    }),
    resectability(monthsAgo(5), 'unresectable'),
    stated('extrahepatic-disease', monthsAgo(3), 'absent'),
    procedure('sirt', SURGERY.sirt, at(monthsAgo(4), '12:00')),
    response(monthsAgo(20), 'stable'),
    response(monthsAgo(11), 'stable'),
    response(monthsAgo(1), 'stable'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(5), 'Multiple lesions in both lobes.'),
    imaging('ct', STUDY.ctAbdomenPelvis, monthsAgo(20), 'Multiple lesions in both lobes.'),
    receptorPet(monthsAgo(15), 'positive', 3),
    problems('hypothyroidism', 'hypertension'),
    ...routine,
  ],
});

export const transplantQuestions: readonly PatientMaker[] = [dogwood, aspen, hawthorn, tamarack];
