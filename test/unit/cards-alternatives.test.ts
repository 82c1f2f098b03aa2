import { expect, test } from '@jest/globals';
import { makeCards } from '../../src/cards/index.js';
import type { PathwayStatus } from '../../src/model/evaluation.js';
import {
  cardOptions,
  criterion,
  evaluationOf,
  fact,
  member,
  members,
  oneOf,
  pathwayResult,
} from '../support/evaluation-builder.js';
import { knowledgeOf, patientViewService } from '../support/knowledge-builder.js';

const sentence = 'The source does not count this finding as an exclusion for SIRT.';

function detailWhere(sirt: PathwayStatus): string {
  const excluding = criterion('portal-vein-thrombosis', 'exclusion', 'met', {
    definition: {
      id: 'portal-vein-thrombosis',
      role: 'exclusion',
      label: 'portal vein thrombosis',
      source: { section: 'Test' },
      alternative: { pathway: 'sirt', text: sentence },
    },
    facts: ['portalVeinThrombosis'],
  });
  const evaluation = evaluationOf({
    facts: [
      fact('currentTreatments', members(member('transarterial-chemoembolisation', 'planned'))),
      fact('portalVeinThrombosis', oneOf('yes')),
    ],
    pathways: [
      pathwayResult('transarterial-chemoembolisation', 'excluded', { criteria: [excluding] }),
      pathwayResult('sirt', sirt),
    ],
  });
  const cards = makeCards(evaluation, knowledgeOf(), patientViewService, cardOptions());
  return cards.map(({ detail }) => detail).join('\n');
}

test.each(['criteria-met', 'needs-data', 'criteria-not-met'] as const)(
  'an exclusion names the pathway that it does not touch, while that one is %s',
  (status) => {
    expect(detailWhere(status)).toContain(sentence);
  },
);

test('a pathway that is excluded as well is not named', () => {
  expect(detailWhere('excluded')).not.toContain(sentence);
});
