/** The cards of every synthetic patient as prose, beside the service, to be read by a clinician in review. */
import { expect, test } from '@jest/globals';
import { join } from 'node:path';
import { makeCards } from '../../src/cards/index.js';
import { renderCardsMarkdown } from '../../src/explain/index.js';
import { expectGolden } from '../support/golden.js';
import { knowledge, root } from '../support/knowledge.js';
import { evaluationOf, patients, service } from '../support/sandbox-charts.js';

const [folder] = knowledge.services.map(({ id }) => join(root, 'hooks', id, 'cases'));

test.each(patients.map(({ id, story }) => [id, story] as const))('%s: %s', (id, story) => {
  let count = 0;
  const newId = (): string => `id-${(count += 1)}`;
  const options = { baseUrl: 'https://cds.example.org', patientId: id, newId };
  expect(service).toBeDefined();

  const cards =
    service === undefined ? [] : makeCards(evaluationOf(id), knowledge, service, options);

  const prose = `# ${story}\n\n${renderCardsMarkdown(cards)}\n`;
  expectGolden(join(folder ?? '', `${id}.cards.md`), prose);
});
