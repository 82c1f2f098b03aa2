import { AppError } from '../../src/errors/app-error.js';
import { checkCardTexts, makeCards } from '../../src/cards/index.js';
import { fillText, gapText, textPlaceholders } from '../../src/cards/texts.js';
import { cardOptions, evaluationOf, pathwayResult } from '../support/evaluation-builder.js';
import { knowledgeOf, patientViewService } from '../support/knowledge-builder.js';

const { texts } = patientViewService;

function problemOf(act: () => unknown): string | undefined {
  try {
    act();
  } catch (error) {
    return error instanceof AppError ? `${error.code}: ${error.details.problem ?? ''}` : 'other';
  }
  return undefined;
}

test('a text is filled in', () => {
  expect(fillText(texts, 'pathwayMany', { count: 2 })).toBe('2 pathways');
});

test('a value that looks like a placeholder is not filled in again', () => {
  const filled = fillText(texts, 'excludedLine', { pathway: '{criteria}', criteria: 'x' });
  expect(filled).toBe('{criteria}: x');
});

const faults: readonly (readonly [string, () => string, string])[] = [
  [
    'a placeholder without a value',
    () => fillText(texts, 'pathwayMany', {}),
    'INTERNAL: Card text "pathwayMany" has no {count}.',
  ],
  [
    'a placeholder with a blank value',
    () => fillText(texts, 'pathwayMany', { count: ' ' }),
    'INTERNAL: Card text "pathwayMany" has no {count}.',
  ],
  [
    'a text that does not exist',
    () => fillText({}, 'team'),
    'INTERNAL: Card text "team" is not defined.',
  ],
];

test.each(faults)('%s is an error, never an empty string', (_, act, problem) => {
  expect(problemOf(act)).toBe(problem);
});

test('a service that lacks a text of a card makes no card', () => {
  const service = { ...patientViewService, texts: { ...texts, metHeading: '' } };
  const evaluation = evaluationOf({ pathways: [pathwayResult('prrt', 'criteria-met')] });
  expect(problemOf(() => makeCards(evaluation, knowledgeOf(), service, cardOptions()))).toBe(
    'INTERNAL: Card text "metHeading" is not defined.',
  );
});

test('what is missing has its own words or the label of the fact', () => {
  expect(gapText(texts, 'somatostatinReceptorStatus', 'unused')).toBe('SSTR imaging');
  expect(gapText(texts, 'lungShuntPercent', 'Lung shunt')).toBe(
    'A recorded value for "Lung shunt"',
  );
});

test('the texts of the service are complete and use only placeholders that have values', () => {
  expect(checkCardTexts(texts)).toEqual([]);
});

test('an absent text, an unknown text and an unknown placeholder are each named', () => {
  const edited = {
    ...texts,
    team: ' ',
    mdtdue: 'x',
    countMet: '{number} met',
    'gap.age': '{fact}',
  };
  expect(checkCardTexts(edited)).toEqual([
    { key: 'team', message: 'The text `team` is missing; every card text must be given.' },
    { key: 'countMet', message: '`countMet` uses {number}, which has no value there.' },
    { key: 'mdtdue', message: '`mdtdue` is not a text that any card uses.' },
    { key: 'gap.age', message: '`gap.age` uses {fact}, which has no value there.' },
  ]);
});

test('every text allowed is used by the service file', () => {
  expect(Object.keys(textPlaceholders).filter((key) => !(key in texts))).toEqual([]);
});
