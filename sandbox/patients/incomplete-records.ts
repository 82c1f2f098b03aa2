/** Patients about whom too little is on the record, or nothing recent. */
import { monthsAgo, yearsAgo } from './calendar.js';
import { DIAGNOSIS, DRUG, GRADE, KI67, loinc, STUDY, SURGERY } from './codes.js';
import { definePatient, type PatientMaker } from './define-patient.js';
import { condition, medication, procedure } from './entries.js';
import { ki67, pathology, residualTumour } from './pathology.js';
import { checkUps, laboratory, problems, unknownCodes } from './routine-care.js';
import { imaging, liver, receptorPet, resectability, response, stated } from './tumour-findings.js';
import { amount, answer } from './values.js';

const ivy = definePatient({
  id: 'ivy',
  given: 'Ilse',
  family: 'Example-Ivy',
  gender: 'female',
  born: yearsAgo(72, 18),
  story: 'Diagnosis and one CT, no pathology, no receptor imaging, no surgical assessment',
  expected: {
    inScope: true,
    arms: { 'somatostatin-analogue': { 'octreotide-lar': 'unknown', lanreotide: 'unknown' } },
    unknownFacts: { ki67Percent: 'no-data', somatostatinReceptorStatus: 'no-data' },
    settledBy: { ki67Percent: ['interferon-alpha', 'bevacizumab-combination'] },
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.ileum, monthsAgo(2)),
    condition('lm', DIAGNOSIS.liverCarcinoid, monthsAgo(2)),
    ki67(monthsAgo(2), answer(loinc('LA6576-8', 'Positive')), KI67.presence),
    imaging('ct', STUDY.ctAbdomenPelvis, monthsAgo(2), 'Liver lesions, mass near the ileum.'),
    imaging('ultrasound', STUDY.ultrasound, monthsAgo(3), 'Liver lesions.'),
    imaging('chest-film', STUDY.chestFilm, monthsAgo(3), 'No acute findings.'),
    laboratory([
      [1, 'us'],
      [2, 'us'],
      [14, 'us'],
      [26, 'us'],
      [39, 'us'],
    ]),
    checkUps(1, 14, 26),
    problems('hypertension', 'diabetes', 'lipids', 'reflux'),
    unknownCodes,
  ],
});

const pine = definePatient({
  id: 'pine',
  given: 'Paul',
  family: 'Example-Pine',
  gender: 'male',
  born: yearsAgo(45, 160),
  story: 'Well documented 14 months ago; since then only ultrasound and a chest film',
  expected: {
    inScope: true,
    unknownFacts: {
      hepaticInvolvementPercent: 'stale',
      liverResectability: 'stale',
      somatostatinReceptorStatus: 'stale',
      diseaseStatus: 'stale',
    },
    settledBy: { somatostatinReceptorStatus: ['prrt'] },
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.ileum, monthsAgo(36)),
    condition('lm', DIAGNOSIS.liverCarcinoid, monthsAgo(36)),
    procedure('ileectomy', SURGERY.ileum, monthsAgo(35)),
    residualTumour(monthsAgo(35), 'R0'),
    pathology(monthsAgo(35), {
      site: 'Ileum, resection',
      ki67: amount(3, '%'),
      grade: GRADE.g2,
      conclusion: 'Neuroendocrine tumour G2, Ki-67 3 %.',
    }),
    liver(monthsAgo(14), { count: 5, involvement: amount(20, '%'), lobes: 'bilobar' }),
    stated('extrahepatic-disease', monthsAgo(14), 'absent'),
    resectability(monthsAgo(14), 'unresectable'),
    response(monthsAgo(24), 'stable'),
    response(monthsAgo(14), 'stable'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(14), 'Unchanged liver lesions.'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(24), 'Unchanged liver lesions.'),
    imaging('ultrasound', STUDY.ultrasound, monthsAgo(2), 'Echogenic liver lesions.'),
    imaging('chest-film', STUDY.chestFilm, monthsAgo(2), 'Clear lungs.'),
    receptorPet(monthsAgo(30), 'positive', 3),
    medication(
      'lanreotide',
      DRUG.lanreotide,
      monthsAgo(33),
      '120 mg subcutaneously every 28 days',
      'stopped',
    ),
    laboratory([
      [2, 'us'],
      [14, 'us'],
      [24, 'us'],
      [35, 'us'],
    ]),
    checkUps(2, 15),
    problems('lipids', 'reflux'),
    unknownCodes,
  ],
});

export const incompleteRecords: readonly PatientMaker[] = [ivy, pine];
