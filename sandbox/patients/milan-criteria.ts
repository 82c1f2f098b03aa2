/** What is expected of every patient who meets all transplantation criteria. */
import type { ExpectedEvaluation } from './sandbox-patient.js';

/** Unresectable, so no curative resection; receptor-positive NET of a gastroenteropancreatic site. */
export const ALL_MILAN_CRITERIA: ExpectedEvaluation = {
  inScope: true,
  pathways: {
    'curative-resection': 'criteria-not-met',
    'liver-transplantation': 'criteria-met',
    prrt: 'criteria-met',
    'somatostatin-analogue': 'criteria-met',
  },
  cards: 'some',
};
