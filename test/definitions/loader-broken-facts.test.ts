import { testBreakages } from './broken-knowledge.js';

const ki67 = 'fhir-mappings/pathology/ki67-percent.yaml';
const grade = 'fhir-mappings/pathology/grade.yaml';
const metastases = 'fhir-mappings/diagnosis/liver-metastases.yaml';
const ki67Codes = 'fhir-mappings/value-sets/ki67.yaml';
const diagnoses = 'fhir-mappings/value-sets/net-diagnoses.yaml';

testBreakages([
  {
    name: 'facts that wait for each other',
    file: 'fhir-mappings/diagnosis/neuroendocrine-diagnosis.yaml',
    replace: [
      'source: Made up',
      'absence:\n  presume: [no]\n  rule: R\n  source: S\n  when: { fact: liverMetastases, is: no }\nsource: Made up',
    ],
    toldIn: metastases,
    on: 'absence:',
    message:
      'The fact is derived from itself: liverMetastases needs neuroendocrineDiagnosis needs liverMetastases.',
  },
  {
    name: 'a derived value outside the domain',
    file: grade,
    replace: ['above: 20 }, gives: [G3]', 'above: 20 }, gives: [G5]'],
    on: 'G5',
    message: '`G5` is not a value of `grade`; did you mean `G1`?',
  },
  {
    name: 'a derivation that says nothing',
    file: ki67,
    replace: ['source: Made up', 'derive: { rule: R, source: S }\nsource: Made up'],
    on: 'derive:',
    message: 'The derivation says nothing; add one of `estimates`, `firstKnown` or `algorithm`.',
  },
  {
    name: 'a presumed value outside the domain',
    file: metastases,
    replace: ['presume: [no]', 'presume: [none]'],
    on: 'presume',
    message: '`none` is not a value of `liverMetastases`; it can be: no, yes.',
  },
  {
    name: 'a policy that names an unknown fact',
    file: metastases,
    replace: ['{ fact: neuroendocrineDiagnosis, is: no }', '{ fact: tumour, is: no }'],
    on: 'fact: tumour',
    message: 'There is no fact `tumour`.',
  },
  {
    name: 'an interval without a unit',
    file: ki67,
    replace: ["unit: '%'\n", ''],
    on: 'kind:',
    message: 'A number needs its `unit` in UCUM; "1" for counts and scores.',
  },
  {
    name: 'a range upside down',
    file: 'fhir-mappings/patient/age.yaml',
    replace: ['minimum: 0', 'minimum: 130\nmaximum: 120'],
    on: 'minimum:',
    message: '`minimum` 130 is above `maximum` 120.',
  },
  {
    name: 'a label for a value that does not exist',
    file: grade,
    replace: ['G1: grade G1', 'G7: grade G7'],
    on: 'G7',
    message: '`G7` is not a value of `grade`; did you mean `G1`?',
  },
  {
    name: 'a source that does not say what a record gives',
    file: metastases,
    replace: ['    gives: [yes]\n', ''],
    on: 'resource: Condition',
    message: 'The source does not say which value a record gives',
  },
  {
    name: 'a property that no code has',
    file: 'fhir-mappings/diagnosis/neuroendocrine-diagnosis.yaml',
    replace: ['givesProperty: net', 'givesProperty: nets'],
    on: 'nets',
    message: 'No code of the value set `net-diagnoses` has the property `nets`.',
  },
  {
    name: 'a code that means a value outside the domain',
    file: diagnoses,
    replace: ['properties: { net: [yes] }', 'properties: { net: [maybe] }'],
    on: 'maybe',
    message: '`maybe` is not a value of `neuroendocrineDiagnosis`; it can be: no, yes.',
  },
  {
    name: 'a coded range that is none',
    file: 'fhir-mappings/value-sets/ki67-bands.yaml',
    replace: ["'[0, 3)'", "'3 to 0'"],
    on: '3 to 0',
    message: '"3 to 0" is not a range',
  },
  {
    name: 'a way of reading that does not fit the kind',
    file: ki67,
    replace: ['bands: ki67-bands', 'bands: ki67-bands, date: true'],
    on: 'date: true',
    message: '`date` does not fit a fact of kind `interval`.',
  },
  {
    name: 'a text in capitals among those to be recognised',
    file: grade,
    replace: ['well: [G1]', 'Well: [G1]'],
    on: 'Well',
    message: '"Well" must be written in small letters without spaces around it.',
  },
  {
    name: 'an algorithm without its parameters',
    file: 'fhir-mappings/patient/age.yaml',
    replace: [
      'source: Made up',
      'derive:\n  rule: R\n  source: S\n  algorithm: primary-resection\n  parameters:\n    { procedures: ki67, residual: ki67, residualValues: ki67, bodySites: ki67, liverOperations: ki67 }\nsource: Made up',
    ],
    on: 'algorithm:',
    message: 'The algorithm reads `primarySite`: There is no fact `primarySite`.',
  },
  {
    name: 'a chapter of codes for Observations',
    file: ki67Codes,
    replace: ['    onlyWithPercent: true', '    descendants: true'],
    toldIn: ki67,
    on: 'codes: ki67',
    message:
      'Observations are searched for by whole codes, but `local|ki67-presence` stands for a chapter.',
  },
]);
