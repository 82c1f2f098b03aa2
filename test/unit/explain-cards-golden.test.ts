import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCards } from '../../src/cards/index.js';
import { renderCardsMarkdown } from '../../src/explain/index.js';
import {
  cardOptions,
  criterion,
  evaluationOf,
  evidence,
  fact,
  intervals,
  member,
  members,
  oneOf,
  pathwayResult,
  unknownFact,
} from '../support/evaluation-builder.js';
import { expectGolden } from '../support/golden.js';
import { knowledgeOf, patientViewService } from '../support/knowledge-builder.js';

const evaluation = evaluationOf({
  queries: { conditions: 'data', 'observations-2': 'error' },
  statements: [
    {
      id: 'lung',
      text: 'Primary in the lung: these criteria were written for gastroenteropancreatic primaries.',
    },
  ],
  facts: [
    fact('ki67Percent', intervals({ low: 3, high: 3 })),
    fact('grade', oneOf('G2'), { strength: 'derived', rule: 'grade from Ki-67' }),
    fact('liverResectability', oneOf('unresectable'), {
      evidence: [evidence({ reference: 'Observation/mdt-7', date: '2026-09-30' })],
    }),
    fact('portalVeinThrombosis', oneOf('yes'), {
      evidence: [evidence({ reference: 'Condition/pvt', date: '2026-09-12' })],
    }),
    fact('rightHeartInsufficiency', oneOf('no'), {
      strength: 'presumed',
      presumptions: ['rightHeartInsufficiency'],
      evidence: [],
    }),
    unknownFact('somatostatinReceptorStatus', 'stale', {
      evidence: [evidence({ value: 'positive', date: '2024-01-10', notUsed: 'stale' })],
    }),
    fact('currentTreatments', members(member('transarterial-chemoembolisation', 'planned'))),
  ],
  pathways: [
    pathwayResult('transarterial-chemoembolisation', 'excluded', {
      criteria: [
        criterion('portal-vein-thrombosis', 'exclusion', 'met', {
          facts: ['portalVeinThrombosis'],
        }),
      ],
    }),
    pathwayResult('cytoreductive-resection', 'criteria-met', {
      presumptions: ['rightHeartInsufficiency'],
      criteria: [
        criterion('grade-g1-g2', 'inclusion', 'met', { facts: ['grade'] }),
        criterion('not-resectable', 'inclusion', 'met', { facts: ['liverResectability'] }),
        criterion('at-least-90-percent-removable', 'attestation', 'unknown'),
      ],
    }),
    pathwayResult('prrt', 'needs-data', { missing: ['somatostatinReceptorStatus'] }),
    pathwayResult('somatostatin-analogue', 'needs-data', {
      missing: ['somatostatinReceptorStatus'],
    }),
    pathwayResult('mdt-review', 'criteria-met'),
  ],
  decisive: [
    {
      fact: 'somatostatinReceptorStatus',
      settles: ['prrt', 'somatostatin-analogue'],
      couldChange: ['prrt', 'somatostatin-analogue'],
    },
  ],
});

test('all three cards read as reviewed', () => {
  const cards = makeCards(evaluation, knowledgeOf(), patientViewService, cardOptions());
  const path = fileURLToPath(new URL('golden/all-three.cards.md', import.meta.url));
  expectGolden(path, renderCardsMarkdown(cards));
});

test('no cards are said in words', () => {
  expect(renderCardsMarkdown([])).toBe('No cards.\n');
});

describe('a golden file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'golden-'));
  const path = join(folder, 'deep', 'x.cards.md');
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('that does not exist is asked for', () => {
    expect(() => {
      expectGolden(path, 'text', {});
    }).toThrow(/create it with UPDATE_GOLDEN=1/u);
  });

  test('is never written in CI', () => {
    expect(() => {
      expectGolden(path, 'text', { UPDATE_GOLDEN: '1', CI: 'true' });
    }).toThrow(/not updated in CI/u);
    expect(existsSync(path)).toBe(false);
  });

  test('is written on demand and compared from then on', () => {
    expectGolden(path, 'text', { UPDATE_GOLDEN: '1' });
    expect(readFileSync(path, 'utf8')).toBe('text');
    expectGolden(path, 'text', { CI: 'true' });
    writeFileSync(path, 'other');
    expect(() => {
      expectGolden(path, 'text', {});
    }).toThrow();
  });
});
