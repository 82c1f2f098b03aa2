/** A chart as a European hospital with mCODE shapes would send it. */
import { at, monthsAgo, roughly, yearsAgo } from './calendar.js';
import { GRADE, icd10, loinc, ncit, snomed, STUDY, SURGERY } from './codes.js';
import { definePatient, type PatientMaker } from './define-patient.js';
import { condition, observation, procedure } from './entries.js';
import { ki67, residualTumour } from './pathology.js';
import { checkUps, laboratory, problems } from './routine-care.js';
import { diseaseStatus, imaging, liver, receptorPet, resectability } from './tumour-findings.js';
import { amount, answer } from './values.js';

const MCODE = 'http://hl7.org/fhir/us/mcode/StructureDefinition/';

const spruce = definePatient({
  id: 'spruce',
  given: 'Sven',
  family: 'Example-Spruce',
  gender: 'male',
  born: roughly(yearsAgo(46), 'year'),
  offset: '+01:00',
  story: 'European chart in SNOMED CT and mCODE shapes without C7A codes: all Milan criteria',
  expected: { inScope: true, cards: 'some' },
  chart: [
    condition(
      'net',
      [
        snomed('737313007', 'Primary malignant neuroendocrine neoplasm of ileum (disorder)'),
        icd10('C17.2', 'Malignant neoplasm: Ileum'),
      ],
      monthsAgo(31),
      {
        profile: `${MCODE}mcode-primary-cancer-condition`,
        extension: {
          url: `${MCODE}mcode-histology-morphology-behavior`,
          valueCodeableConcept: {
            coding: [snomed('1286769009', 'Well-differentiated neuroendocrine tumor grade 1')],
          },
        },
      },
    ),
    condition(
      'lm',
      [
        snomed('94381002', 'Secondary malignant neoplasm of liver (disorder)'),
        icd10('C78.7', 'Secondary malignant neoplasm of liver'),
      ],
      monthsAgo(31),
      { profile: `${MCODE}mcode-secondary-cancer-condition` },
    ),
    ki67(
      monthsAgo(30),
      amount(0.02, '1'),
      snomed(
        '1255078008',
        'Percent of cell nuclei positive for Ki-67 in primary malignant neoplasm',
      ),
    ),
    observation('grade', ncit('C18000', 'Histologic Grade'), monthsAgo(30), answer(GRADE.g1), {
      profile: `${MCODE}mcode-histologic-grade`,
      method: snomed('1149430001', 'WHO histologic grading system fifth edition'),
    }),
    procedure('ileectomy', SURGERY.ileum, monthsAgo(30)),
    residualTumour(monthsAgo(30), 'R0'),
    observation(
      'm-category',
      loinc('21907-1', 'Distant metastases.clinical [Class] Cancer'),
      monthsAgo(3),
      answer(snomed('1229904003', 'American Joint Committee on Cancer cM1a')),
      { category: 'imaging', profile: `${MCODE}mcode-tnm-distant-metastases-category` },
    ),
    liver(monthsAgo(3), { count: 7, largest: amount(38, 'mm'), involvement: amount(0.2, '1') }),
    resectability(monthsAgo(3), 'unresectable'),
    diseaseStatus(at(monthsAgo(19), '11:30'), 'stable'),
    diseaseStatus(at(monthsAgo(11), '11:30'), 'stable'),
    diseaseStatus(at(monthsAgo(3), '11:30'), 'stable'),
    imaging('ct', STUDY.ctChestAbdomenPelvis, monthsAgo(3), 'Lebermetastasen, unverändert.'),
    imaging('mr-liver', STUDY.mrLiver, monthsAgo(11), 'Lebermetastasen, unverändert.'),
    receptorPet(monthsAgo(11), 'positive', 4),
    laboratory([
      [1, 'si'],
      [5, 'si'],
      [11, 'si'],
      [19, 'si'],
    ]),
    checkUps(3, 9, 18),
    problems('snomedHypertension'),
  ],
});

export const europeanChart: readonly PatientMaker[] = [spruce];
