import { testBreakages } from './broken-knowledge.js';

const pathway = 'criteria/minimal/surgery/resection/pathway.yaml';
const ki67Test = '{ fact: ki67Percent, atLeast: 0, below: 5 }';

testBreakages([
  {
    name: 'a fact that nobody defined',
    file: pathway,
    replace: [ki67Test, '{ fact: ki67Percnt, below: 5 }'],
    on: 'ki67Percnt',
    message: 'There is no fact `ki67Percnt`; did you mean `ki67Percent`?',
  },
  {
    name: 'an operator that does not fit the kind',
    file: pathway,
    replace: ['{ fact: grade, in: [G1, G2] }', '{ fact: grade, below: 3 }'],
    on: 'below: 3',
    message: '`below` does not fit `grade`, which is one of G1, G2, G3; use `is` or `in`.',
  },
  {
    name: 'a test without an operator',
    file: pathway,
    replace: [ki67Test, '{ fact: ki67Percent }'],
    on: 'fact: ki67Percent }',
    message: 'The test on `ki67Percent` says nothing; add `below`, `atMost`, `atLeast` or `above`.',
  },
  {
    name: 'two operators where one belongs',
    file: pathway,
    replace: ['in: [G1, G2] }', 'is: G1, in: [G1, G2] }'],
    on: 'is: G1, in:',
    message: 'Give only one of `is` or `in` in one test.',
  },
  {
    name: 'a value outside the domain',
    file: pathway,
    replace: ['in: [G1, G2]', 'in: [G1, G4]'],
    on: 'G4',
    message: '`G4` is not a value of `grade`; did you mean `G1`?',
  },
  {
    name: 'a member that the set cannot have',
    file: pathway,
    replace: ['includesAny: [thermal-ablation]', 'includesAny: [heat]'],
    on: 'heat',
    message: '`heat` is not a value of `priorTherapies`; it can be: octreotide, thermal-ablation.',
  },
  {
    name: 'a documented test in a criterion',
    file: pathway,
    replace: ['{ fact: age, below: 55 }', '{ fact: age, documented: true, below: 55 }'],
    on: 'documented',
    message: '`documented` is for fact files only; a criterion asks for the fact as a whole.',
  },
  {
    name: 'a percent limit above 100',
    file: pathway,
    replace: ['below: 5 }', 'below: 500 }'],
    on: 'below: 500',
    message: 'The limit 500 lies outside what `ki67Percent` can be: 0 to 100 %.',
  },
  {
    name: 'limits of one test that exclude each other',
    file: pathway,
    replace: ['atLeast: 0, below: 5', 'atLeast: 5, below: 5'],
    on: 'atLeast: 5',
    message: 'The limits given for `ki67Percent` contradict each other: no number meets them all.',
  },
  {
    name: 'limits of two tests side by side that exclude each other',
    file: pathway,
    replace: [
      `when: ${ki67Test}`,
      'when:\n      all:\n        - { fact: ki67Percent, below: 5 }\n        - { fact: ki67Percent, above: 20 }',
    ],
    on: 'above: 20',
    message: 'The limits given for `ki67Percent` contradict each other: no number meets them all.',
  },
]);
