import { describe, expect, test } from '@jest/globals';
import { checkKnowledgeFiles, knowledgeFromFiles } from '../../src/definitions/load-knowledge.js';
import { createSchemaValidator } from '../../src/definitions/source/schema-validation.js';
import { overlayTexts, withOverlay } from './overlay-files.js';

const schemas = createSchemaValidator();
const files = withOverlay(overlayTexts);
const load = (edition: string) => knowledgeFromFiles({ files, problems: [] }, edition, schemas);
const base = load('minimal');
const overlay = load('wider');
const criterionOf = ({ pathwayById }: typeof base, id: string) =>
  pathwayById.get('resection')?.criteria.find((criterion) => criterion.id === id);

test('A sound overlay beside its base is valid.', () => {
  expect(checkKnowledgeFiles({ files, problems: [] }, schemas)).toEqual([]);
});

describe('A changed criterion', () => {
  test('has the new condition, words, source and figures, and the role of the old one.', () => {
    expect(criterionOf(overlay, 'ki67-low')).toEqual({
      id: 'ki67-low',
      role: 'inclusion',
      label: 'Ki-67 below 8 % (citation not verified)',
      when: { fact: 'ki67Percent', below: 8 },
      source: { section: 'Results', external: true, citation: 'later-paper' },
      figures: ['wider-survival'],
    });
  });

  test('carries no mark where its citation is verified.', () => {
    const changes = 'surgery/resection/changes.yaml';
    const verified = withOverlay({
      ...overlayTexts,
      [changes]:
        overlayTexts[changes]?.replace('citation: later-paper', 'citation: sound-paper') ?? '',
    });

    const knowledge = knowledgeFromFiles({ files: verified, problems: [] }, 'wider', schemas);

    expect(criterionOf(knowledge, 'ki67-low')?.label).toBe('Ki-67 below 8 %');
  });

  test('keeps its condition where only the words change, and loses the old note.', () => {
    const changes = `# yaml-language-server: $schema=../../../../schemas/pathway-changes.schema.json
pathway: resection
summary: Taking some metastases out.
criteria:
  - id: young
    label: age under 55
    source: { section: Results, external: true, citation: sound-paper }
    figures: [wider-survival]
notes:
  - { text: A remark., source: { section: Results } }
`;
    const worded = withOverlay({ ...overlayTexts, 'surgery/resection/changes.yaml': changes });

    const knowledge = knowledgeFromFiles({ files: worded, problems: [] }, 'wider', schemas);

    expect(criterionOf(knowledge, 'young')).toEqual({
      id: 'young',
      role: 'favourable',
      label: 'age under 55',
      when: { fact: 'age', below: 55 },
      source: { section: 'Results', external: true, citation: 'sound-paper' },
      figures: ['wider-survival'],
    });
    const pathway = knowledge.pathwayById.get('resection');
    expect(pathway?.summary).toBe('Taking some metastases out.');
    expect(pathway?.notes?.map(({ text }) => text)).toEqual(['A remark.']);
  });
});

describe('All that an overlay does not change', () => {
  test.each(['grade-g1-g2', 'ablated-lately', 'acceptable-risk', 'young'])(
    '%s is the criterion of the base.',
    (id) => {
      expect(criterionOf(overlay, id)).toEqual(criterionOf(base, id));
    },
  );

  test('is taken over: pathways, groups, scope, facts, mappings and queries.', () => {
    expect(overlay.pathways.map(({ id }) => id)).toEqual(base.pathways.map(({ id }) => id));
    expect(overlay.edition.groups).toEqual(base.edition.groups);
    expect(overlay.scope).toEqual(base.scope);
    expect(overlay.facts).toEqual(base.facts);
    expect(overlay.queryPlan).toEqual(base.queryPlan);
  });

  test('includes citations and figures, to which those of the overlay are added.', () => {
    expect([...overlay.citations.keys()]).toEqual([
      ...base.citations.keys(),
      'later-paper',
      'sound-paper',
    ]);
    expect([...overlay.figures.keys()]).toEqual([...base.figures.keys(), 'wider-survival']);
  });
});

describe('The overlay as an edition', () => {
  test('has its own id, version and label.', () => {
    const { id, version, shortLabel, overlays } = overlay.edition;

    expect({ id, version, shortLabel, overlays }).toEqual({
      id: 'wider',
      version: '0.1.0',
      shortLabel: 'Wider criteria',
      overlays: 'minimal',
    });
  });

  test('names its changes, its own limits, and those of its base under their name.', () => {
    expect(overlay.edition.limits).toEqual([
      'Changed against "Made-up criteria" in Resection: Ki-67 below 8 % (citation not verified).',
      'Only one limit differs.',
      '"Made-up criteria": Nothing of this is true.',
    ]);
  });

  test('compares numbers with the new limits, no longer with the old ones.', () => {
    expect(base.limits.get('ki67Percent')).toContain(5);
    expect(overlay.limits.get('ki67Percent')).toContain(8);
    expect(overlay.limits.get('ki67Percent')).not.toContain(5);
  });

  test('has a hash that changes with the overlay and with its base.', () => {
    const hashWith = (path: string, from: RegExp, to: string): string => {
      const edited = files.map((file) =>
        file.path === path ? { path, text: file.text.replace(from, to) } : file,
      );
      return knowledgeFromFiles({ files: edited, problems: [] }, 'wider', schemas).hash;
    };
    const hashes = [
      base.hash,
      overlay.hash,
      hashWith('criteria/wider/surgery/resection/changes.yaml', /(?<=below:? )8/g, '9'),
      hashWith('criteria/minimal/surgery/resection/pathway.yaml', /(?<=below:? )55/g, '50'),
    ];

    expect(new Set(hashes).size).toBe(4);
  });

  test('leaves the base as it is without an overlay beside it.', () => {
    const alone = knowledgeFromFiles(
      { files: files.filter(({ path }) => !path.startsWith('criteria/wider/')), problems: [] },
      'minimal',
      schemas,
    );

    expect(base.hash).toBe(alone.hash);
    expect(base.edition.limits).toEqual(['Nothing of this is true.']);
  });
});
