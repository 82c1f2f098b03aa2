/** Patients with carcinoid syndrome: with heart failure, without a recent echocardiogram, under treatment. */

import { at, monthsAgo, yearsAgo } from './calendar.js';
import { DIAGNOSIS, DRUG, GRADE, icd10cm, snomed, STUDY, SURGERY } from './codes.js';
import { definePatient, type PatientMaker } from './define-patient.js';
import { condition, medication, order } from './entries.js';
import { ki67, pathology } from './pathology.js';
import { conditionEnteredInError, observationsAs } from './record-status.js';
import { checkUps, laboratory, problems, unknownCodes } from './routine-care.js';
import { echo, imaging, liver, receptorPet, resectability, response } from './tumour-findings.js';
import { absent, amount, between } from './values.js';

const maple = definePatient({
  id: 'maple',
  given: 'Maud',
  family: 'Example-Maple',
  gender: 'female',
  born: yearsAgo(69, 30),
  story: 'Carcinoid heart disease with right heart failure, and a liver resection on order',
  expected: {
    inScope: true,
    warnsAbout: ['curative-resection'],
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.ileum, monthsAgo(50)),
    condition('lm', DIAGNOSIS.liverCarcinoid, monthsAgo(50)),
    condition('carcinoid', DIAGNOSIS.carcinoidSyndrome, monthsAgo(48)),
    condition(
      'tricuspid',
      icd10cm('I36.1', 'Nonrheumatic tricuspid (valve) insufficiency'),
      monthsAgo(14),
    ),
    condition('heart', icd10cm('I50.812', 'Chronic right heart failure'), monthsAgo(8)),
    condition('carcinoid-heart', snomed('36222008', 'Carcinoid heart disease'), monthsAgo(8)),
    echo(monthsAgo(2), true),
    pathology(monthsAgo(49), {
      site: 'Liver segment VII, core biopsy',
      ki67: amount(2, '%'),
      grade: GRADE.g1,
      conclusion: 'Neuroendocrine tumour G1.',
    }),
    liver(monthsAgo(2), { count: 1, largest: amount(61, 'mm') }),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(2), 'Large solitary lesion, right lobe.'),
    receptorPet(monthsAgo(11), 'positive', 4),
    resectability(monthsAgo(1), 'resectable'),
    order('hepatectomy', SURGERY.partialHepatectomy, at(monthsAgo(0, 9), '14:05')),
    medication('lanreotide', DRUG.lanreotide, monthsAgo(30), '120 mg subcutaneously every 28 days'),
    medication('furosemide', DRUG.furosemide, monthsAgo(7), '40 mg by mouth once daily'),
    medication('loperamide', DRUG.loperamide, monthsAgo(20), '2 mg by mouth as needed'),
    laboratory([
      [1, 'us'],
      [4, 'us'],
      [9, 'us'],
      [18, 'us'],
    ]),
    checkUps(1, 6),
    problems('hypothyroidism'),
    unknownCodes,
  ],
});

const oak = definePatient({
  id: 'oak',
  given: 'Olga',
  family: 'Example-Oak',
  gender: 'female',
  born: yearsAgo(60, 77),
  story: 'Resectable with carcinoid syndrome, last echocardiogram 20 months ago',
  expected: {
    inScope: true,
    unknownFacts: { rightHeartInsufficiency: 'stale' },
    settledBy: { rightHeartInsufficiency: ['curative-resection'] },
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.ileum, monthsAgo(24)),
    condition('lm', DIAGNOSIS.liverCarcinoid, monthsAgo(24)),
    condition('carcinoid', DIAGNOSIS.carcinoidSyndrome, monthsAgo(22)),
    echo(monthsAgo(20), false),
    pathology(monthsAgo(23), {
      site: 'Liver segment II, core biopsy',
      ki67: amount(4, '%'),
      grade: GRADE.g2,
      conclusion: 'Neuroendocrine tumour G2, Ki-67 4 %.',
    }),
    liver(monthsAgo(1), { count: 1, largest: amount(3.1, 'cm'), pattern: 'lm-type-1' }),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(1), 'Solitary left-sided lesion.'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(23), 'Left-sided liver lesion.'),
    receptorPet(monthsAgo(8), 'positive'),
    resectability(monthsAgo(1), 'resectable'),
    laboratory([
      [1, 'us'],
      [5, 'si'],
      [10, 'us'],
      [17, 'us'],
    ]),
    checkUps(3, 9, 21),
    problems('hypertension', 'diabetes'),
    unknownCodes,
  ],
});

const rowan = definePatient({
  id: 'rowan',
  given: 'Rosa',
  family: 'Example-Rowan',
  gender: 'female',
  born: yearsAgo(63, 60),
  story: 'On octreotide for carcinoid syndrome with disseminated (type III) liver metastases',
  expected: {
    inScope: true,
    arms: { 'somatostatin-analogue': { 'octreotide-lar': 'not-met', lanreotide: 'not-met' } },
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.ileum, monthsAgo(40)),
    condition('lm', DIAGNOSIS.liverCarcinoid, monthsAgo(40)),
    condition('carcinoid', DIAGNOSIS.carcinoidSyndrome, monthsAgo(36)),
    conditionEnteredInError(
      condition('heart', icd10cm('I50.810', 'Right heart failure, unspecified'), monthsAgo(5)),
    ),
    echo(monthsAgo(4), false),
    pathology(monthsAgo(39), {
      site: 'Ileum, endoscopic biopsy',
      ki67: amount(1.5, '%'),
      grade: GRADE.g1,
      conclusion: 'Neuroendocrine tumour G1.',
    }),
    ki67(monthsAgo(5), absent('error', 'Insufficient tissue')),
    observationsAs('preliminary', ki67(monthsAgo(6), amount(24, '%'))),
    liver(monthsAgo(2), {
      count: 26,
      pattern: 'lm-type-3',
      involvement: between(25, 40, '%'),
      lobes: 'bilobar',
    }),
    imaging('mr', STUDY.mrAbdomen, monthsAgo(2), 'Innumerable lesions in both lobes.'),
    receptorPet(monthsAgo(13), 'positive', 4),
    resectability(monthsAgo(2), 'unresectable'),
    response(monthsAgo(2), 'stable'),
    medication(
      'octreotide',
      DRUG.octreotide,
      monthsAgo(35),
      'LAR 30 mg intramuscularly every 28 days',
    ),
    medication('loperamide', DRUG.loperamide, monthsAgo(30), '2 mg as needed', 'stopped'),
    laboratory([
      [1, 'us'],
      [4, 'us'],
      [8, 'us'],
      [12, 'us'],
    ]),
    checkUps(4, 16),
    problems('hypertension', 'gallstones'),
    unknownCodes,
  ],
});

export const carcinoidSyndrome: readonly PatientMaker[] = [maple, oak, rowan];
