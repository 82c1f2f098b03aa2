import { testBreakages } from './broken-knowledge.js';

const pathway = 'criteria/minimal/surgery/resection/pathway.yaml';
const cases = 'criteria/minimal/surgery/resection/cases.yaml';

testBreakages([
  {
    name: 'a criterion never shown unknown',
    file: cases,
    replace: ['young: unknown', 'acceptable-risk: unknown'],
    toldIn: pathway,
    on: '- id: young',
    message: 'No case in cases.yaml shows the criterion `young` as unknown.',
  },
  {
    name: 'a case for a criterion that does not exist',
    file: cases,
    replace: ['not-very-old: not-met', 'very-old: not-met'],
    on: 'very-old',
    message: 'The pathway has no criterion `very-old`; did you mean `not-very-old`?',
  },
  {
    name: 'a case that gives an unknown fact',
    file: cases,
    replace: ['  age: 50', '  ages: 50'],
    on: 'ages: 50',
    message: 'There is no fact `ages`; did you mean `age`?',
  },
  {
    name: 'a case that gives a value outside the domain',
    file: cases,
    replace: ['grade: [G2, G3]', 'grade: [G2, G4]'],
    on: 'G4',
    message: '`G4` is not a value of `grade`; did you mean `G1`?',
  },
  {
    name: 'a case that gives a number nobody can read',
    file: cases,
    replace: ["'3-8'", "'3 or 8'"],
    on: '3 or 8',
    message: '`ki67Percent` is a number, but is given "3 or 8"',
  },
  {
    name: 'a case that gives an odd state of a member',
    file: cases,
    replace: ['octreotide past', 'octreotide finished'],
    on: 'octreotide finished',
    message:
      '"octreotide finished" is not a member with its state; write it like this: octreotide active.',
  },
  {
    name: 'a case that expects an unknown fact to be missing',
    file: cases,
    replace: ['missing: [grade, ki67Percent', 'missing: [grades, ki67Percent'],
    on: 'missing: [grades',
    message: 'There is no fact `grades`; did you mean `grade`?',
  },
  {
    name: 'cases in the folder of another pathway',
    file: cases,
    replace: ['pathway: resection', 'pathway: analogue'],
    on: 'pathway: analogue',
    message: 'The cases are for `analogue`, but lie in the folder `resection`.',
  },
  {
    name: 'a reading case that expects a value outside the domain',
    file: 'fhir-mappings/diagnosis/liver-metastases.cases.yaml',
    replace: ['values: [yes]', 'values: [true-ish]'],
    on: 'true-ish',
    message: '`true-ish` is not a value of `liverMetastases`; it can be: no, yes.',
  },
  {
    name: 'a reading case that expects an odd range',
    file: 'fhir-mappings/patient/age.cases.yaml',
    replace: ["'[55, 56]'", "'55 to 56'"],
    on: '55 to 56',
    message: '"55 to 56" is not a range; write 3, [3, 5], (0, 20) or [7, *).',
  },
]);
