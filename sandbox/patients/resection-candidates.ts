/** Patients whose liver metastases are judged resectable and whom no exclusion clearly forbids surgery. */
import { at, monthsAgo, roughly, yearsAgo } from './calendar.js';
import { DIAGNOSIS, GRADE, KI67, STUDY, SURGERY } from './codes.js';
import { definePatient, type PatientMaker } from './define-patient.js';
import { condition, encounter, procedure } from './entries.js';
import { ki67, pathology, residualTumour } from './pathology.js';
import { observationsAs, refuted } from './record-status.js';
import { checkUps, laboratory, problems, unknownCodes } from './routine-care.js';
import { imaging, liver, receptorPet, resectability, response, stated } from './tumour-findings.js';
import { amount } from './values.js';

const alder = definePatient({
  id: 'alder',
  given: 'Ada',
  family: 'Example-Alder',
  gender: 'female',
  born: yearsAgo(58, 40),
  story: 'Single resectable liver metastasis of an ileal NET G1: the resection criteria are met',
  expected: {
    inScope: true,
    arms: { 'somatostatin-analogue': { 'octreotide-lar': 'met', lanreotide: 'met' } },
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.ileum, monthsAgo(41)),
    condition('lm', DIAGNOSIS.liverCarcinoid, monthsAgo(4)),
    refuted(condition('bone', DIAGNOSIS.bone, monthsAgo(3))),
    pathology(monthsAgo(40), {
      site: 'Terminal ileum',
      ki67: amount(6, '%'),
      grade: GRADE.g2,
      conclusion: 'Neuroendocrine tumour of the ileum, Ki-67 6 %.',
    }),
    procedure('ileectomy', SURGERY.ileum, monthsAgo(39)),
    residualTumour(monthsAgo(39), 'R0'),
    pathology(monthsAgo(3), {
      site: 'Liver segment VI, core biopsy',
      ki67: amount(2, '%'),
      grade: GRADE.g1,
      conclusion: 'Metastasis of a neuroendocrine tumour, G1.',
    }),
    observationsAs('entered-in-error', ki67(monthsAgo(2), amount(45, '%'))),
    liver(monthsAgo(2), { count: 1, largest: amount(34, 'mm'), lobes: 'unilobar' }),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(2), 'Solitary lesion in segment VI.'),
    imaging('ct', STUDY.ctAbdomenPelvis, monthsAgo(16), 'No recurrence.'),
    imaging('ct', STUDY.ctAbdomenPelvis, monthsAgo(28), 'No recurrence.'),
    imaging('chest-film', STUDY.chestFilm, monthsAgo(20), 'Clear lungs.'),
    receptorPet(monthsAgo(10), 'positive', 3),
    resectability(monthsAgo(1), 'resectable'),
    encounter('surgery-clinic', at(monthsAgo(1), '13:15'), 'Hepatobiliary surgery clinic'),
    laboratory([
      [1, 'us'],
      [6, 'us'],
      [14, 'us'],
      [27, 'si'],
    ]),
    checkUps(3, 12),
    problems('hypertension', 'lipids'),
    unknownCodes,
  ],
});

const hornbeam = definePatient({
  id: 'hornbeam',
  given: 'Hugo',
  family: 'Example-Hornbeam',
  gender: 'male',
  born: yearsAgo(61, 100),
  story: 'Resectable type II pattern, extrahepatic disease stated absent, receptor status unknown',
  expected: {
    inScope: true,
    settledBy: { somatostatinReceptorStatus: ['prrt'] },
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.endocrinePancreas, monthsAgo(9)),
    condition('lm', DIAGNOSIS.liverSecondary, roughly(monthsAgo(8), 'month')),
    ki67(monthsAgo(8), amount(8, '%'), KI67.presence),
    pathology(monthsAgo(9), {
      site: 'Pancreatic tail, endoscopic biopsy',
      conclusion: 'Neuroendocrine tumour; see proliferation index.',
    }),
    liver(monthsAgo(3), {
      count: 4,
      largest: amount(4.8, 'cm'),
      pattern: 'lm-type-2',
      involvement: amount(15, '%'),
      lobes: 'unilobar',
    }),
    stated('extrahepatic-disease', monthsAgo(2), 'absent'),
    imaging('mr-liver', STUDY.mrLiver, monthsAgo(3), 'Dominant lesion with satellites.'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(9), 'Pancreatic mass, liver lesions.'),
    resectability(monthsAgo(2), 'resectable'),
    response(monthsAgo(3), 'stable'),
    laboratory([
      [1, 'us'],
      [4, 'us'],
      [8, 'us'],
      [20, 'us'],
    ]),
    checkUps(2, 7, 15),
    problems('diabetes', 'reflux', 'gallstones'),
    unknownCodes,
  ],
});

const poplar = definePatient({
  id: 'poplar',
  given: 'Pia',
  family: 'Example-Poplar',
  gender: 'female',
  born: yearsAgo(59, 15),
  story:
    'Resectable, but abdominal lymph nodes are coded without saying whether they can be removed',
  expected: {
    inScope: true,
    settledBy: { unresectableLymphNodeMetastases: ['curative-resection'] },
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.ileum, monthsAgo(12)),
    condition('nodes', DIAGNOSIS.abdominalNodes, monthsAgo(12)),
    condition('lm', DIAGNOSIS.liverCarcinoid, monthsAgo(11)),
    pathology(monthsAgo(11), {
      site: 'Liver segment III, core biopsy',
      ki67: amount(1, '%'),
      grade: GRADE.g1,
      conclusion: 'Neuroendocrine tumour G1.',
    }),
    liver(monthsAgo(2), { count: 1, largest: amount(2.2, 'cm') }),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(2), 'Mesenteric nodal mass unchanged.'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(12), 'Ileal mass, mesenteric nodes.'),
    receptorPet(monthsAgo(9), 'negative', 1),
    resectability(monthsAgo(2), 'resectable'),
    laboratory([
      [1, 'us'],
      [3, 'us'],
      [10, 'us'],
      [22, 'us'],
    ]),
    checkUps(4, 13, 25),
    problems('hypothyroidism', 'lipids'),
    unknownCodes,
  ],
});

const laurel = definePatient({
  id: 'laurel',
  given: 'Lotte',
  family: 'Example-Laurel',
  gender: 'female',
  born: yearsAgo(62, 200),
  story: 'Resectable, but C7B.04 leaves open whether there is peritoneal carcinomatosis',
  expected: {
    inScope: true,
    settledBy: { peritonealCarcinomatosis: ['curative-resection'] },
    cards: 'some',
  },
  chart: [
    condition('net', DIAGNOSIS.jejunum, monthsAgo(26)),
    condition('lm', DIAGNOSIS.liverCarcinoid, monthsAgo(25)),
    condition('mesentery', DIAGNOSIS.peritonealCarcinoid, monthsAgo(25)),
    pathology(monthsAgo(26), {
      site: 'Jejunum, resection',
      ki67: amount(2, '%'),
      grade: GRADE.g1,
      conclusion: 'Neuroendocrine tumour G1 of the jejunum.',
    }),
    procedure('enterectomy', SURGERY.smallBowel, monthsAgo(26)),
    liver(monthsAgo(3), { count: 2, largest: amount(27, 'mm'), pattern: 'lm-type-2' }),
    stated('extra-abdominal-metastases', monthsAgo(3), 'absent'),
    stated('unresectable-lymph-nodes', monthsAgo(3), 'absent'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(3), 'Mesenteric soft tissue, unchanged.'),
    imaging('ct', STUDY.ctAbdomenPelvis, monthsAgo(15), 'Stable appearances.'),
    receptorPet(monthsAgo(14), 'negative'),
    resectability(monthsAgo(3), 'resectable'),
    laboratory([
      [2, 'us'],
      [7, 'us'],
      [13, 'us'],
      [24, 'us'],
    ]),
    checkUps(2, 8, 16),
    problems('hypertension', 'reflux'),
    unknownCodes,
  ],
});

export const resectionCandidates: readonly PatientMaker[] = [alder, hornbeam, poplar, laurel];
