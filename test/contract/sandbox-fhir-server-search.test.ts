import type { Bundle } from 'fhir/r4.js';
import request from 'supertest';
import { base, idsOf, linkPath, startSandbox } from '../support/sandbox-fhir-fixture.js';

const { app } = startSandbox();
const root = '/sandbox/fhir';

async function search(path: string): Promise<readonly string[]> {
  const answer = await request(app).get(`${root}/${path}`);
  expect(answer.status).toBe(200);
  return idsOf(answer.body as Bundle);
}

const all = ['ki67', 'cga-new', 'cga-old', 'bilirubin', 'period', 'local'];

const searches: readonly (readonly [string, readonly string[]])[] = [
  ['Observation?patient=ada', all],
  ['Observation?patient=Patient/ada', all],
  [`Observation?patient=${base}/Patient/ada`, all],
  ['Observation?subject=ada', all],
  ['Observation?subject=Patient/ada', all],
  ['Observation?subject:Patient=ada', all],
  ['Observation?patient=https://elsewhere.test/fhir/Patient/ada', []],
  ['Observation?subject=Group/ada', []],
  ['Observation?patient=nobody', []],
  ['Observation?patient=ada,bob&code=29593-1', ['ki67', 'other']],
  ['Observation?patient=ada&patient=bob', []],
  ['Observation', ['ki67', 'cga-new', 'other', 'cga-old', 'bilirubin', 'period', 'local']],
  ['Observation?_id=ki67,other,nothing', ['ki67', 'other']],
  ['Observation?patient=ada&_id=ki67,other', ['ki67']],

  ['Observation?patient=ada&code=9811-1', ['cga-new', 'cga-old']],
  ['Observation?patient=ada&code=http://loinc.org|9811-1', ['cga-new', 'cga-old']],
  ['Observation?patient=ada&code=http://loinc.org|9811-1,29593-1', ['ki67', 'cga-new', 'cga-old']],
  ['Observation?patient=ada&code=urn:wrong|9811-1', []],
  ['Observation?patient=ada&code=|X1', ['local']],
  ['Observation?patient=ada&code=|X2', []],
  ['Observation?patient=ada&code=X2', ['local']],
  ['Observation?patient=ada&code=urn:x|', ['local']],
  ['Observation?patient=ada&code:not=9811-1,X1', ['ki67', 'bilirubin', 'period']],
  ['Observation?patient=ada&code=9811-1&code=29593-1', []],
  ['Observation?patient=ada&code=', all],
  ['Observation?patient=ada&code=9811\\-1', []],
  ['Observation?patient=ada&category=imaging', ['period']],
  ['Observation?patient=ada&category=laboratory&code=X3', []],
  ['Observation?patient=ada&status=entered-in-error,amended', ['bilirubin']],
  ['Condition?patient=ada', ['flu', 'net']],
  ['Condition?patient=ada&code=C7A', ['net']],
  ['Condition?patient=ada&clinical-status=active', ['net']],
  [
    'Condition?patient=ada&clinical-status=http://terminology.hl7.org/CodeSystem/condition-clinical|resolved',
    ['flu'],
  ],
  ['Condition?patient=ada&verification-status=confirmed,provisional', ['net']],
  ['Condition?patient=ada&date=ge2021', ['flu']],
  ['Condition?patient=ada&onset-date=2020', ['net']],
  ['Condition?patient=ada&recorded-date=2021-02-03', ['net']],
  ['Procedure?patient=ada&code=107963000', ['resection']],

  ['MedicationRequest?patient=ada', ['rx-reference', 'rx-contained', 'rx-concept']],
  ['MedicationRequest?patient=ada&code=urn:rx|7617', ['rx-reference', 'rx-concept']],
  ['MedicationRequest?patient=ada&code=1', ['rx-contained']],
  ['MedicationRequest?patient=ada&intent=plan', ['rx-contained']],
  ['MedicationRequest?patient=ada&date=ge2026-01-15', ['rx-reference']],
  ['MedicationRequest?patient=ada&authoredon=2025', ['rx-concept']],
  ['Medication?code=7617', ['octreotide']],

  ['Patient?_id=ada', ['ada']],
  ['Patient?name=mul', ['ada']],
  ['Patient?name=miller', ['bob']],
  ['Patient?name=m', ['ada', 'bob']],
  ['Patient?family=MÜLLER', ['ada']],
  ['Patient?family=lüd', []],
  ['Patient?family:contains=lüd', ['ada']],
  ['Patient?given:exact=Ada', ['ada']],
  ['Patient?given:exact=ada', []],
  ['Patient?identifier=4711', ['ada', 'bob']],
  ['Patient?identifier=urn:mrn|4711', ['ada']],
  ['Patient?birthdate=1961-04-02', ['ada']],
  ['Patient?birthdate=lt1970', ['ada']],
  ['Patient?birthdate=1970-01-01', []],
  ['Patient?gender=male', ['bob']],
  ['Practitioner?family=grey', ['doc']],
  ['Organization?name=liver', ['clinic']],
  ['PractitionerRole?practitioner=doc', ['role']],
  ['PractitionerRole?organization=Organization/none', []],
  ['ImagingStudy?patient=ada', []],
];

test.each(searches)('the search %s finds the right records in order', async (path, expected) => {
  expect(await search(path)).toEqual(expected);
});

test.each([
  ['date=2026-05-10', ['ki67']],
  ['date=eq2026-05', ['ki67', 'cga-new']],
  ['date=ne2026-05', ['cga-old', 'bilirubin', 'period']],
  ['date=gt2026-05-10', ['cga-new']],
  ['date=ge2026-05-10', ['ki67', 'cga-new']],
  ['date=sa2026-05-09', ['ki67']],
  ['date=lt2025-05-10', ['bilirubin', 'period']],
  ['date=le2025-05-10', ['cga-old', 'bilirubin', 'period']],
  ['date=eb2025', ['bilirubin', 'period']],
  ['date=lt2023-03-15', ['period']],
  ['date=eb2023-03-15', []],
  ['date=2023-03', ['period']],
  ['date=ge2025&date=lt2026', ['cga-old']],
  ['date=2024,2023', ['bilirubin', 'period']],
  ['date=2025-05-10T10:00:00%2B02:00', ['cga-old']],
  ['date=2025-05-10T10:00:00+02:00', ['cga-old']],
  ['date=2025-05-10T08:00Z', ['cga-old']],
  ['date=2025-05-10T08:00:00.000Z', []],
])('the date search %s compares intervals', async (query, expected) => {
  expect(await search(`Observation?patient=ada&${query}`)).toEqual(expected);
});

test.each([
  ['date', ['period', 'bilirubin', 'cga-old', 'cga-new', 'ki67', 'local']],
  ['-date', all],
  ['_id', ['bilirubin', 'cga-new', 'cga-old', 'ki67', 'local', 'period']],
  ['-_id', ['period', 'local', 'ki67', 'cga-old', 'cga-new', 'bilirubin']],
  ['-_lastUpdated', ['bilirubin', 'cga-new', 'cga-old', 'ki67', 'local', 'period']],
])('the order _sort=%s is kept', async (sort, expected) => {
  expect(await search(`Observation?patient=ada&_sort=${sort}`)).toEqual(expected);
});

test.each(searches.filter(([path]) => path.includes('?')))(
  'POST _search answers %s as GET does, with the parameters in body, query or both',
  async (path) => {
    const [type = '', query = ''] = path.split('?');
    const target = `${root}/${type}/_search`;
    const form = 'application/x-www-form-urlencoded';
    const got = await request(app).get(`${root}/${path}`);

    const inBody = await request(app).post(target).type(form).send(query);
    const inQuery = await request(app).post(`${target}?${query}`);
    const [first = '', ...others] = query.split('&');
    const inBoth = await request(app).post(`${target}?${first}`).type(form).send(others.join('&'));

    expect(inBody.status).toBe(200);
    expect(inBody.body).toEqual(got.body);
    expect(inQuery.body).toEqual(got.body);
    expect(inBoth.body).toEqual(got.body);
  },
);

test('a searchset has total, match entries with full URLs, and a self link of what was applied', async () => {
  const answer = await request(app).get(
    `${root}/Observation?patient=ada&code=29593-1&nonsense=1&_format=json`,
  );

  expect(answer.headers['content-type']).toBe('application/fhir+json; charset=utf-8');
  expect(answer.body).toMatchObject({
    resourceType: 'Bundle',
    type: 'searchset',
    total: 1,
    link: [{ relation: 'self', url: `${base}/Observation?patient=ada&code=29593-1&_count=50` }],
    entry: [
      {
        fullUrl: `${base}/Observation/ki67`,
        resource: { resourceType: 'Observation', id: 'ki67' },
        search: { mode: 'match' },
      },
    ],
  });
});

test.each(['_summary=count', '_count=0'])('%s answers the number alone', async (query) => {
  const answer = await request(app).get(`${root}/Observation?patient=ada&${query}`);
  const bundle = answer.body as Bundle;

  expect(bundle.total).toBe(6);
  expect(bundle).not.toHaveProperty('entry');
  expect(linkPath(bundle, 'next')).toBeUndefined();
});

test('nothing found is a searchset without entries, not an error', async () => {
  const answer = await request(app).get(`${root}/Procedure?patient=bob`);

  expect(answer.body).toMatchObject({ type: 'searchset', total: 0 });
  expect(answer.body).not.toHaveProperty('entry');
});

test('_include adds each Medication once, beyond the total', async () => {
  const answer = await request(app).get(
    `${root}/MedicationRequest?patient=ada&_include=MedicationRequest:medication`,
  );
  const bundle = answer.body as Bundle;

  expect(bundle.total).toBe(3);
  expect(idsOf(bundle)).toEqual(['rx-reference', 'rx-contained', 'rx-concept', 'octreotide']);
  expect(bundle.entry?.map((entry) => entry.search?.mode)).toEqual([
    'match',
    'match',
    'match',
    'include',
  ]);
});
