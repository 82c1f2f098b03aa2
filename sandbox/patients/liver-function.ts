/** Patients in whom the portal vein or the function of the liver decides on a liver-directed treatment. */
import {
  albumin,
  bilirubin,
  ecog,
  inr,
  judged,
  multidisciplinaryReview,
  tumourBoard,
} from './assessments.js';
import { daysAgo, monthsAgo, yearsAgo } from './calendar.js';
import { DIAGNOSIS, DRUG, GRADE, STUDY, SURGERY } from './codes.js';
import { definePatient, type PatientMaker } from './define-patient.js';
import { condition, type Entry, medication, order } from './entries.js';
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
import { amount } from './values.js';

const routine: readonly Entry[] = [
  laboratory([
    [1, 'us'],
    [4, 'us'],
    [7, 'us'],
    [14, 'us'],
  ]),
  checkUps(1, 8, 20),
  unknownCodes,
];

const almond = definePatient({
  id: 'almond',
  given: 'Alois',
  family: 'Example-Almond',
  gender: 'male',
  born: yearsAgo(66, 51),
  story: 'Portal vein thrombosis and a TACE on order: excluded, unlike radioembolisation',
  expected: {
    inScope: true,
    remarks: { sirt: { 'portal-vein-thrombosis': 'met', 'child-pugh-b-or-c': 'not-met' } },
    warnsAbout: ['transarterial-chemoembolisation'],
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.ileum, monthsAgo(44)),
    condition('lm', DIAGNOSIS.liverCarcinoid, monthsAgo(40)),
    condition('carcinoid', DIAGNOSIS.carcinoidSyndrome, monthsAgo(38)),
    condition('portal-vein', DIAGNOSIS.portalVeinThrombosis, monthsAgo(3)),
    echo(monthsAgo(5), false),
    pathology(monthsAgo(39), {
      site: 'Liver segment VII, core biopsy',
      ki67: amount(2, '%'),
      grade: GRADE.g1,
      conclusion: 'Neuroendocrine tumour G1.',
    }),
    liver(monthsAgo(2), { count: 12, largest: amount(64, 'mm'), involvement: amount(35, '%') }),
    stated('extrahepatic-disease', monthsAgo(2), 'absent'),
    resectability(monthsAgo(2), 'unresectable'),
    response(monthsAgo(2), 'stable'),
    judged('hormone-symptoms', monthsAgo(2), true),
    inr(monthsAgo(1, 6), 1.1),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(2), 'Thrombus in the right portal vein.'),
    receptorPet(monthsAgo(10), 'positive', 3),
    medication('octreotide', DRUG.octreotide, monthsAgo(37), 'LAR 30 mg every 28 days'),
    multidisciplinaryReview(monthsAgo(1)),
    order('tace', SURGERY.chemoembolisation, monthsAgo(0, 6)),
    problems('hypertension', 'lipids'),
    ...routine,
  ],
});

const baobab = definePatient({
  id: 'baobab',
  given: 'Bruno',
  family: 'Example-Baobab',
  gender: 'male',
  born: yearsAgo(71, 29),
  story: 'Ablation on order; bilirubin and albumin alone make Child-Pugh B at least; ECOG 3',
  expected: {
    inScope: true,
    remarks: {
      sirt: { 'bilirubin-above-2': 'met', 'child-pugh-b-or-c': 'met', 'ecog-3-or-worse': 'met' },
    },
    warnsAbout: ['thermal-ablation'],
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.ileum, monthsAgo(19)),
    condition('lm', DIAGNOSIS.liverCarcinoid, monthsAgo(19)),
    pathology(monthsAgo(18), {
      site: 'Liver segment V, core biopsy',
      ki67: amount(6, '%'),
      grade: GRADE.g2,
      conclusion: 'Neuroendocrine tumour G2, Ki-67 6 %.',
    }),
    liver(monthsAgo(1), { count: 3, largest: amount(28, 'mm'), involvement: amount(8, '%') }),
    stated('extrahepatic-disease', monthsAgo(1), 'absent'),
    resectability(monthsAgo(1), 'unresectable'),
    response(monthsAgo(1), 'progressive'),
    bilirubin(daysAgo(12), 3.4),
    albumin(daysAgo(12), 2.6),
    ecog(monthsAgo(1), 3),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(1), 'Two of three lesions larger.'),
    imaging('ct', STUDY.ctAbdomenPelvis, monthsAgo(10), 'Three liver lesions.'),
    receptorPet(monthsAgo(12), 'negative', 1),
    order('ablation', SURGERY.ablation, monthsAgo(0, 5)),
    problems('hypertension', 'diabetes'),
    ...routine,
  ],
});

const buckthorn = definePatient({
  id: 'buckthorn',
  given: 'Berta',
  family: 'Example-Buckthorn',
  gender: 'female',
  born: yearsAgo(62, 140),
  story: 'INR of 2.6 under warfarin says nothing about the liver: ablation and TACE stay open',
  expected: {
    inScope: true,
    settledBy: { childPughClass: ['thermal-ablation', 'transarterial-chemoembolisation'] },
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.ileum, monthsAgo(33)),
    condition('lm', DIAGNOSIS.liverCarcinoid, monthsAgo(33)),
    condition('diarrhoea', DIAGNOSIS.carcinoidDiarrhoea, monthsAgo(30)),
    condition('fibrillation', DIAGNOSIS.atrialFibrillation, monthsAgo(60)),
    echo(monthsAgo(3), false),
    pathology(monthsAgo(32), {
      site: 'Liver segment IV, core biopsy',
      ki67: amount(1, '%'),
      grade: GRADE.g1,
      conclusion: 'Neuroendocrine tumour G1.',
    }),
    liver(monthsAgo(3), { count: 8, largest: amount(37, 'mm'), involvement: amount(18, '%') }),
    stated('extrahepatic-disease', monthsAgo(3), 'absent'),
    resectability(monthsAgo(3), 'unresectable'),
    response(monthsAgo(3), 'stable'),
    inr(daysAgo(20), 2.6),
    medication('warfarin', DRUG.warfarin, monthsAgo(58), 'by mouth, dose by INR'),
    medication('octreotide', DRUG.octreotide, monthsAgo(29), 'LAR 20 mg every 28 days'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(3), 'Unchanged liver lesions.'),
    receptorPet(monthsAgo(14), 'positive', 4),
    tumourBoard(monthsAgo(2)),
    problems('hypertension', 'lipids'),
    ...routine,
  ],
});

const magnolia = definePatient({
  id: 'magnolia',
  given: 'Marta',
  family: 'Example-Magnolia',
  gender: 'female',
  born: yearsAgo(67, 9),
  story: 'Radioembolisation on order with a lung shunt of 24 % and a bilirubin of 2.6 mg/dL',
  expected: {
    inScope: true,
    remarks: {
      'thermal-ablation': { 'hepatic-involvement-above-50': 'met' },
      sirt: { 'lung-shunt-above-20': 'met', 'bilirubin-above-2': 'met' },
    },

    arms: { 'somatostatin-analogue': { 'octreotide-lar': 'not-met', lanreotide: 'met' } },
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.rectum, monthsAgo(16)),
    condition('lm', DIAGNOSIS.liverCarcinoid, monthsAgo(16)),
    pathology(monthsAgo(15), {
      site: 'Rectum, endoscopic biopsy',
      ki67: amount(5, '%'),
      grade: GRADE.g2,
      conclusion: 'Neuroendocrine tumour G2, Ki-67 5 %.',
    }),
    liver(monthsAgo(2), { count: 20, involvement: amount(60, '%'), lobes: 'bilobar' }),
    stated('extrahepatic-disease', monthsAgo(2), 'absent'),
    resectability(monthsAgo(2), 'unresectable'),
    response(monthsAgo(2), 'stable'),
    local('lung-shunt-fraction', 'Lung shunt fraction', monthsAgo(1), amount(24, '%')),
    bilirubin(daysAgo(9), 2.6),
    inr(daysAgo(9), 1),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(2), 'Multiple liver lesions.'),
    receptorPet(monthsAgo(12), 'positive', 3),
    order('sirt', SURGERY.sirt, monthsAgo(0, 4)),
    problems('diabetes', 'reflux'),
    ...routine,
  ],
});

export const liverFunction: readonly PatientMaker[] = [almond, baobab, buckthorn, magnolia];
