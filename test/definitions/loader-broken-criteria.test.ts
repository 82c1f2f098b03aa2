import { testBreakages } from './broken-knowledge.js';

const pathway = 'criteria/minimal/surgery/resection/pathway.yaml';
const analogue = 'criteria/minimal/systemic/analogue/pathway.yaml';
const view = 'criteria/minimal/systemic/team-review/pathway.yaml';
const evidence = 'criteria/minimal/evidence.yaml';
const scope = 'criteria/minimal/scope.yaml';
const service = 'hooks/minimal-patient-view/service.yaml';
const reading = 'fhir-mappings/reading.yaml';

testBreakages([
  {
    name: 'a limit that the label does not name',
    file: pathway,
    replace: ['below: 55 }', 'below: 50 }'],
    on: 'label: age',
    message: 'The label says 55, but the condition compares with 50; make them agree.',
  },
  {
    name: 'a property that no mapping reads',
    file: 'fhir-mappings/value-sets/grade-answers.yaml',
    replace: ['properties: { grade:', 'properties: { grad:'],
    on: 'properties: { grad:',
    message: 'No mapping reads the property `grad`; did you mean `grade`?',
  },
  {
    name: 'an answer that says nothing',
    file: 'fhir-mappings/value-sets/grade-answers.yaml',
    replace: ['    properties: { grade: [G1-or-G2] }\n', ''],
    on: '- code: local|low-grade',
    message:
      'The code `local|low-grade` is read as an answer, but says nothing: give it a property, such as `grade`, or a note that tells why not.',
  },
  {
    name: 'an answer without a property that every code must have',
    file: 'fhir-mappings/value-sets/grade-answers.yaml',
    replace: [
      'codes:\n  - code: local|g1\n    display: G1\n    properties: { grade: [G1] }',
      'everyCodeSays: [grade]\ncodes:\n  - code: local|g1\n    display: G1',
    ],
    on: '- code: local|g1',
    message:
      'The code `local|g1` lacks the property `grade`, which every code of this value set must have (everyCodeSays).',
  },
  {
    name: 'a property that every code must have, and no mapping reads',
    file: 'fhir-mappings/value-sets/grade-answers.yaml',
    replace: ['codes:\n', 'everyCodeSays: [grad]\ncodes:\n'],
    on: 'everyCodeSays: [grad]',
    message: 'No mapping reads the property `grad`; did you mean `grade`?',
  },
  {
    name: 'a figure that does not exist',
    file: analogue,
    replace: ['figures: [analogue-response]', 'figures: [analogue-response, analog-response]'],
    on: 'analog-response',
    message:
      'There is no figure `analog-response` in evidence.yaml; did you mean `analogue-response`?',
  },
  {
    name: 'a figure that no pathway uses',
    file: pathway,
    replace: ['figures: [resection-survival]\n', ''],
    toldIn: evidence,
    on: '- id: resection-survival',
    message:
      'The figure `resection-survival` is not used by any pathway; name it there or remove it.',
  },
  {
    name: 'a figure defined twice',
    file: evidence,
    replace: ['- id: analogue-response', '- id: resection-survival'],
    on: '- id: resection-survival',
    last: true,
    message: 'The figure `resection-survival` is defined twice.',
  },
  {
    name: 'a figure without an existing citation',
    file: evidence,
    replace: ['    citation: made-up-paper\n', '    citation: made-up-papr\n'],
    on: 'made-up-papr',
    message: 'There is no citation `made-up-papr`; did you mean `made-up-paper`?',
  },
  {
    name: 'a criterion that cites nothing that exists',
    file: view,
    replace: ['citation: product-rule', 'citation: product-rules'],
    on: 'product-rules',
    message: 'There is no citation `product-rules` in evidence.yaml; did you mean `product-rule`?',
  },
  {
    name: 'a deciding criterion from outside without a citation',
    file: view,
    replace: [', citation: product-rule', ''],
    on: 'external: true',
    message: '`no-recent-review` decides but is not from the review: it needs a `citation`.',
  },
  {
    name: 'a caution from outside without citation or note',
    file: pathway,
    replace: ['    note: Experience, no publication.\n', ''],
    on: 'external: true',
    message: '`young` is not from the review: it needs a `citation`, or a `note`',
  },
  {
    name: 'a view of a pathway that does not exist',
    file: view,
    replace: ['anyOf: [resection, analogue]', 'anyOf: [resections, analogue]'],
    on: 'resections',
    message: 'There is no pathway `resections`; did you mean `resection`?',
  },
  {
    name: 'a view of itself',
    file: view,
    replace: ['anyOf: [resection, analogue]', 'anyOf: [team-review, analogue]'],
    on: 'anyOf',
    message: '`team-review` is itself a view; a view looks at other pathways.',
  },
  {
    name: 'a preference over itself',
    file: pathway,
    replace: ['pathway: analogue', 'pathway: resection'],
    on: 'pathway: resection',
    message: 'A pathway cannot be preferred over itself.',
  },
  {
    name: 'a gate without a condition',
    file: scope,
    replace: ['    inScopeWhen: { fact: neuroendocrineDiagnosis, is: yes }\n', ''],
    on: 'code: no-net',
    message: 'A gate needs exactly one of `inScopeWhen` or `outOfScopeWhen`.',
  },
  {
    name: 'an exception for an unknown pathway',
    file: scope,
    replace: ['except: [team-review]', 'except: [team-reviews]'],
    on: 'except',
    message: 'There is no pathway `team-reviews`; did you mean `team-review`?',
  },
  {
    name: 'a service for an unknown pathway',
    file: service,
    replace: ['[resection, analogue, team-review]', '[resection, analogues, team-review]'],
    on: 'analogues',
    message: 'There is no pathway `analogues`; did you mean `analogue`?',
  },
  {
    name: 'an order that closes an unknown fact',
    file: service,
    replace: ['closes: [ki67Percent]', 'closes: [ki68Percent]'],
    on: 'closes',
    message: 'There is no fact `ki68Percent`; did you mean `ki67Percent`?',
  },
  {
    name: 'a prefetch template for a query that is not made',
    file: service,
    replace: ['observations-1:', 'observations-9:'],
    on: 'observations-9',
    message: 'There is no query `observations-9` to replace',
  },
  {
    name: 'a liver procedure that is no therapy',
    file: reading,
    replace: ['[thermal-ablation]', '[thermal-ablations]'],
    on: 'thermal-ablations',
    message:
      '`thermal-ablations` is not a value of `priorTherapies`; did you mean `thermal-ablation`?',
  },
  {
    name: 'a report category of an unknown code system',
    file: reading,
    replace: ['loinc|LP29684-5', 'snomed|LP29684-5'],
    on: 'snomed|',
    message: 'There is no code system `snomed` in code-systems.yaml.',
  },
]);
