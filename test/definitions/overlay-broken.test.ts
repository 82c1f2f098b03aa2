import { describe, expect, test } from '@jest/globals';
import { checkKnowledgeFiles, knowledgeFromFiles } from '../../src/definitions/load-knowledge.js';
import { createSchemaValidator } from '../../src/definitions/source/schema-validation.js';
import { overlayTexts, withOverlay } from './overlay-files.js';
import {
  citationNeeded,
  missingCases,
  nothingToChange,
  wrongFrame,
  type Mistake,
} from './overlay-mistakes.js';

const schemas = createSchemaValidator();
const changes = 'surgery/resection/changes.yaml';

function textsWith({ file, replace, text }: Mistake): Readonly<Record<string, string>> {
  const { [file]: original = '', ...others } = overlayTexts;
  if (text !== undefined) return { ...others, [file]: text };
  if (replace === undefined) return others;
  if (!original.includes(replace[0])) throw new Error(`${file} does not contain: ${replace[0]}`);
  return { ...others, [file]: original.replace(replace[0], () => replace[1]) };
}

function lineOf(text: string, part: string | undefined): number {
  if (part === undefined) return 1;
  const index = text.split('\n').findIndex((line) => line.includes(part));
  if (index < 0) throw new Error(`no line has: ${part}`);
  return index + 1;
}

function expectTold(mistake: Mistake, told: readonly string[]): void {
  const file = mistake.toldIn ?? mistake.file;
  const line = lineOf(textsWith(mistake)[file] ?? '', mistake.on);
  const wanted = `criteria/wider/${file}:${line}: ${mistake.message}`;
  expect(told.filter((text) => text === wanted)).toEqual([wanted]);
}

describe('validate tells', () => {
  test.each([...citationNeeded, ...nothingToChange, ...wrongFrame, ...missingCases])(
    '$name at its line.',
    (mistake) => {
      const files = withOverlay(textsWith(mistake));

      const problems = checkKnowledgeFiles({ files, problems: [] }, schemas);

      expectTold(
        mistake,
        problems.map(({ file, line, message }) => `${file}:${line}: ${message}`),
      );
    },
  );

  test('an overlay of an overlay at its line.', () => {
    const second = (overlayTexts['edition.yaml'] ?? '')
      .replace('id: wider', 'id: widest')
      .replace('overlays: minimal', 'overlays: wider');
    const files = [
      ...withOverlay(overlayTexts),
      { path: 'criteria/widest/edition.yaml', text: second },
    ];

    const problems = checkKnowledgeFiles({ files, problems: [] }, schemas);

    expect(problems.map(({ file, line, message }) => `${file}:${line}: ${message}`)).toContain(
      'criteria/widest/edition.yaml:3: `wider` is itself an overlay; overlay `minimal`.',
    );
  });
});

describe('start refuses', () => {
  test.each([...citationNeeded, ...nothingToChange, ...wrongFrame])('$name.', (mistake) => {
    const files = withOverlay(textsWith(mistake));

    expect(() => knowledgeFromFiles({ files, problems: [] }, 'wider', schemas)).toThrow(
      mistake.message,
    );
  });

  test('nothing that concerns the base alone: it loads beside a broken overlay.', () => {
    const texts = { ...overlayTexts, [changes]: 'pathway: [' };

    const { edition } = knowledgeFromFiles(
      { files: withOverlay(texts), problems: [] },
      'minimal',
      schemas,
    );

    expect(edition.id).toBe('minimal');
  });
});
