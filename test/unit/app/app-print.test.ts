/** The line of a pathway on paper. */
import { expect, test } from '@jest/globals';
import { evaluationToJson } from '../../../src/explain/index.js';
import { decidingInputs } from '../../../app/src/print/deciding-inputs.js';
import type { Evaluation } from '../../../app/src/evaluation/evaluation.js';
import { pathwaysByGroup } from '../../../app/src/evaluation/pathway-view.js';
import { createVocabulary } from '../../../app/src/evaluation/vocabulary.js';
import { appKnowledge } from '../../../src/smart-app/app-knowledge.js';
import { knowledge } from '../../support/knowledge.js';
import { evaluationOf, patients } from '../../support/sandbox-charts.js';

const vocabulary = createVocabulary(appKnowledge(knowledge));

test('criteria that are met because silence was read as a value say so', () => {
  let told = 0;
  for (const { id } of patients) {
    const evaluation = evaluationToJson(evaluationOf(id), knowledge) as unknown as Evaluation;
    const views = pathwaysByGroup(evaluation, evaluation, vocabulary).flatMap(
      ({ pathways }) => pathways,
    );
    for (const view of views) {
      const presumptions = evaluation.pathways[view.id]?.presumptions ?? [];
      const isToTell = view.status === 'criteria-met' && presumptions.length > 0;
      const text = decidingInputs(view, evaluation, vocabulary).join('; ');
      if (!isToTell) continue;
      told += 1;
      for (const fact of presumptions) expect(text).toContain(vocabulary.factLabel(fact));
      expect(text).toContain('presumed: ');
    }
  }
  expect(told).toBeGreaterThan(5);
});
