/** Patients whose records cannot all be true, or do not say whose metastases these are. */
import { monthsAgo, yearsAgo } from './calendar.js';
import { DIAGNOSIS, GRADE, icd10cm, KI67, snomed, STUDY, SURGERY } from './codes.js';
import { definePatient, type PatientMaker } from './define-patient.js';
import { condition, type Entry, observation, procedure } from './entries.js';
import { pathology, residualTumour } from './pathology.js';
import { checkUps, laboratory, problems, unknownCodes } from './routine-care.js';
import { imaging, liver, receptorPet, resectability, response, stated } from './tumour-findings.js';
import { amount } from './values.js';

const routine: readonly Entry[] = [
  laboratory([
    [1, 'us'],
    [3, 'us'],
    [6, 'us'],
    [13, 'us'],
  ]),
  checkUps(2, 6, 17),
  unknownCodes,
];

const fir = definePatient({
  id: 'fir',
  given: 'Finn',
  family: 'Example-Fir',
  gender: 'male',
  born: yearsAgo(67, 21),
  story: 'One specimen reported as G1 with a Ki-67 of 24 %',
  expected: {
    inScope: true,
    conflicts: ['grade', 'ki67Percent'],
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.endocrinePancreas, monthsAgo(6)),
    condition('lm', DIAGNOSIS.liverSecondary, monthsAgo(6)),
    pathology(monthsAgo(5), {
      site: 'Liver segment VII, core biopsy',
      ki67: amount(24, '%'),
      grade: GRADE.g1,
      conclusion: 'Neuroendocrine neoplasm, see coded findings.',
    }),
    liver(monthsAgo(2), { count: 1, largest: amount(29, 'mm') }),
    resectability(monthsAgo(2), 'resectable'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(2), 'Solitary lesion in segment VII.'),
    imaging('ct', STUDY.ctAbdomenPelvis, monthsAgo(6), 'Pancreatic mass, liver lesion.'),
    receptorPet(monthsAgo(8), 'positive', 2),
    problems('hypertension', 'diabetes'),
    ...routine,
  ],
});

const ginkgo = definePatient({
  id: 'ginkgo',
  given: 'Greta',
  family: 'Example-Ginkgo',
  gender: 'female',
  born: yearsAgo(45, 85),
  story: 'Ki-67 of 2 % in the primary and 9 % in a metastasis, 16 months apart',
  expected: {
    inScope: true,
    conflicts: ['ki67Percent'],
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.ileum, monthsAgo(20)),
    condition('lm', DIAGNOSIS.liverCarcinoid, monthsAgo(20)),
    procedure('ileectomy', SURGERY.ileum, monthsAgo(19)),
    residualTumour(monthsAgo(19), 'R0'),
    pathology(monthsAgo(19), {
      site: 'Ileum, resection',
      ki67: amount(2, '%'),
      histology: snomed('1286768001', 'Well-differentiated neuroendocrine tumor'),
      conclusion: 'Well-differentiated neuroendocrine tumour.',
    }),
    pathology(monthsAgo(3), {
      site: 'Liver segment II, core biopsy',
      ki67: amount(9, '%'),
      histology: snomed('1286768001', 'Well-differentiated neuroendocrine tumor'),
      conclusion: 'Metastasis of a well-differentiated neuroendocrine tumour.',
    }),
    liver(monthsAgo(2), { count: 4, involvement: amount(15, '%'), pattern: 'lm-type-2' }),
    stated('extrahepatic-disease', monthsAgo(2), 'absent'),
    resectability(monthsAgo(2), 'unresectable'),
    response(monthsAgo(17), 'stable'),
    response(monthsAgo(9), 'stable'),
    response(monthsAgo(2), 'stable'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(2), 'Unchanged liver lesions.'),
    receptorPet(monthsAgo(10), 'positive', 4),
    problems('reflux', 'hypothyroidism'),
    ...routine,
  ],
});

const quince = definePatient({
  id: 'quince',
  given: 'Quentina',
  family: 'Example-Quince',
  gender: 'female',
  born: yearsAgo(70, 44),
  story:
    'Pancreatic NET and active breast cancer: which of them the liver metastases are from is open',
  expected: {
    inScope: true,
    statements: ['second-primary'],

    settledBy: {
      liverMetastasisOrigin: ['prrt', 'interferon-alpha', 'bevacizumab-combination'],
    },
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.endocrinePancreas, monthsAgo(28)),
    condition(
      'breast',
      icd10cm('C50.912', 'Malignant neoplasm of unspecified site of left female breast'),
      monthsAgo(16),
    ),
    condition('lm', DIAGNOSIS.liverSecondary, monthsAgo(5)),
    pathology(monthsAgo(27), {
      site: 'Pancreatic body, endoscopic biopsy',
      ki67: amount(2, '%'),
      grade: GRADE.g1,
      conclusion: 'Neuroendocrine tumour G1 of the pancreas.',
    }),
    observation('breast-ki67', KI67.breast, monthsAgo(15), amount(35, '%')),
    liver(monthsAgo(2), { count: 1, largest: amount(26, 'mm') }),
    resectability(monthsAgo(2), 'resectable'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(2), 'Solitary liver lesion.'),
    imaging('mr-liver', STUDY.mrLiver, monthsAgo(4), 'Solitary hypervascular lesion.'),
    receptorPet(monthsAgo(9), 'positive', 2),
    problems('hypertension', 'lipids', 'gallstones'),
    ...routine,
  ],
});

export const conflictingRecords: readonly PatientMaker[] = [fir, ginkgo, quince];
