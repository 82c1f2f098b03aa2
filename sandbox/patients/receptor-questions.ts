/** Patients for whom receptor imaging or the site of the primary decides on PRRT and analogues. */
import { childPughScore, judged, tumourBoard } from './assessments.js';
import { monthsAgo, roughly, yearsAgo } from './calendar.js';
import { DIAGNOSIS, DRUG, GRADE, nelm, snomed, STUDY } from './codes.js';
import { definePatient, type PatientMaker } from './define-patient.js';
import { condition, type Entry, medication, procedure } from './entries.js';
import { pathology, residualTumour } from './pathology.js';
import { conditionEnteredInError } from './record-status.js';
import { checkUps, laboratory, problems, unknownCodes } from './routine-care.js';
import { imaging, liver, local, receptorPet, resectability, response } from './tumour-findings.js';
import { amount, answer, flag } from './values.js';

const routine: readonly Entry[] = [
  laboratory([
    [1, 'us'],
    [4, 'us'],
    [10, 'us'],
    [16, 'si'],
  ]),
  checkUps(1, 7, 19),
  unknownCodes,
];

const elm = definePatient({
  id: 'elm',
  given: 'Egon',
  family: 'Example-Elm',
  gender: 'male',
  born: yearsAgo(66, 8),
  story: 'Somatostatin receptor imaging alone would settle PRRT and analogues',
  expected: {
    inScope: true,
    unknownFacts: { somatostatinReceptorStatus: 'no-data' },
    settledBy: {
      somatostatinReceptorStatus: ['prrt', 'somatostatin-analogue'],
      differentiation: ['everolimus'],
      liverDominant: ['sirt', 'downstaging'],
    },
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.ileum, monthsAgo(7)),
    condition('lm', DIAGNOSIS.liverCarcinoid, monthsAgo(7)),
    pathology(monthsAgo(6), {
      site: 'Liver segment IV, core biopsy',
      ki67: amount(8, '%'),
      grade: GRADE.g2,
      conclusion: 'Neuroendocrine tumour G2, Ki-67 8 %.',
    }),
    liver(monthsAgo(2), { count: 9, largest: amount(57, 'mm'), involvement: amount(40, '%') }),
    resectability(monthsAgo(2), 'unresectable'),
    response(monthsAgo(2), 'progressive'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(2), 'Growth of liver lesions.'),
    imaging('pet', STUDY.petWholeBody, monthsAgo(4), 'FDG PET: low uptake in liver lesions.'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(7), 'Multiple liver lesions.'),
    problems('hypertension', 'diabetes', 'lipids'),
    ...routine,
  ],
});

const yew = definePatient({
  id: 'yew',
  given: 'Yves',
  family: 'Example-Yew',
  gender: 'male',
  born: yearsAgo(53, 140),
  story: 'Receptor-positive by immunohistochemistry alone; resection possible in two stages',
  expected: {
    inScope: true,
    remarks: {
      'curative-resection': { 'pattern-type-2': 'met' },
      'staged-resection': { bilobar: 'met', 'future-liver-remnant-below-30': 'met' },
    },

    arms: { 'somatostatin-analogue': { 'octreotide-lar': 'not-met', lanreotide: 'unknown' } },
    settledBy: { somatostatinReceptorStatus: ['prrt'] },
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.endocrinePancreas, monthsAgo(5)),
    condition('lm', DIAGNOSIS.liverCarcinoid, monthsAgo(5)),
    pathology(monthsAgo(4), {
      site: 'Liver segment VI, core biopsy',
      ki67: amount(5, '%'),
      grade: GRADE.g2,
      conclusion: 'Neuroendocrine tumour G2; SSTR2A staining positive.',
    }),
    local('sstr2-ihc', 'SSTR2 immunohistochemistry', monthsAgo(4), {
      ...answer(nelm('positive', 'positive')),
    }),
    liver(monthsAgo(2), {
      count: 5,
      involvement: answer(nelm('involvement-25-50', '25 to 50 %')),
      lobes: 'bilobar',
      pattern: 'lm-type-2',
    }),
    local('future-liver-remnant', 'Future liver remnant', monthsAgo(2), amount(24, '%')),
    resectability(monthsAgo(2), 'resectable-staged'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(2), 'Bilobar lesions; volumetry enclosed.'),
    imaging('ultrasound', STUDY.ultrasound, monthsAgo(5), 'Liver lesions of unknown nature.'),
    problems('lipids', 'reflux', 'gallstones'),
    ...routine,
  ],
});

const sycamore = definePatient({
  id: 'sycamore',
  given: 'Sina',
  family: 'Example-Sycamore',
  gender: 'female',
  born: yearsAgo(68, 66),
  story: 'Site of the primary never documented: C7B.02 with a resolved C7A.00 stays in scope',
  expected: {
    inScope: true,
    arms: {
      'chemotherapy-wd-net': {
        'streptozotocin-doxorubicin-fluorouracil': 'unknown',
        'temozolomide-capecitabine': 'unknown',
      },
      'somatostatin-analogue': { 'octreotide-lar': 'unknown', lanreotide: 'met' },
    },
    unknownFacts: { primarySite: 'no-data' },
    settledBy: { primarySite: ['somatostatin-analogue'] },
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.unspecifiedSite, monthsAgo(90), {
      clinical: 'resolved',
      abated: monthsAgo(86),
    }),
    conditionEnteredInError(condition('misfiled', DIAGNOSIS.appendix, monthsAgo(90))),
    condition('lm', DIAGNOSIS.liverCarcinoid, monthsAgo(18)),
    pathology(monthsAgo(18), {
      site: 'Liver segment IV, core biopsy',
      ki67: amount(2, '%'),
      grade: GRADE.g1,
      conclusion: 'Metastasis of a neuroendocrine tumour G1, origin not determined.',
    }),
    liver(monthsAgo(4), { count: 12, involvement: amount(30, '%'), lobes: 'bilobar' }),
    resectability(monthsAgo(4), 'unresectable'),
    response(monthsAgo(4), 'stable'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(4), 'Primary not seen.'),
    receptorPet(monthsAgo(17), 'positive', 3),
    problems('hypertension', 'hypothyroidism'),
    ...routine,
  ],
});

const larch = definePatient({
  id: 'larch',
  given: 'Lars',
  family: 'Example-Larch',
  gender: 'male',
  born: yearsAgo(48, 111),
  story: 'Lung carcinoid with liver metastases: in scope with a caution, no portal drainage',
  expected: {
    inScope: true,
    statements: ['lung-primary'],

    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.lung, monthsAgo(45)),
    condition('lm', DIAGNOSIS.liverCarcinoid, monthsAgo(23)),
    procedure(
      'lobectomy',
      snomed('359615001', 'Partial lobectomy of lung (procedure)'),
      monthsAgo(44),
    ),
    residualTumour(monthsAgo(44), 'R0'),
    pathology(monthsAgo(22), {
      site: 'Liver segment VIII, core biopsy',
      ki67: amount(4, '%'),
      grade: GRADE.g2,
      conclusion: 'Metastasis of the known pulmonary carcinoid, Ki-67 4 %.',
    }),
    liver(monthsAgo(2), { count: 6, involvement: amount(10, '%'), lobes: 'bilobar' }),
    resectability(monthsAgo(2), 'unresectable'),
    response(monthsAgo(12), 'stable'),
    response(monthsAgo(2), 'stable'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(2), 'No local recurrence in the chest.'),
    receptorPet(monthsAgo(12), 'positive', 3),
    medication(
      'lanreotide',
      DRUG.lanreotide,
      monthsAgo(14),
      '120 mg subcutaneously every 28 days',
      'stopped',
    ),
    problems('hypertension', 'lipids'),
    ...routine,
  ],
});

const rosewood = definePatient({
  id: 'rosewood',
  given: 'Rufus',
  family: 'Example-Rosewood',
  gender: 'male',
  born: yearsAgo(58, 73),
  story: 'Primary searched for and not found; untreated, stable, without symptoms of any kind',
  expected: {
    inScope: true,
    arms: { 'somatostatin-analogue': { 'octreotide-lar': 'met', lanreotide: 'met' } },
    cards: 'some',
  },
  chart: [
    condition('lm', DIAGNOSIS.liverCarcinoid, monthsAgo(9)),
    condition('cup', DIAGNOSIS.liverOfUnknownPrimary, monthsAgo(8)),
    pathology(monthsAgo(8), {
      site: 'Liver segment V, core biopsy',
      ki67: amount(1, '%'),
      grade: GRADE.g1,
      conclusion: 'Metastasis of a neuroendocrine tumour G1, origin not determined.',
    }),
    liver(monthsAgo(3), { count: 9, involvement: amount(15, '%'), lobes: 'bilobar' }),
    local('extrahepatic-disease', 'extrahepatic disease', monthsAgo(3), flag(false)),
    local('functioning-status', 'Functioning', monthsAgo(3), {
      ...answer(nelm('non-functioning', 'non-functioning')),
    }),
    judged('bulk-symptoms', monthsAgo(3), false),
    judged('hormone-symptoms', monthsAgo(3), false),
    resectability(monthsAgo(3), 'unresectable'),
    response(monthsAgo(3), 'stable'),
    childPughScore(monthsAgo(1), 5),
    tumourBoard(roughly(monthsAgo(6), 'year')),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(3), 'No primary tumour seen.'),
    receptorPet(monthsAgo(7), 'positive', 4),
    problems('hypertension', 'lipids'),
    ...routine,
  ],
});

export const receptorQuestions: readonly PatientMaker[] = [elm, yew, sycamore, larch, rosewood];
