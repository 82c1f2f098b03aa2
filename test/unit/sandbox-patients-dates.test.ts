import type { FhirResource } from 'fhir/r4.js';
import { sandboxPatients, type SandboxPatient } from '../../sandbox/patients/index.js';

const START = new Date('2026-11-23T10:00:00Z');
const STARTS = [
  '2026-11-23T10:00:00Z',
  '2028-02-29T00:30:00Z',
  '2027-03-31T23:59:59Z',
  '2027-12-31T12:00:00Z',
  '2030-01-01T00:00:00Z',
].map((text) => new Date(text));

const patients = sandboxPatients(START);
const byStart = STARTS.map(
  (start) => [start.toISOString(), start, sandboxPatients(start)] as const,
);

function strings(value: unknown, key: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => strings(item, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) =>
    name === key && typeof child === 'string' ? [child] : strings(child, key),
  );
}

/** First millisecond of the period that a FHIR date or dateTime may mean. */
function earliest(text: string): number {
  return Date.parse(text.length === 4 ? `${text}-01-01` : text);
}

const DATE_KEYS = [
  'birthDate',
  'deceasedDateTime',
  'onsetDateTime',
  'abatementDateTime',
  'recordedDate',
  'effectiveDateTime',
  'valueDateTime',
  'performedDateTime',
  'authoredOn',
  'collectedDateTime',
  'start',
  'end',
];

function datesOf(patient: SandboxPatient): string[] {
  return DATE_KEYS.flatMap((key) => strings(patient.resources, key));
}

const FHIR_DATE =
  /^\d{4}(-(0[1-9]|1[0-2])(-(\d{2})(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?)?)?$/;

function isFhirDate(text: string): boolean {
  if (!FHIR_DATE.test(text)) return false;
  const day = text.slice(0, 10);
  return day.length < 10 || new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

function undated(resource: FhirResource): unknown {
  const replace = (key: string, value: unknown): unknown =>
    DATE_KEYS.includes(key) ? 'date' : value;
  return JSON.parse(JSON.stringify(resource, replace));
}

describe.each(byStart)('charts that end on %s', (_text, start, charts) => {
  test('have real dates, none of them later', () => {
    const dates = charts.map(datesOf);

    expect(dates.filter((ofOne) => ofOne.length <= 40)).toEqual([]);
    expect(dates.flat().filter((date) => !isFhirDate(date))).toEqual([]);
    expect(dates.flat().filter((date) => !(earliest(date) <= start.getTime()))).toEqual([]);
  });

  test.each(patients.map(({ id }, index) => [id, index] as const))(
    'hold the same records of %s, dates aside',
    (id, index) => {
      expect(charts[index]?.id).toBe(id);
      expect(charts[index]?.resources.map(undated)).toEqual(
        patients[index]?.resources.map(undated),
      );
    },
  );
});

describe('the dates of the charts', () => {
  test('come as days, as instants with an offset, as months and as years', () => {
    const dates = patients.flatMap(datesOf);
    const forms = [/^\d{4}$/, /^\d{4}-\d{2}$/, /^\d{4}-\d{2}-\d{2}$/, /T.*\+01:00$/, /T.*-05:00$/];

    expect(forms.filter((form) => !dates.some((date) => form.test(date)))).toEqual([]);
  });

  test('fall on the last day of a month that is too short', () => {
    const alder = sandboxPatients(new Date('2027-03-31T10:00:00Z')).find(
      ({ id }) => id === 'alder',
    );
    const resectability = alder?.resources.find(({ id }) => id === 'alder-liver-resectability-m1');

    expect(resectability).toMatchObject({ effectiveDateTime: '2027-02-28' });
  });
});
