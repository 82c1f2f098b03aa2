/** Patients under systemic treatment: progressive on it, or stable. */
import {
  inr,
  judged,
  marrowAndKidney,
  multidisciplinaryReview,
  tumourBoard,
} from './assessments.js';
import { daysAgo, monthsAgo, yearsAgo } from './calendar.js';
import { DIAGNOSIS, DRUG, GRADE, HISTOLOGY, STUDY, SURGERY } from './codes.js';
import { definePatient, type PatientMaker } from './define-patient.js';
import { condition, type Entry, medication, procedure } from './entries.js';
import { pathology } from './pathology.js';
import { checkUps, laboratory, problems, unknownCodes } from './routine-care.js';
import {
  echo,
  imaging,
  liver,
  receptorPet,
  resectability,
  response,
  stated,
} from './tumour-findings.js';
import { amount } from './values.js';

const routine: readonly Entry[] = [
  laboratory([
    [1, 'us'],
    [2, 'us'],
    [6, 'us'],
    [11, 'us'],
  ]),
  checkUps(3, 10, 18),
  unknownCodes,
];

const cypress = definePatient({
  id: 'cypress',
  given: 'Celia',
  family: 'Example-Cypress',
  gender: 'female',
  born: yearsAgo(59, 63),
  story: 'Carcinoid syndrome with flushing, progressive under octreotide: debulking criteria met',
  expected: {
    inScope: true,
    remarks: {
      'somatostatin-analogue': { 'progressed-on-analogue': 'met', 'already-on-analogue': 'met' },
      prrt: { 'midgut-with-progression': 'met' },
    },

    arms: {
      everolimus: {
        pancreatic: 'not-met',
        'carcinoid-syndrome': 'met',
        'non-functioning-well-differentiated': 'not-met',
      },
      'chemotherapy-wd-net': {
        'streptozotocin-doxorubicin-fluorouracil': 'not-met',
        'temozolomide-capecitabine': 'not-met',
      },
      'somatostatin-analogue': { 'octreotide-lar': 'not-met', lanreotide: 'not-met' },
    },
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.ileum, monthsAgo(28)),
    condition('lm', DIAGNOSIS.liverCarcinoid, monthsAgo(28)),
    condition('carcinoid', DIAGNOSIS.carcinoidSyndrome, monthsAgo(27)),
    condition('flushing', DIAGNOSIS.flushing, monthsAgo(9)),
    echo(monthsAgo(5), false),
    pathology(monthsAgo(27), {
      site: 'Liver segment VI, core biopsy',
      ki67: amount(8, '%'),
      grade: GRADE.g2,
      histology: HISTOLOGY.netG2,
      conclusion: 'Well-differentiated neuroendocrine tumour G2, Ki-67 8 %.',
    }),
    liver(monthsAgo(2), {
      count: 11,
      largest: amount(95, 'mm'),
      involvement: amount(40, '%'),
      pattern: 'lm-type-2',
    }),
    stated('extrahepatic-disease', monthsAgo(2), 'absent'),
    resectability(monthsAgo(2), 'unresectable'),
    medication('octreotide', DRUG.octreotide, monthsAgo(26), 'LAR 30 mg every 28 days'),
    response(monthsAgo(14), 'stable'),
    response(monthsAgo(2), 'progressive'),
    inr(monthsAgo(1, 6), 1),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(2), 'Growth of the largest lesion.'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(14), 'Unchanged.'),
    receptorPet(monthsAgo(6), 'positive', 4),
    tumourBoard(monthsAgo(2)),
    problems('hypothyroidism'),
    ...routine,
  ],
});

const jasmine = definePatient({
  id: 'jasmine',
  given: 'Julia',
  family: 'Example-Jasmine',
  gender: 'female',
  born: yearsAgo(70, 95),
  story: 'Progressive under everolimus, radioembolised 20 months ago, few platelets, weak kidneys',
  expected: {
    inScope: true,
    remarks: {
      prrt: { 'creatinine-clearance-below-50': 'met', 'platelets-below-75': 'met' },
      'transarterial-chemoembolisation': { 'first-line': 'not-met' },
    },

    arms: { 'somatostatin-analogue': { 'octreotide-lar': 'not-met', lanreotide: 'met' } },
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.endocrinePancreas, monthsAgo(41)),
    condition('lm', DIAGNOSIS.liverCarcinoid, monthsAgo(41)),
    pathology(monthsAgo(40), {
      site: 'Liver segment II, core biopsy',
      ki67: amount(9, '%'),
      grade: GRADE.g2,
      histology: HISTOLOGY.netG2,
      conclusion: 'Well-differentiated neuroendocrine tumour G2, Ki-67 9 %.',
    }),
    pathology(monthsAgo(22), {
      site: 'Liver segment VI, core biopsy',
      ki67: amount(12, '%'),
      grade: GRADE.g2,
      histology: HISTOLOGY.netG2,
      conclusion: 'Well-differentiated neuroendocrine tumour G2, Ki-67 12 %.',
    }),
    liver(monthsAgo(40), { count: 9, involvement: amount(20, '%'), lobes: 'bilobar' }),
    liver(monthsAgo(31), { count: 11, involvement: amount(28, '%'), lobes: 'bilobar' }),
    liver(monthsAgo(21), { count: 16, involvement: amount(45, '%'), lobes: 'bilobar' }),
    procedure('sirt', SURGERY.sirt, monthsAgo(20)),
    medication('everolimus', DRUG.everolimus, monthsAgo(13), '10 mg by mouth once daily'),
    liver(monthsAgo(14), { count: 12, involvement: amount(24, '%'), lobes: 'bilobar' }),
    liver(monthsAgo(2), { count: 13, involvement: amount(30, '%'), lobes: 'bilobar' }),
    stated('extrahepatic-disease', monthsAgo(2), 'absent'),
    resectability(monthsAgo(2), 'unresectable'),
    response(monthsAgo(31), 'stable'),
    response(monthsAgo(21), 'progressive'),
    response(monthsAgo(14), 'stable'),
    response(monthsAgo(9), 'stable'),
    response(monthsAgo(2), 'progressive'),
    marrowAndKidney(daysAgo(11), 62, 44),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(2), 'Three lesions larger.'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(21), 'Multiple liver lesions.'),
    receptorPet(monthsAgo(3), 'positive', 4),
    multidisciplinaryReview(monthsAgo(3)),
    problems('hypertension', 'diabetes'),
    ...routine,
  ],
});

const lilac = definePatient({
  id: 'lilac',
  given: 'Livia',
  family: 'Example-Lilac',
  gender: 'female',
  born: yearsAgo(55, 36),
  story: 'Glucagonoma stable under sunitinib; bone metastases, but the liver carries the disease',
  expected: {
    inScope: true,
    arms: { 'somatostatin-analogue': { 'octreotide-lar': 'not-met', lanreotide: 'not-met' } },
    preferred: ['transarterial-chemoembolisation'],
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.endocrinePancreas, monthsAgo(30)),
    condition('glucagonoma', DIAGNOSIS.glucagonoma, monthsAgo(30)),
    condition('lm', DIAGNOSIS.liverCarcinoid, monthsAgo(30)),
    condition('bone', DIAGNOSIS.bone, monthsAgo(12)),
    pathology(monthsAgo(29), {
      site: 'Liver segment VII, core biopsy',
      ki67: amount(2, '%'),
      grade: GRADE.g1,
      conclusion: 'Neuroendocrine tumour G1, glucagon positive.',
    }),
    liver(monthsAgo(3), { count: 10, largest: amount(58, 'mm'), involvement: amount(35, '%') }),
    judged('liver-dominant-disease', monthsAgo(3), true),
    judged('hormone-symptoms', monthsAgo(3), true),
    resectability(monthsAgo(3), 'unresectable'),
    medication('sunitinib', DRUG.sunitinib, monthsAgo(10), '37.5 mg by mouth once daily'),
    response(monthsAgo(11), 'progressive'),
    response(monthsAgo(3), 'stable'),
    inr(monthsAgo(1, 6), 1.1),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(3), 'Liver and one vertebral lesion.'),
    receptorPet(monthsAgo(11), 'positive', 3),
    tumourBoard(monthsAgo(3)),
    problems('diabetes', 'lipids'),
    ...routine,
  ],
});

export const systemicTreatments: readonly PatientMaker[] = [cypress, jasmine, lilac];
