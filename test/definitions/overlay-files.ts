/** A small overlay edition over the fixture knowledge, in memory. */
import type { KnowledgeFile } from '../../src/definitions/source/knowledge-files.js';
import { soundFiles } from './broken-knowledge.js';

const schemas = '../../../../../../../schemas';

/** A small overlay: the Ki-67 limit of the fixture's resection, wider. */
export const overlayTexts: Readonly<Record<string, string>> = {
  'edition.yaml': `# yaml-language-server: $schema=${schemas}/edition.schema.json
id: wider
overlays: minimal
version: '0.1.0'
title: Wider made-up criteria
shortLabel: Wider criteria
published: later
ageNote: These criteria are made up as well.
limits:
  - Only one limit differs.
`,
  'evidence.yaml': `# yaml-language-server: $schema=${schemas}/evidence.schema.json
citations:
  - id: later-paper
    text: Nobody et al. Another made-up paper (citation not verified)
    verified: false
  - id: sound-paper
    text: Nobody et al. A made-up paper that somebody read
    verified: true
figures:
  - id: wider-survival
    statement: A third of the patients lived for five years.
    citation: later-paper
    section: Results
`,
  'surgery/resection/changes.yaml': `# yaml-language-server: $schema=${schemas}/pathway-changes.schema.json
pathway: resection
criteria:
  - id: ki67-low
    label: Ki-67 below 8 %
    when: { fact: ki67Percent, below: 8 }
    source: { section: Results, external: true, citation: later-paper }
    figures: [wider-survival]
`,
  'surgery/resection/cases.yaml': `# yaml-language-server: $schema=${schemas}/pathway-cases.schema.json
pathway: resection
baseline: { ki67Percent: 7, grade: G2, age: 50, priorTherapies: none, liverMetastases: yes }
cases:
  - name: Ki-67 below 8 % is met.
    section: Results
    expect: { criteria: { ki67-low: met } }
  - name: Ki-67 of exactly 8 % is not met.
    section: Results
    given: { ki67Percent: 8 }
    expect: { criteria: { ki67-low: not-met } }
  - name: A range across 8 % stays open.
    section: Results
    given: { ki67Percent: 7-9 }
    expect: { criteria: { ki67-low: unknown } }
`,
};

/** The fixture with an overlay of these files in the folder \`wider\`. */
export function withOverlay(texts: Readonly<Record<string, string>>): readonly KnowledgeFile[] {
  const own = Object.entries(texts).map(([name, text]) => ({
    path: `criteria/wider/${name}`,
    text,
  }));
  return [...soundFiles, ...own];
}
