/** The words of the SMART app: every id that an evaluation can hold has some. */
import { expect, test } from '@jest/globals';
import { appKnowledge } from '../../src/smart-app/app-knowledge.js';
import { knowledge } from '../support/knowledge.js';
import { evaluationOf, patients } from '../support/sandbox-charts.js';

const words = appKnowledge(knowledge);
const pathwayById = new Map(words.pathways.map((pathway) => [pathway.id, pathway]));
const factIds = new Set(words.facts.map(({ id }) => id));

test.each(patients.map(({ id }) => id))('all ids in the evaluation of %s have words', (id) => {
  const { pathways, facts, decisive } = evaluationOf(id);

  for (const { id: pathwayId, criteria, arms } of pathways) {
    const pathway = pathwayById.get(pathwayId);
    const known = [...(pathway?.criteria ?? []), ...(pathway?.arms ?? [])].map((one) => one.id);
    expect(known).toEqual(expect.arrayContaining([...criteria, ...arms].map((one) => one.id)));
  }
  expect(
    [...facts.keys(), ...decisive.map(({ fact }) => fact)].filter((f) => !factIds.has(f)),
  ).toEqual([]);
});

test('values have plain words, numbers their limits', () => {
  expect(words.facts.find(({ id }) => id === 'diseaseStatus')?.values).toContainEqual({
    value: 'partial-response',
    label: 'partial response',
  });
  expect(words.facts.find(({ id }) => id === 'ki67Percent')).toMatchObject({
    unit: '%',
    limits: expect.arrayContaining([20]) as unknown,
  });
});

test('a criterion tells where it stands, and what is not from the review says so', () => {
  const external = knowledge.pathways.flatMap(({ id, criteria }) =>
    criteria.filter(({ source }) => source.external === true).map((one) => [id, one.id] as const),
  );
  expect(external.length).toBeGreaterThan(0);
  for (const [pathway, criterion] of external) {
    const told = pathwayById.get(pathway)?.criteria.find(({ id }) => id === criterion);
    expect(told?.source).toMatch(/^Section: .+ Not in the review\./);
  }
});

test('evidence pages are beside the app, and there are groups for all pathways', () => {
  for (const { evidencePage, id, group } of words.pathways) {
    expect(evidencePage).toBe(`../evidence/review-2016/${id}`);
    expect(words.groups.map((one) => one.id)).toContain(group);
  }
});
