/** A synthetic chart in which everything but codes, dates and figures is a marker. */
import type { FhirResource } from 'fhir/r4.js';
import { sandboxPatients } from '../../../sandbox/patients/index.js';
import { marker } from './traces.js';

export const markedPatientId = marker('patient-id');
/** Dates and figures that occur nowhere else. */
export const markedBirthDate = '1951-07-29';
export const markedFigure = '7319513725';

/** What readers of charts go by: it has to stay for the chart to mean anything. */
const vocabulary = new Set([
  'resourceType',
  'code',
  'system',
  'status',
  'unit',
  'use',
  'comparator',
  'gender',
  'intent',
  'type',
]);

export function markedChart(patientId: string, now: Date): readonly FhirResource[] {
  const patient = sandboxPatients(now).find(({ id }) => id === patientId);
  const ids = new Map([[patientId, markedPatientId]]);
  return (patient?.resources ?? []).map((resource) => {
    const marked = mark(resource, ids) as FhirResource & Readonly<Record<string, unknown>>;
    return { ...marked, ...additions(marked) };
  });
}

function mark(value: unknown, ids: ReadonlyMap<string, string>, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => mark(item, ids, key));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [name, mark(part, ids, name)]),
    );
  }
  if (typeof value !== 'string' || vocabulary.has(key)) return value;
  if (key === 'id') return markedId(value, ids);
  if (key === 'reference') {
    const [type = '', id = ''] = value.split('/');
    return `${type}/${markedId(id, ids)}`;
  }
  if (key === 'birthDate') return markedBirthDate;
  return /^\d{4}-\d\d/.test(value) ? value : marker(`chart-${key.toLowerCase()}`);
}

function markedId(id: string, ids: ReadonlyMap<string, string>): string {
  return ids.get(id) ?? marker(`id-${id}`);
}

/** Everything a resource may hold beside what is read of it. */
function additions(resource: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const url = `https://${marker('chart-host')}.example/${marker('chart-path')}`;
  const { code } = resource;
  const concept = typeof code === 'object' && code !== null ? code : undefined;
  const { coding } = (concept ?? {}) as { readonly coding?: readonly unknown[] };
  return {
    meta: {
      source: url,
      profile: [url],
      tag: [{ system: url, code: marker('chart-tag'), display: marker('chart-tag-display') }],
    },
    text: { status: 'generated', div: `<div>${marker('chart-narrative')}</div>` },
    identifier: [{ system: url, value: marker('chart-identifier') }],
    note: [{ text: marker('chart-note'), authorString: marker('chart-author') }],
    contained: [
      {
        resourceType: 'Practitioner',
        id: marker('contained'),
        name: [{ text: marker('chart-name') }],
      },
    ],
    extension: [
      { url, valueString: marker('chart-extension') },
      { url, valueDecimal: Number(markedFigure) },
    ],
    [marker('chart-field')]: marker('chart-value'),
    ...(concept !== undefined && {
      code: {
        ...concept,
        coding: [...(coding ?? []), { system: url, code: marker('chart-code') }],
      },
    }),
  };
}
