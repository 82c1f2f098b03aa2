import { createHash } from 'node:crypto';
import { evidenceIndex, evidencePage, evidenceStyleHash } from '../../src/evidence/index.js';
import type { PathwayDefinition } from '../../src/model/knowledge.js';
import { knowledgeOf, pathwayDefinition } from '../support/knowledge-builder.js';

const source = { section: 'Radionuclides' };
const prrt: PathwayDefinition = pathwayDefinition('prrt', {
  title: 'PRRT with <177Lu> & friends',
  summary: 'For "receptor" positive disease.',
  criteria: [
    {
      id: 'sstr',
      role: 'inclusion',
      label: 'receptor positive',
      source,
      note: 'Imaging decides.',
      figures: ['uptake'],
    },
    { id: 'nec', role: 'exclusion', label: 'carcinoma', source },
    { id: 'fit', role: 'attestation', label: 'acceptable morbidity', source },
    { id: 'midgut', role: 'favourable', label: 'midgut with progression', source },
    { id: 'bulk', role: 'unfavourable', label: 'extensive involvement', source },
    {
      id: 'platelets',
      role: 'caution',
      label: 'platelets below 75',
      source: { section: 'Outside the review', external: true, citation: 'limits' },
    },
  ],
  arms: [
    {
      id: 'arm',
      label: 'phase 3 setting',
      when: { fact: 'age', below: 3 },
      source,
      figures: ['pfs'],
    },
  ],
  figures: ['pfs', 'absent'],
  notes: [{ text: 'Access is limited.', source }],
});

const knowledge = knowledgeOf({
  pathways: [
    prrt,
    pathwayDefinition('sirt'),
    pathwayDefinition('downstaging', {
      view: { anyOf: ['sirt', 'prrt'] },
    }),
  ],
  figures: [
    {
      id: 'pfs',
      statement: 'PFS not reached against 8.4 months',
      trial: 'NETTER-1',
      citation: 'netter',
      section: 'R',
    },
    { id: 'uptake', statement: 'Uptake predicts', citation: 'limits', section: 'R' },
  ],
  citations: [
    {
      id: 'netter',
      text: 'Strosberg J et al. 2017',
      doi: '10.1056/NEJMoa1607427',
      trialRegistration: 'NCT01578239',
      verified: true,
    },
    { id: 'limits', text: 'Limits in common use', verified: false },
  ],
});

/** The text that a reader sees, white space folded. */
function readable(page: string | undefined): string {
  return (page ?? '')
    .replace(/<style>[\s\S]*<\/style>/u, '')
    .replace(/<[^>]+>/gu, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/ ([.,])/gu, '$1');
}

const page = evidencePage(knowledge, 'prrt') ?? '';

const contents: readonly (readonly [string, string])[] = [
  ['the title, escaped', 'PRRT with &lt;177Lu&gt; &amp; friends'],
  ['the summary, escaped', 'For &quot;receptor&quot; positive disease.'],
  ['who decides', 'This page informs only.'],
  [
    'the edition',
    'Edition: Review of about 2016 (review-2016, version 1.0.0), published about 2016.',
  ],
  ['its age', 'These criteria date from about 2016; check current guidance.'],
  ['its limits', 'Limits of this edition Pathways are never ranked.'],
  [
    'required criteria',
    'Required All of these must be met. receptor positive Section: Radionuclides.',
  ],
  ['notes of a criterion', 'Imaging decides.'],
  ['figures of a criterion', 'Uptake predicts'],
  ['exclusions', 'Excludes None of these may be met. carcinoma'],
  ['judgements', 'To confirm'],
  ['favourable features', 'Favourable Shown, decides nothing. midgut with progression'],
  ['unfavourable features', 'Unfavourable Shown, decides nothing. extensive involvement'],
  [
    'what comes from outside the review',
    'platelets below 75 Section: Outside the review. not in the review Limits in common use. citation not verified',
  ],
  ['settings of trials', 'Settings of the trials Shown, decide nothing. phase 3 setting'],
  [
    'figures with trial and citation',
    'PFS not reached against 8.4 months NETTER-1. Strosberg J et al. 2017. doi:10.1056/NEJMoa1607427. NCT01578239. Section: R.',
  ],
  ['notes of the pathway', 'To know Access is limited.'],
];

test.each(contents)('the page of a pathway shows %s', (_, text) => {
  expect(readable(page)).toContain(text);
});

test('the page says that the multidisciplinary team decides', () => {
  expect(readable(page)).toMatch(/the multidisciplinary team decides/u);
});

test('a citation that says itself that it is not verified is not marked twice', () => {
  const told = knowledgeOf({
    pathways: [prrt],
    figures: [{ id: 'pfs', statement: 'S', citation: 'c', section: 'R' }],
    citations: [{ id: 'c', text: 'Sher LS (citation not verified)', verified: false }],
  });
  const text = readable(evidencePage(told, 'prrt'));
  expect(text).toContain('Sher LS (citation not verified). Section: R.');
});

test('a figure without a known citation says that it is not verified', () => {
  const lost = knowledgeOf({
    pathways: [prrt],
    figures: [{ id: 'pfs', statement: 'S', citation: 'gone', section: 'R' }],
  });
  expect(readable(evidencePage(lost, 'prrt'))).toContain('S citation not verified. Section: R.');
});

test('there is no page for a pathway that the edition does not have', () => {
  expect(evidencePage(knowledge, '../etc/passwd')).toBeUndefined();
});

test('a view links the pathways it looks at', () => {
  const view = evidencePage(knowledge, 'downstaging') ?? '';
  expect(view).toContain('<a href="./sirt">SIRT</a>');
  expect(view).toContain('<a href="./prrt">PRRT</a>');
});

test('the index lists every pathway under its group', () => {
  const index = evidenceIndex(knowledge);
  expect(index).toContain('<h1>Published criteria of about 2016</h1>');
  for (const id of ['prrt', 'sirt', 'downstaging']) expect(index).toContain(`href="./${id}"`);
  expect(readable(index)).toContain('Radionuclide therapy PRRT with');
  expect(readable(index)).toMatch(/the multidisciplinary team decides/u);
  expect(readable(index)).not.toContain('Liver transplantation');
});

test('pathways of an undeclared group are not lost from the index', () => {
  const stray = knowledgeOf({ pathways: [{ ...prrt, group: 'stray' }] });
  expect(readable(evidenceIndex(stray))).toContain('Other PRRT with');
});

test.each([
  ['the page', page],
  ['the index', evidenceIndex(knowledge)],
])('%s is a whole document without script, one style and a viewport', (_, document) => {
  expect(document).toMatch(/^<!doctype html>\n<html lang="en">/u);
  expect(document).not.toMatch(/<script|javascript:|\son\w+=|style=/iu);
  expect(document.match(/<style>/gu)).toHaveLength(1);
  expect(document).toContain('width=device-width');
  expect(document).toContain('prefers-color-scheme: dark');
  expect(document.match(/(?:src|href)="(?!\.\/|https:\/\/doi\.org\/)[^"]*"/gu)).toBeNull();
});

test('the hash for the content security policy is that of the style as sent', () => {
  const style = /<style>([\s\S]*)<\/style>/u.exec(page)?.[1] ?? '';
  const digest = createHash('sha256').update(style).digest('base64');
  expect(evidenceStyleHash).toBe(`'sha256-${digest}'`);
});

test('nothing of the knowledge becomes markup', () => {
  const hostile = '"><img src=x onerror=alert(1)>';
  const bad = knowledgeOf({
    edition: { title: hostile, ageNote: hostile, limits: [hostile] },
    pathways: [
      pathwayDefinition('prrt', {
        title: hostile,
        summary: hostile,
        criteria: [{ id: 'x', role: 'caution', label: hostile, source: { section: hostile } }],
        figures: ['f'],
      }),
    ],
    figures: [{ id: 'f', statement: hostile, trial: hostile, citation: 'c', section: hostile }],
    citations: [{ id: 'c', text: hostile, doi: hostile, verified: true }],
  });
  expect(`${evidencePage(bad, 'prrt') ?? ''}${evidenceIndex(bad)}`).not.toContain('<img');
});
