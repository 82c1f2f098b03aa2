import type { ChartRead, RecordsRead } from '../../../sandbox/page/browser/chart/chart-reading.js';
import { chartSections } from '../../../sandbox/page/browser/chart/chart-summary.js';

function chart(records: Readonly<Record<string, readonly object[] | RecordsRead>>): ChartRead {
  const byType = Object.entries(records).map(([type, given]): [string, RecordsRead] => {
    if (!Array.isArray(given)) return [type, given as RecordsRead];
    const resources = given.map((one: object) => ({ resourceType: type, ...one }));
    return [type, { kind: 'read', resources, isComplete: true }];
  });
  const others = ['Condition', 'DiagnosticReport', 'Observation', 'ServiceRequest', 'Procedure']
    .concat('MedicationRequest', 'MedicationStatement', 'MedicationAdministration')
    .map((type): [string, RecordsRead] => [
      type,
      { kind: 'read', resources: [], isComplete: true },
    ]);
  return {
    patient: { kind: 'read', resources: [], isComplete: true },
    byType: new Map([...others, ...byType]),
  };
}

function section(read: ChartRead, id: string) {
  const found = chartSections(read).find((one) => one.id === id);
  expect(found).toBeDefined();
  return { entries: found?.entries ?? [], problems: found?.problems ?? [] };
}

const category = (code: string) => [{ coding: [{ code }] }];

test.each([
  ['laboratory', { category: category('laboratory') }],
  ['imaging', { category: category('imaging') }],
  ['other', { category: category('vital-signs') }],
  ['other', {}],
])('an observation belongs to %s by its category', (id, observation) => {
  const read = chart({ Observation: [{ id: 'a', code: { text: 'Test' }, ...observation }] });

  expect(section(read, id).entries).toHaveLength(1);
});

test.each([
  ['laboratory', 'LAB'],
  ['imaging', 'RAD'],
  ['pathology', 'LP7839-6'],
  ['other', 'unheard-of'],
])('a report belongs to %s by its category %s: none is lost', (id, code) => {
  const read = chart({ DiagnosticReport: [{ id: 'r', category: category(code) }] });

  expect(section(read, id).entries).toMatchObject([{ title: 'DiagnosticReport' }]);
});

test('a finding of a pathology report stands beside it, whatever its category', () => {
  const read = chart({
    Observation: [{ id: 'ki67', category: category('laboratory'), code: { text: 'Ki-67' } }],
    DiagnosticReport: [
      {
        id: 'r',
        category: category('LP7839-6'),
        code: { text: 'Report' },
        result: [{ reference: 'Observation/ki67' }],
      },
    ],
  });

  expect(section(read, 'pathology').entries.map(({ title }) => title)).toEqual(['Ki-67', 'Report']);
  expect(section(read, 'laboratory').entries).toEqual([]);
});

test('a repeated test is one entry with its latest value, the older ones below it', () => {
  const value = (id: string, date: string, amount: number) => ({
    id,
    category: category('laboratory'),
    code: { text: 'Albumin' },
    effectiveDateTime: date,
    valueQuantity: { value: amount, unit: 'g/dL' },
  });
  const read = chart({
    Observation: [value('a', '2025-01-01', 3), value('b', '2026-01-01T08:00:00Z', 4)],
  });

  expect(section(read, 'laboratory').entries).toMatchObject([
    { value: '4 g/dL', date: '2026-01-01', earlier: [{ value: '3 g/dL', date: '2025-01-01' }] },
  ]);
});

test.each([
  ['Condition', ['problems'], 'Problems could not be read (500: no).'],
  ['Observation', ['laboratory', 'imaging', 'pathology', 'other'], 'Observations could not be'],
  [
    'DiagnosticReport',
    ['imaging', 'pathology', 'laboratory', 'other'],
    'Reports could not be read (500: no).',
  ],
  ['Procedure', ['treatments'], 'Procedures could not be read (500: no).'],
  ['ServiceRequest', ['orders'], 'Orders could not be read (500: no).'],
])('where %s failed, the sections %j say so', (type, ids, text) => {
  const read = chart({ [type]: { kind: 'failed', reason: '500: no' } });

  for (const id of ids) {
    expect(section(read, id).problems).toEqual([expect.stringContaining(text)]);
  }
});

test('what was read in part says so', () => {
  const read = chart({ Condition: { kind: 'read', resources: [], isComplete: false } });

  expect(section(read, 'problems').problems).toEqual(['Problems were read in part only.']);
});

test('statuses that a reader must know are shown, undated entries come last', () => {
  const read = chart({
    Procedure: [
      { id: 'a', code: { text: 'Undated' }, status: 'entered-in-error' },
      { id: 'b', code: { text: 'Old' }, status: 'completed', performedDateTime: '2020' },
      { id: 'c', code: { text: 'New' }, status: 'in-progress', performedDateTime: '2026-01' },
    ],
  });

  expect(section(read, 'treatments').entries).toMatchObject([
    { title: 'New', status: 'in-progress', date: '2026-01' },
    { title: 'Old', status: undefined, date: '2020' },
    { title: 'Undated', status: 'entered-in-error', date: undefined },
  ]);
});

test.each([
  ['numbers for lists', { category: 5, code: 7, result: 'x', valueQuantity: [], status: {} }],
  ['null everywhere', { category: null, code: null, component: [null], valueString: null }],
  [
    'prototype keys',
    { ['__proto__']: { x: 1 }, constructor: 'x', category: [{ coding: '__proto__' }] },
  ],
])('%s break nothing', (_case, odd) => {
  const read = chart({ Observation: [odd], DiagnosticReport: [odd], Condition: [odd] });

  expect(chartSections(read).flatMap(({ entries }) => entries)).toHaveLength(3);
});
