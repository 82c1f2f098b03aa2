import { sandboxPatients, type SandboxPatient } from '../../sandbox/patients/index.js';

const patients = sandboxPatients(new Date('2026-11-23T10:00:00Z'));

function strings(value: unknown, key: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => strings(item, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) =>
    name === key && typeof child === 'string' ? [child] : strings(child, key),
  );
}

function find(id: string): SandboxPatient {
  const found = patients.find((patient) => patient.id === id);
  if (found === undefined) throw new RangeError(`no patient ${id}`);
  return found;
}

describe('the required elements of FHIR R4', () => {
  const everything = patients.flatMap(({ resources }) => resources);

  test.each([
    ['Condition', ['subject', 'code', 'verificationStatus']],
    ['Observation', ['status', 'code', 'subject', 'effectiveDateTime']],
    ['Procedure', ['status', 'subject', 'code']],
    ['MedicationRequest', ['status', 'intent', 'medicationCodeableConcept', 'subject']],
    ['DiagnosticReport', ['status', 'code', 'category', 'subject']],
    ['ServiceRequest', ['status', 'intent', 'subject', 'code']],
    ['Encounter', ['status', 'class', 'subject']],
    ['Specimen', ['subject']],
  ])('are present in every %s', (type, elements) => {
    const ofType = everything.filter((resource) => resource.resourceType === type);

    expect(ofType.length).toBeGreaterThan(0);
    expect(ofType.filter((r) => elements.some((element) => !(element in r)))).toEqual([]);
  });

  test('leave a Condition entered in error without clinical status, and no other', () => {
    const conditions = everything.flatMap((r) => (r.resourceType === 'Condition' ? [r] : []));
    const inError = conditions.filter(
      (c) => c.verificationStatus?.coding?.[0]?.code === 'entered-in-error',
    );

    expect(inError.length).toBeGreaterThan(0);
    expect(conditions.filter((c) => c.clinicalStatus === undefined)).toEqual(inError);
  });

  test('leave an Observation without value only where it says why or has components', () => {
    const observations = everything.flatMap((r) => (r.resourceType === 'Observation' ? [r] : []));
    const empty = observations.filter((o) => !Object.keys(o).some((k) => k.startsWith('value')));

    expect(
      empty.filter((o) => o.dataAbsentReason === undefined && o.component === undefined),
    ).toEqual([]);
  });

  test('give every coding a system', () => {
    const codings = strings(everything, 'system').length;

    expect(codings).toBeGreaterThan(3000);
    expect(JSON.stringify(everything)).not.toMatch(/"coding":\[\{"code"/);
  });
});

describe('the stories', () => {
  test.each([
    ['maple', 'ServiceRequest', '71273005'],
    ['beech', 'ServiceRequest', '71273005'],
    ['nutmeg', 'ServiceRequest', '18027006'],
    ['rowan', 'MedicationRequest', '7617'],
    ['tamarack', 'Procedure', '764677008'],
    ['fir', 'Observation', '54102005'],
    ['juniper', 'Condition', 'C7A.1'],
    ['katsura', 'Observation', '61026006'],
    ['larch', 'Condition', 'C7A.090'],
    ['quince', 'Condition', 'C50.912'],
    ['almond', 'ServiceRequest', '314617008'],
    ['almond', 'Condition', 'I81'],
    ['baobab', 'ServiceRequest', '427929006'],
    ['buckthorn', 'MedicationRequest', '11289'],
    ['magnolia', 'ServiceRequest', '764677008'],
    ['cypress', 'Condition', 'R23.2'],
    ['ebony', 'Observation', 'involvement-gt-75'],
    ['fig', 'Procedure', '427929006'],
    ['jasmine', 'MedicationRequest', '141704'],
    ['lilac', 'MedicationRequest', '357977'],
    ['rosewood', 'Condition', '285613005'],
    ['teak', 'ServiceRequest', '723069003'],
  ])('of %s rests on a %s coded %s', (id, type, code) => {
    const records = find(id).resources.filter(({ resourceType }) => resourceType === type);

    expect(strings(records, 'code')).toContain(code);
  });

  test('of the European patient does without the American neuroendocrine chapters', () => {
    expect(strings(find('spruce').resources, 'code').filter((c) => /^C7[AB]/.test(c))).toEqual([]);
  });

  test('of the patient awaiting receptor imaging holds no receptor status', () => {
    const codes = strings(find('elm').resources, 'code');

    expect(codes.filter((code) => /sstr|krenning|A9587/.test(code))).toEqual([]);
  });
});
