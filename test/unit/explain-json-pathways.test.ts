import { evaluationToJson } from '../../src/explain/index.js';
import {
  criterion,
  evaluationOf,
  pathwayResult,
  type EvaluationParts,
} from '../support/evaluation-builder.js';
import { knowledgeOf } from '../support/knowledge-builder.js';

function pathwayJson(parts: EvaluationParts, id: string): unknown {
  const json = evaluationToJson(evaluationOf(parts), knowledgeOf());
  return (json['pathways'] as Record<string, unknown>)[id];
}

test('a pathway has its criteria with trees, a lone test wrapped in all', () => {
  const test = { op: 'test', fact: 'ki67Percent', text: 'below 5 %', result: 'met' } as const;
  const parts: EvaluationParts = {
    pathways: [
      pathwayResult('prrt', 'needs-data', {
        missing: ['age'],
        presumptions: ['portalVeinThrombosis'],
        preferred: true,
        criteria: [
          criterion('lone', 'inclusion', 'met', {
            facts: ['ki67Percent'],
            strength: 'documented',
            tree: test,
          }),
          criterion('nested', 'exclusion', 'unknown', {
            reason: 'no-data',
            tree: {
              op: 'any',
              of: [{ op: 'not', of: [test], result: 'not-met' }],
              result: 'unknown',
            },
          }),
          criterion('bare', 'attestation', 'unknown'),
        ],
        arms: [
          {
            id: 'arm',
            definition: {
              id: 'arm',
              label: 'Arm',
              when: { fact: 'age', below: 3 },
              source: { section: 'Test' },
            },
            result: 'unknown',
            reason: 'no-data',
            tree: test,
          },
        ],
      }),
    ],
  };
  const leaf = { fact: 'ki67Percent', text: 'below 5 %', result: 'met' };
  expect(pathwayJson(parts, 'prrt')).toEqual({
    status: 'needs-data',
    criteria: [
      {
        id: 'lone',
        role: 'inclusion',
        result: 'met',
        strength: 'documented',
        facts: ['ki67Percent'],
        tree: { op: 'all', of: [leaf], result: 'met' },
      },
      {
        id: 'nested',
        role: 'exclusion',
        result: 'unknown',
        reason: 'no-data',
        facts: [],
        tree: {
          op: 'any',
          of: [{ op: 'not', of: [leaf], result: 'not-met' }],
          result: 'unknown',
        },
      },
      { id: 'bare', role: 'attestation', result: 'unknown', facts: [] },
    ],
    arms: [{ id: 'arm', result: 'unknown', reason: 'no-data' }],
    missing: ['age'],
    presumptions: ['portalVeinThrombosis'],
    preferred: true,
  });
});

test('a view lists the members that are not excluded', () => {
  const parts = { pathways: [pathwayResult('downstaging', 'criteria-met', { members: ['prrt'] })] };
  expect(pathwayJson(parts, 'downstaging')).toMatchObject({ members: ['prrt'] });
});
