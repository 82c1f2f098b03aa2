/** Patients with unresectable metastases confined to the liver, in whom the criteria of embolisation are met. */
import {
  childPughClassA,
  ecog,
  inr,
  judged,
  multidisciplinaryReview,
  tumourBoard,
} from './assessments.js';
import { at, monthsAgo, yearsAgo } from './calendar.js';
import { DIAGNOSIS, DRUG, GRADE, HISTOLOGY, STUDY, SURGERY } from './codes.js';
import { definePatient, type PatientMaker } from './define-patient.js';
import { condition, type Entry, medication, procedure } from './entries.js';
import { pathology, residualTumour } from './pathology.js';
import { checkUps, laboratory, problems, unknownCodes } from './routine-care.js';
import { imaging, liver, receptorPet, resectability, response, stated } from './tumour-findings.js';
import { amount } from './values.js';

const routine: readonly Entry[] = [
  laboratory([
    [1, 'us'],
    [3, 'us'],
    [8, 'us'],
    [15, 'us'],
  ]),
  checkUps(2, 9, 16),
  unknownCodes,
];

const acacia = definePatient({
  id: 'acacia',
  given: 'Anna',
  family: 'Example-Acacia',
  gender: 'female',
  born: yearsAgo(57, 81),
  story: 'Pancreatic NET G2, progressive, with pain from its bulk: TACE is preferred to TAE',
  expected: {
    inScope: true,
    remarks: {
      'thermal-ablation': { 'largest-lesion-above-50-mm': 'met' },
      'transarterial-chemoembolisation': { 'first-line': 'met' },
      'interferon-alpha': { 'progressive-disease': 'met' },
    },

    arms: {
      everolimus: {
        pancreatic: 'met',
        'carcinoid-syndrome': 'not-met',
        'non-functioning-well-differentiated': 'met',
      },
      'chemotherapy-wd-net': {
        'streptozotocin-doxorubicin-fluorouracil': 'met',
        'temozolomide-capecitabine': 'met',
      },
      'somatostatin-analogue': { 'octreotide-lar': 'not-met', lanreotide: 'met' },
    },
    preferred: ['transarterial-chemoembolisation'],
    settledBy: { refractoryToMedicalTherapy: ['cytoreductive-resection'] },
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.endocrinePancreas, monthsAgo(13)),
    condition('lm', DIAGNOSIS.liverCarcinoid, monthsAgo(13)),
    pathology(monthsAgo(12), {
      site: 'Liver segment VIII, core biopsy',
      ki67: amount(11, '%'),
      grade: GRADE.g2,
      histology: HISTOLOGY.netG2,
      conclusion: 'Well-differentiated neuroendocrine tumour G2, Ki-67 11 %.',
    }),
    liver(monthsAgo(2), {
      count: 9,
      largest: amount(82, 'mm'),
      involvement: amount(45, '%'),
      pattern: 'lm-type-2',
      lobes: 'bilobar',
    }),
    stated('extrahepatic-disease', monthsAgo(2), 'absent'),
    resectability(monthsAgo(2), 'unresectable'),
    response(monthsAgo(7), 'stable'),
    response(monthsAgo(2), 'progressive'),
    judged('bulk-symptoms', monthsAgo(2), true),
    inr(monthsAgo(1, 6), 1),
    ecog(monthsAgo(2), 1),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(2), 'Growth of the dominant lesion.'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(7), 'Unchanged liver lesions.'),
    receptorPet(monthsAgo(11), 'positive', 2),
    tumourBoard(monthsAgo(9)),
    problems('hypertension', 'gallstones'),
    ...routine,
  ],
});

const holly = definePatient({
  id: 'holly',
  given: 'Heidi',
  family: 'Example-Holly',
  gender: 'female',
  born: yearsAgo(64, 122),
  story: 'Rapid progression under lanreotide without symptoms or hormone excess',
  expected: {
    inScope: true,
    remarks: {
      'transarterial-embolisation': { 'first-line': 'not-met' },
      prrt: { 'midgut-with-progression': 'met', 'krenning-3-4': 'met' },
      'somatostatin-analogue': { 'progressed-on-analogue': 'met' },
    },
    settledBy: { differentiation: ['everolimus'] },

    arms: {
      everolimus: { pancreatic: 'not-met', 'non-functioning-well-differentiated': 'unknown' },
      'somatostatin-analogue': { 'octreotide-lar': 'not-met', lanreotide: 'met' },
    },
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.jejunum, monthsAgo(22)),
    condition('lm', DIAGNOSIS.liverCarcinoid, monthsAgo(22)),
    pathology(monthsAgo(21), {
      site: 'Liver segment III, core biopsy',
      ki67: amount(17, '%'),
      grade: GRADE.g2,
      conclusion: 'Neuroendocrine tumour G2, Ki-67 17 %.',
    }),
    liver(monthsAgo(1), { count: 14, involvement: amount(40, '%'), lobes: 'bilobar' }),
    stated('extrahepatic-disease', monthsAgo(1), 'absent'),
    resectability(monthsAgo(1), 'unresectable'),
    response(monthsAgo(12), 'stable'),
    response(monthsAgo(1), 'progressive'),
    judged('rapid-progression', monthsAgo(1), true),
    judged('bulk-symptoms', monthsAgo(1), false),
    judged('hormone-symptoms', monthsAgo(1), false),
    inr(monthsAgo(1, 6), 1.1),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(1), 'Many lesions larger.'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(4), 'Some lesions larger.'),
    receptorPet(monthsAgo(20), 'positive', 3),
    medication('lanreotide', DRUG.lanreotide, monthsAgo(20), '120 mg every 28 days'),
    problems('hypothyroidism', 'lipids'),
    ...routine,
  ],
});

const fig = definePatient({
  id: 'fig',
  given: 'Fritz',
  family: 'Example-Fig',
  gender: 'male',
  born: yearsAgo(61, 17),
  story: 'Malignant insulinoma, stable two months after ablation; pancreatic head removed before',
  expected: {
    inScope: true,
    remarks: {
      'thermal-ablation': {
        'insulin-or-serotonin-secreting': 'met',
        'biliary-enteric-anastomosis': 'met',
      },
    },
    statements: ['stable-after-liver-treatment'],

    arms: { 'somatostatin-analogue': { 'octreotide-lar': 'not-met', lanreotide: 'not-met' } },
    preferred: ['transarterial-chemoembolisation'],
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.endocrinePancreas, monthsAgo(31)),
    condition('insulinoma', DIAGNOSIS.malignantInsulinoma, monthsAgo(31)),
    condition('lm', DIAGNOSIS.liverSecondary, monthsAgo(14)),
    procedure('whipple', SURGERY.whipple, monthsAgo(30)),
    residualTumour(monthsAgo(30), 'R0'),
    pathology(monthsAgo(30), {
      site: 'Pancreatic head, resection',
      ki67: amount(2, '%'),
      grade: GRADE.g1,
      histology: HISTOLOGY.netG1,
      conclusion: 'Insulinoma G1, margins clear.',
    }),
    procedure('ablation', SURGERY.ablation, at(monthsAgo(4), '11:15')),
    liver(monthsAgo(5), { count: 7, largest: amount(31, 'mm') }),
    liver(monthsAgo(2), { count: 4, largest: amount(24, 'mm'), involvement: amount(12, '%') }),
    stated('extrahepatic-disease', monthsAgo(2), 'absent'),
    resectability(monthsAgo(2), 'unresectable'),
    response(monthsAgo(11), 'stable'),
    response(monthsAgo(2), 'stable'),
    childPughClassA(monthsAgo(1)),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(2), 'Ablation zones without enhancement.'),
    imaging('mr', STUDY.mrAbdomen, monthsAgo(5), 'Seven lesions.'),
    receptorPet(monthsAgo(9), 'positive', 3),
    multidisciplinaryReview(monthsAgo(11)),
    problems('hypertension'),
    ...routine,
  ],
});

export const embolisationCandidates: readonly PatientMaker[] = [acacia, holly, fig];
