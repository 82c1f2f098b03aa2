import {
  PATHWAY_IDS,
  sandboxPatients,
  type PathwayId,
  type PathwayVerdict,
} from '../../sandbox/patients/index.js';

const START = new Date('2026-11-23T10:00:00Z');

/** The others have no exclusion criterion. */
const WITH_EXCLUSIONS: readonly PathwayId[] = [
  'curative-resection',
  'staged-resection',
  'cytoreductive-resection',
  'thermal-ablation',
  'transarterial-chemoembolisation',
  'downstaging',
];

const patients = sandboxPatients(START);
const cases = patients.map((patient) => [patient.id, patient] as const);

function strings(value: unknown, key: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => strings(item, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) =>
    name === key && typeof child === 'string' ? [child] : strings(child, key),
  );
}

describe('the set of synthetic patients', () => {
  test('has at least 46 patients, each with its own id and name', () => {
    expect(patients.length).toBeGreaterThanOrEqual(46);
    expect(new Set(patients.map(({ id }) => id)).size).toBe(patients.length);
    expect(new Set(patients.map(({ name }) => name)).size).toBe(patients.length);
  });

  test('has no resource id twice', () => {
    const ids = patients.flatMap(({ resources }) => resources.map(({ id }) => id));

    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test('is the same for the same start', () => {
    expect(sandboxPatients(new Date(START))).toEqual(patients);
  });

  test.each(PATHWAY_IDS)('shows every status that %s can have', (pathway) => {
    const shown: PathwayVerdict[] = patients.flatMap(
      ({ expected }) => expected.pathways?.[pathway] ?? [],
    );
    const possible = ['criteria-met', 'criteria-not-met', 'needs-data'];
    if (WITH_EXCLUSIONS.includes(pathway)) possible.splice(2, 0, 'excluded');

    expect([...new Set(shown)].sort()).toEqual(possible);
  });

  test('has in-scope charts that earn a card and some that do not', () => {
    const inScope = patients.filter(({ expected }) => expected.inScope);

    expect(new Set(inScope.map(({ expected }) => expected.cards))).toEqual(
      new Set(['some', 'none']),
    );
  });

  test('contains records that must not count', () => {
    const everything = patients.flatMap(({ resources }) => resources);
    const statuses = new Set(
      everything.flatMap((r) => (r.resourceType === 'Observation' ? [r.status] : [])),
    );

    expect([...statuses].sort()).toEqual(['cancelled', 'entered-in-error', 'final', 'preliminary']);
    expect(everything.some((r) => 'dataAbsentReason' in r)).toBe(true);
    expect(strings(everything, 'code')).toEqual(expect.arrayContaining(['refuted', 'PX-4471']));
  });
});

describe.each(cases)('%s', (_id, patient) => {
  test('has a chart of 40 to 120 resources that begins with the patient', () => {
    expect(patient.resources[0]?.resourceType).toBe('Patient');
    expect(patient.resources[0]?.id).toBe(patient.id);
    expect(patient.resources.length).toBeGreaterThanOrEqual(40);
    expect(patient.resources.length).toBeLessThanOrEqual(120);
  });

  test('is evidently synthetic and tells its story in one line', () => {
    expect(patient.name).toMatch(/ Example-[A-Z][a-z]+$/);
    expect(patient.story).toMatch(/^[^\n]{20,100}$/);
    expect(patient.resources.every((r) => r.meta?.tag?.[0]?.code === 'HTEST')).toBe(true);
  });

  test('refers only to itself and to resources of its own chart', () => {
    const own = new Set(patient.resources.map((r) => `${r.resourceType}/${r.id ?? ''}`));

    expect(strings(patient.resources, 'reference').filter((ref) => !own.has(ref))).toEqual([]);
  });

  test('has ids that FHIR allows and that begin with the patient id', () => {
    const ids = patient.resources.map(({ id }) => id ?? '');

    expect(ids.filter((id) => !/^[A-Za-z0-9.-]{1,64}$/.test(id))).toEqual([]);
    expect(ids.filter((id) => id !== patient.id && !id.startsWith(`${patient.id}-`))).toEqual([]);
  });

  test('expects statuses exactly where the service may speak', () => {
    const { inScope, pathways, scopeReason } = patient.expected;

    expect(Object.keys(pathways ?? {}).sort()).toEqual(inScope ? [...PATHWAY_IDS].sort() : []);
    expect(scopeReason === undefined).toBe(inScope);
  });

  test('expects a card where a pathway is met or a single fact settles one', () => {
    const { cards, conflicts, pathways, settledBy, warnsAbout } = patient.expected;
    const met = PATHWAY_IDS.some((id) => id !== 'mdt-review' && pathways?.[id] === 'criteria-met');
    const due = met || [conflicts, settledBy, warnsAbout].some((given) => given !== undefined);

    expect(due && cards === 'none').toBe(false);
  });

  test('expects arms only under pathways that are not excluded, and preference among met ones', () => {
    const { arms = {}, pathways, preferred = [] } = patient.expected;

    expect(Object.keys(arms).filter((id) => pathways?.[id as PathwayId] === 'excluded')).toEqual(
      [],
    );
    expect(preferred.filter((id) => pathways?.[id] !== 'criteria-met')).toEqual([]);
  });

  test('expects settled pathways to need data and warned ones to be excluded', () => {
    const { pathways, settledBy = {}, warnsAbout = [] } = patient.expected;
    const settled = Object.values(settledBy).flat();

    expect(settled.filter((id) => pathways?.[id] !== 'needs-data')).toEqual([]);
    expect(warnsAbout.filter((id) => pathways?.[id] !== 'excluded')).toEqual([]);
  });
});
