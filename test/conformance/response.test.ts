/** What the service answers, over the answers about all synthetic patients. */
import type { FhirResource } from 'fhir/r4.js';
import { sandboxPatients } from '../../sandbox/patients/index.js';
import type { Action, Card, CdsResponse, Link, Suggestion } from '../../src/model/cds-hooks.js';
import { createChartAnswers } from '../support/chart-answers.js';
import { emptyValues } from '../support/empty-values.js';
import {
  servicePath,
  startProductionUnderTest,
  type ProductionUnderTest,
} from '../support/production-service.js';
import { r4Problems } from '../support/r4-validation.js';
import { rule } from './rule.js';

interface Answer {
  readonly patientId: string;
  readonly status: number;
  readonly mediaType: string | null;
  readonly body: CdsResponse;
}

let service: ProductionUnderTest;
let answers: readonly Answer[];
let cards: readonly Card[];
let suggestions: readonly Suggestion[];
let actions: readonly Action[];
let links: readonly Link[];

beforeAll(async () => {
  service = await startProductionUnderTest({ clients: { hospital: { mayExplain: true } } });
  const collected: Answer[] = [];
  for (const { id } of sandboxPatients(new Date())) {
    const response = await service.callService(id);
    collected.push({
      patientId: id,
      status: response.status,
      mediaType: response.headers.get('content-type'),
      body: (await response.json()) as CdsResponse,
    });
  }
  answers = collected;
  cards = answers.flatMap(({ body }) => body.cards);
  suggestions = cards.flatMap((card) => card.suggestions ?? []);
  actions = suggestions.flatMap((suggestion) => suggestion.actions);
  links = cards.flatMap((card) => card.links ?? []);
}, 60_000);

afterAll(() => service.stop());

/** Names of members anywhere in a JSON value. */
function memberNames(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [name, ...memberNames(member)]);
}

function uniqueCount(values: readonly unknown[]): number {
  return new Set(values).size;
}

rule('D3', 'no answer about any synthetic patient holds anything null or empty but cards', () => {
  const empty = answers.flatMap(({ patientId, body: { cards: list, ...rest } }) =>
    [...list, ...Object.values(rest)].flatMap((part) => emptyValues(part, patientId)),
  );
  expect(empty).toEqual([]);
});

rule('C1', 'every answer is 200, JSON, with a list of cards, and at most three', () => {
  expect(answers).toHaveLength(50);
  for (const { status, mediaType, body } of answers) {
    expect(status).toBe(200);
    expect(mediaType).toMatch(/^application\/json\b/);
    expect(Array.isArray(body.cards)).toBe(true);
    expect(body.cards.length).toBeLessThanOrEqual(3);
  }
});

rule('C1', 'there are patients with an empty list of cards, and no other member then', () => {
  const silent = answers.filter(({ body }) => body.cards.length === 0);

  expect(silent.length).toBeGreaterThan(0);
  expect(silent.map(({ body }) => body)).toEqual(silent.map(() => ({ cards: [] })));
});

rule('C2', 'every card has a short summary, a known indicator and a source with a label', () => {
  for (const { summary, indicator, source } of cards) {
    expect(summary).toMatch(/\S/);
    expect(summary.length).toBeLessThan(140);
    expect(['info', 'warning', 'critical']).toContain(indicator);
    expect(source.label).toMatch(/\S/);
    expect(source.url).toMatch(/^https:\/\/\S+$/);
  }
});

rule(
  'C2',
  'the topic is alphanumeric and at most 100 characters, since Epic remembers users by it',
  () => {
    for (const { source } of cards) {
      expect(source.topic.code).toMatch(/^[A-Za-z0-9]{1,100}$/);
      expect(source.topic.system).toMatch(/\S/);
    }
  },
);

rule('C3', 'selectionBehavior is any where there are suggestions', () => {
  const suggesting = cards.filter((card) => card.suggestions !== undefined);

  expect(suggesting.length).toBeGreaterThan(0);
  for (const card of suggesting) expect(card.selectionBehavior).toBe('any');
});

rule('C4', 'every suggestion has a label and one action, which says the same', () => {
  for (const { label, actions: own } of suggestions) {
    expect(label).toMatch(/\S/);
    expect(own.map(({ description }) => description)).toEqual([label]);
  }
});

rule('C4', 'every action has a known type, and what that type needs', () => {
  expect(actions.length).toBeGreaterThan(0);
  for (const { type, resource, resourceId } of actions) {
    expect(['create', 'update', 'delete']).toContain(type);
    if (type === 'delete') {
      expect(resourceId).toMatch(/\S/);
      expect(resource).toBeUndefined();
    } else {
      expect(r4Problems(resource as FhirResource)).toEqual([]);
    }
  }
});

rule(
  'C5',
  'every link has label, address and type, and no appContext unless it is a SMART link',
  () => {
    expect(links.length).toBeGreaterThan(0);
    for (const { label, url, type, appContext } of links) {
      expect(label).toMatch(/\S/);
      expect(url).toMatch(/^https:\/\/\S+$/);
      expect(['absolute', 'smart']).toContain(type);
      if (type === 'absolute') expect(appContext).toBeUndefined();
    }
  },
);

rule('C6', 'every reason to override has code, system and display', () => {
  const reasons = cards.flatMap((card) => card.overrideReasons ?? []);

  expect(reasons.length).toBeGreaterThan(0);
  for (const { code, system, display } of reasons) {
    for (const text of [code, system, display]) expect(text).toMatch(/\S/);
  }
});

rule('C7', 'no uuid occurs twice, over all cards and suggestions of all patients', () => {
  const uuids = [...cards, ...suggestions].map(({ uuid }) => uuid);

  expect(uniqueCount(uuids)).toBe(uuids.length);
  for (const uuid of uuids) {
    expect(uuid).toMatch(/^[\da-f]{8}-[\da-f]{4}-[1-5][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  }
});

rule('C7', 'the next answer about the same patient has uuids of its own', async () => {
  const again = (await (await service.callService('elm')).json()) as CdsResponse;
  const first = answers.find(({ patientId }) => patientId === 'elm')?.body.cards ?? [];
  const uuids = [...first, ...again.cards].map(({ uuid }) => uuid);

  expect(uniqueCount(uuids)).toBe(2 * first.length);
});

rule('C8', 'actionSelectionBehavior occurs nowhere', () => {
  expect(answers.flatMap(({ body }) => memberNames(body))).not.toContain('actionSelectionBehavior');
});

rule('C9', 'systemActions occurs nowhere', () => {
  expect(answers.flatMap(({ body }) => memberNames(body))).not.toContain('systemActions');
});

/** Tags, comments and processing instructions that Markdown would let through. */
const html = /(?<!\\)<[a-z/!?]/i;

rule('C10', 'no detail of any patient holds HTML or a table', () => {
  for (const { detail } of cards) {
    expect(detail).not.toMatch(html);
    expect(detail).not.toMatch(/^\s*\|?[\s:-]+\|[\s|:-]*$/m);
  }
});

rule('C10', 'HTML and scripts in the chart reach no card as such', async () => {
  const hostile = '<img/src=x onerror=alert(1)>[x](javascript:alert(1))';
  const chart = await createChartAnswers(new Date())('elm');
  const prefetch = JSON.parse(JSON.stringify(chart), (key, value: unknown) => {
    if (key === 'display' || key === 'text') return hostile;
    return key === 'id' && value !== 'elm' ? `${hostile}${String(value)}` : value;
  }) as unknown;
  const body = { ...service.requestFor('elm'), prefetch };
  const answer = (await (await service.call(servicePath, { body })).json()) as CdsResponse;

  expect(JSON.stringify(answer)).toContain('onerror');
  for (const { detail } of answer.cards) {
    expect(detail).not.toMatch(html);
    expect(detail).not.toMatch(/(?<!\\)\]\((?!https:\/\/cds\.example\.org\/)/);
  }
});

rule('C11', 'no answer has an extension unless it was asked for', () => {
  expect(answers.flatMap(({ body }) => memberNames(body))).not.toContain('extension');
});

rule('C11', 'an extension that was asked for goes by a reversed domain name', async () => {
  const body = { ...service.requestFor('elm'), extension: { 'org.nelm-cds.explain': true } };
  const answer = (await (await service.call(servicePath, { body })).json()) as CdsResponse;

  expect(Object.keys(answer.extension ?? {})).toEqual(['org.nelm-cds.evaluation']);
});
