/** Patients whose tumour is a carcinoma, may be one, or is mixed with one. */
import { monthsAgo, yearsAgo } from './calendar.js';
import { DIAGNOSIS, DRUG, GRADE, icdO3, STUDY } from './codes.js';
import { definePatient, type PatientMaker } from './define-patient.js';
import { condition, type Entry, medication } from './entries.js';
import { pathology } from './pathology.js';
import { checkUps, laboratory, problems, unknownCodes } from './routine-care.js';
import { imaging, liver, receptorPet, resectability, response } from './tumour-findings.js';
import { amount } from './values.js';

const routine: readonly Entry[] = [
  laboratory([
    [1, 'us'],
    [2, 'us'],
    [4, 'us'],
    [9, 'us'],
  ]),
  checkUps(1, 5, 12),
  unknownCodes,
];

const juniper = definePatient({
  id: 'juniper',
  given: 'Jan',
  family: 'Example-Juniper',
  gender: 'male',
  born: yearsAgo(64, 7),
  story: 'Large cell neuroendocrine carcinoma under platinum chemotherapy',
  expected: {
    inScope: true,
    cards: 'some',
  },
  chart: [
    condition('nec', DIAGNOSIS.poorlyDifferentiated, monthsAgo(5)),
    condition('lm', DIAGNOSIS.liverSecondary, monthsAgo(5)),
    pathology(monthsAgo(5), {
      site: 'Liver segment V, core biopsy',
      ki67: amount(70, '%'),
      grade: GRADE.g3,
      histology: icdO3('8013/3', 'Large cell neuroendocrine carcinoma'),
      conclusion: 'Large cell neuroendocrine carcinoma.',
    }),
    liver(monthsAgo(2), { count: 15, involvement: amount(55, '%'), lobes: 'bilobar' }),
    resectability(monthsAgo(2), 'unresectable'),
    response(monthsAgo(2), 'stable'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(2), 'Unchanged after four cycles.'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(5), 'Extensive liver metastases.'),
    receptorPet(monthsAgo(4), 'negative', 0),
    medication('carboplatin', DRUG.carboplatin, monthsAgo(4), 'AUC 5 every 21 days'),
    medication('etoposide', DRUG.etoposide, monthsAgo(4), '100 mg/m2 days 1-3 every 21 days'),
    problems('hypertension', 'diabetes'),
    ...routine,
  ],
});

const katsura = definePatient({
  id: 'katsura',
  given: 'Karin',
  family: 'Example-Katsura',
  gender: 'female',
  born: yearsAgo(61, 99),
  story: 'G3 alone: NET G3 or carcinoma, which only histology could tell',
  expected: {
    inScope: true,
    statements: ['g3-not-poorly-differentiated'],
    settledBy: { differentiation: ['prrt', 'sunitinib', 'chemotherapy-nec'] },

    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.endocrinePancreas, monthsAgo(8)),
    condition('lm', DIAGNOSIS.liverSecondary, monthsAgo(8)),
    pathology(monthsAgo(7), {
      site: 'Liver segment VI, core biopsy',
      grade: GRADE.g3,
      conclusion: 'Neuroendocrine neoplasm, high grade.',
    }),
    liver(monthsAgo(2), { count: 7, involvement: amount(35, '%'), lobes: 'bilobar' }),
    resectability(monthsAgo(2), 'unresectable'),
    response(monthsAgo(2), 'progressive'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(2), 'Growth of liver lesions.'),
    imaging('mr-liver', STUDY.mrLiver, monthsAgo(7), 'Multiple liver lesions.'),
    receptorPet(monthsAgo(7), 'positive', 3),
    problems('hypothyroidism', 'reflux', 'lipids'),
    ...routine,
  ],
});

const cherry = definePatient({
  id: 'cherry',
  given: 'Carl',
  family: 'Example-Cherry',
  gender: 'male',
  born: yearsAgo(64, 150),
  story: 'Mixed neuroendocrine and non-neuroendocrine neoplasm, which the criteria do not describe',
  expected: {
    inScope: true,
    statements: ['mixed-morphology'],

    cards: 'none',
  },
  chart: [
    condition('net', DIAGNOSIS.otherNet, monthsAgo(7)),
    condition('lm', DIAGNOSIS.liverSecondary, monthsAgo(7)),
    pathology(monthsAgo(6), {
      site: 'Liver segment III, core biopsy',
      ki67: amount(30, '%'),
      histology: icdO3('8154/3', 'Mixed neuroendocrine non-neuroendocrine neoplasm (MiNEN)'),
      conclusion: 'Mixed neoplasm, both components in the biopsy.',
    }),
    liver(monthsAgo(2), { count: 1, largest: amount(33, 'mm') }),
    resectability(monthsAgo(2), 'resectable'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(2), 'Solitary liver lesion.'),
    receptorPet(monthsAgo(7), 'positive', 2),
    problems('hypertension', 'gallstones'),
    ...routine,
  ],
});

export const highGrade: readonly PatientMaker[] = [juniper, katsura, cherry];
