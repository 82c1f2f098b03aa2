/** Patients with more than 20 % proliferating cells whose differentiation is on the record. */
import { inr, tumourBoard } from './assessments.js';
import { monthsAgo, yearsAgo } from './calendar.js';
import { DIAGNOSIS, DRUG, GRADE, HISTOLOGY, STUDY } from './codes.js';
import { definePatient, type PatientMaker } from './define-patient.js';
import { condition, type Entry, medication } from './entries.js';
import { differentiation, pathology } from './pathology.js';
import { checkUps, laboratory, problems, unknownCodes } from './routine-care.js';
import { imaging, liver, receptorPet, resectability, response, stated } from './tumour-findings.js';
import { amount } from './values.js';

const routine: readonly Entry[] = [
  laboratory([
    [1, 'us'],
    [2, 'us'],
    [5, 'us'],
    [10, 'us'],
  ]),
  checkUps(1, 4, 13),
  unknownCodes,
];

const olive = definePatient({
  id: 'olive',
  given: 'Otto',
  family: 'Example-Olive',
  gender: 'male',
  born: yearsAgo(52, 19),
  story: 'Well-differentiated NET G3 of the pancreas, of which the source says little',
  expected: {
    inScope: true,
    remarks: { 'thermal-ablation': { 'grade-g3': 'met' }, prrt: { 'grade-g3': 'met' } },
    statements: ['g3-not-poorly-differentiated'],
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.endocrinePancreas, monthsAgo(9)),
    condition('lm', DIAGNOSIS.liverSecondary, monthsAgo(9)),
    pathology(monthsAgo(8), {
      site: 'Liver segment VIII, core biopsy',
      ki67: amount(38, '%'),
      grade: GRADE.g3,
      histology: HISTOLOGY.net,
      conclusion: 'Well-differentiated neuroendocrine tumour, Ki-67 38 %.',
    }),
    liver(monthsAgo(2), { count: 6, largest: amount(41, 'mm'), involvement: amount(20, '%') }),
    stated('extrahepatic-disease', monthsAgo(2), 'absent'),
    resectability(monthsAgo(2), 'unresectable'),
    response(monthsAgo(2), 'progressive'),
    inr(monthsAgo(1, 6), 1),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(2), 'Growth of liver lesions.'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(9), 'Pancreatic mass, liver lesions.'),
    receptorPet(monthsAgo(8), 'positive', 3),
    problems('hypertension', 'reflux', 'lipids'),
    ...routine,
  ],
});

const walnut = definePatient({
  id: 'walnut',
  given: 'Walter',
  family: 'Example-Walnut',
  gender: 'male',
  born: yearsAgo(60, 88),
  story: 'Poorly differentiated tumour of the ascending colon, coded without the word carcinoma',
  expected: { inScope: true, cards: 'some' },
  chart: [
    condition('net', DIAGNOSIS.ascendingColon, monthsAgo(4)),
    condition('lm', DIAGNOSIS.liverSecondary, monthsAgo(4)),
    pathology(monthsAgo(4), {
      site: 'Ascending colon, endoscopic biopsy',
      ki67: amount(60, '%'),
      conclusion: 'Poorly differentiated neuroendocrine neoplasm.',
    }),
    differentiation(monthsAgo(4), 'poor'),
    liver(monthsAgo(1), { count: 18, involvement: amount(50, '%'), lobes: 'bilobar' }),
    stated('extrahepatic-disease', monthsAgo(1), 'absent'),
    resectability(monthsAgo(1), 'unresectable'),
    response(monthsAgo(1), 'stable'),
    medication('cisplatin', DRUG.cisplatin, monthsAgo(3), '75 mg/m2 every 21 days'),
    medication('etoposide', DRUG.etoposide, monthsAgo(3), '100 mg/m2 days 1-3 every 21 days'),
    inr(monthsAgo(1, 6), 1.1),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(1), 'Unchanged after three cycles.'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(4), 'Colonic mass, liver metastases.'),
    tumourBoard(monthsAgo(1)),
    problems('diabetes', 'hypertension'),
    ...routine,
  ],
});

export const gradeThree: readonly PatientMaker[] = [olive, walnut];
