/** Mistakes that an overlay edition can have: what is wrong, where it is told, and in which words. */
import { overlayTexts } from './overlay-files.js';

const changes = 'surgery/resection/changes.yaml';
const cases = 'surgery/resection/cases.yaml';

export interface Mistake {
  readonly name: string;
  readonly file: string;
  /** Text in the file and its replacement, or the whole text of a new file; none: the file is not there. */
  readonly replace?: readonly [from: string, to: string];
  readonly text?: string;
  /** File of the problem, if it is another one. */
  readonly toldIn?: string;
  /** Text on the line of the problem. Absent: line 1. */
  readonly on?: string;
  readonly message: string;
}

export const citationNeeded: readonly Mistake[] = [
  {
    name: 'a change without a citation',
    file: changes,
    replace: [', citation: later-paper', ''],
    on: 'source:',
    message: 'The field `citation` is missing in `source`.',
  },
  {
    name: 'a change without a source',
    file: changes,
    replace: ['    source: { section: Results, external: true, citation: later-paper }\n', ''],
    on: '- id: ki67-low',
    message: 'The field `source` is missing in entry 1 of `criteria`.',
  },
  {
    name: 'a change on a citation that does not exist',
    file: changes,
    replace: ['citation: later-paper', 'citation: latter-paper'],
    on: 'latter-paper',
    message: 'There is no citation `latter-paper` in evidence.yaml; did you mean `later-paper`?',
  },
  {
    name: 'an unverified citation that does not say so',
    file: 'evidence.yaml',
    replace: [' (citation not verified)', ''],
    toldIn: changes,
    on: 'citation: later-paper',
    message:
      'The citation `later-paper` is not verified, and its text in evidence.yaml does not say so.',
  },
  {
    name: 'a change that claims to be from the source of the base',
    file: changes,
    replace: ['external: true', 'external: false'],
    on: 'source:',
    message: '`external` must be one of: true; but it is false.',
  },
  {
    name: 'a figure that does not exist',
    file: changes,
    replace: ['[wider-survival]', '[wide-survival]'],
    on: 'figures:',
    message: 'There is no figure `wide-survival` in evidence.yaml; did you mean `wider-survival`?',
  },
  {
    name: 'a figure that nothing uses',
    file: changes,
    replace: ['    figures: [wider-survival]\n', ''],
    toldIn: 'evidence.yaml',
    on: '- id: wider-survival',
    message: 'The figure `wider-survival` is not used by any pathway; name it there or remove it.',
  },
  {
    name: 'a citation of the base defined anew',
    file: 'evidence.yaml',
    replace: ['- id: sound-paper', '- id: made-up-paper'],
    on: '- id: made-up-paper',
    message: '`made-up-paper` is already defined in evidence.yaml of `minimal`.',
  },
];

export const nothingToChange: readonly Mistake[] = [
  {
    name: 'a criterion that the pathway does not have',
    file: changes,
    replace: ['- id: ki67-low', '- id: ki67-lower'],
    on: '- id: ki67-lower',
    message: 'The pathway has no criterion `ki67-lower`; did you mean `ki67-low`?',
  },
  {
    name: 'a pathway that the base does not have',
    file: changes,
    replace: ['pathway: resection', 'pathway: resections'],
    on: 'pathway: resections',
    message: 'There is no pathway `resections`; did you mean `resection`?',
  },
  {
    name: 'changes in the folder of another pathway',
    file: changes,
    replace: ['pathway: resection', 'pathway: analogue'],
    on: 'pathway: analogue',
    message: 'The changes are for `analogue`, but lie in the folder `resection`.',
  },
  {
    name: 'changes in the folder of another group',
    file: 'systemic/resection/changes.yaml',
    text: overlayTexts[changes] ?? '',
    on: 'pathway: resection',
    message: 'The group of `resection` is `surgery`, but its changes lie in the folder `systemic`.',
  },
  {
    name: 'a criterion changed twice',
    file: changes,
    replace: [
      '    figures: [wider-survival]\n',
      `    figures: [wider-survival]
  - { id: ki67-low, label: again, source: { section: S, external: true, citation: sound-paper } }
`,
    ],
    on: 'label: again',
    message: 'The criterion `ki67-low` is changed twice.',
  },
  {
    name: 'a new condition without new words',
    file: changes,
    replace: ['    label: Ki-67 below 8 %\n', ''],
    on: '- id: ki67-low',
    message: '`ki67-low` has a new condition: it needs a `label` that says it.',
  },
  {
    name: 'a change that says nothing',
    file: changes,
    replace: ['    label: Ki-67 below 8 %\n    when: { fact: ki67Percent, below: 8 }\n', ''],
    on: '- id: ki67-low',
    message: 'The change of `ki67-low` says nothing; add `label`, or `when` and `label`.',
  },
  {
    name: 'a change of role',
    file: changes,
    replace: ['    label:', '    role: caution\n    label:'],
    on: 'role: caution',
    message: '`role` is not a field known here; known are: id, label, when, source, figures, note.',
  },
  {
    name: 'a condition on a fact that does not exist',
    file: changes,
    replace: ['fact: ki67Percent', 'fact: ki68Percent'],
    on: 'fact: ki68Percent',
    message: 'There is no fact `ki68Percent`; did you mean `ki67Percent`?',
  },
];

export const wrongFrame: readonly Mistake[] = [
  {
    name: 'an overlay of an edition that is not there',
    file: 'edition.yaml',
    replace: ['overlays: minimal', 'overlays: maximal'],
    on: 'overlays:',
    message: 'There is no edition `maximal` to overlay.',
  },
  {
    name: 'an overlay of itself',
    file: 'edition.yaml',
    replace: ['overlays: minimal', 'overlays: wider'],
    on: 'overlays:',
    message: 'An edition cannot overlay itself.',
  },
  {
    name: 'an overlay with groups',
    file: 'edition.yaml',
    replace: ['limits:', 'groups:\n  - { id: surgery, title: Surgery }\nlimits:'],
    on: 'groups:',
    message: 'An overlay takes its groups over from `minimal`; remove them here.',
  },
  {
    name: 'an overlay without changes',
    file: changes,
    toldIn: 'edition.yaml',
    on: 'overlays:',
    message: 'The overlay changes nothing: it has no changes.yaml.',
  },
  {
    name: 'a scope in an overlay',
    file: 'scope.yaml',
    text: 'gates: []\nshared: []\nstatements: []\n',
    message: 'An overlay takes this over from `minimal`; write what differs into changes.yaml.',
  },
  {
    name: 'changes in an edition that overlays nothing',
    file: 'edition.yaml',
    replace: ['overlays: minimal\n', ''],
    toldIn: changes,
    on: 'pathway: resection',
    message:
      'Only an overlay has changes; name the edition that it changes in edition.yaml as `overlays`.',
  },
  {
    name: 'an edition that is complete in itself without groups',
    file: 'edition.yaml',
    replace: ['overlays: minimal\n', ''],
    on: 'id: wider',
    message: 'The field `groups` is missing.',
  },
];

export const missingCases: readonly Mistake[] = [
  {
    name: 'changes without cases',
    file: cases,
    toldIn: changes,
    on: 'pathway: resection',
    message: 'The changes have no cases; add cases.yaml beside them.',
  },
  {
    name: 'a changed criterion that no case shows from all sides',
    file: cases,
    replace: ['ki67-low: unknown', 'ki67-low: met'],
    toldIn: changes,
    on: '- id: ki67-low',
    message: 'No case in cases.yaml shows the criterion `ki67-low` as unknown.',
  },
];
