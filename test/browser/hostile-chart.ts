/** A chart with everything in it that might break a page or run in it. */

const script = '<script>globalThis.harm = 1</script>';
const image = '<img src="https://evil.example/a.png" onerror="globalThis.harm = 1">';
const link = '[press](javascript:globalThis.harm=1) ![x](https://evil.example/b.png)';
const long = 'Unending '.repeat(1_200);
const backwards = '\u202Egnp.exe\u202C \u200B\u200Bzero\u200Bwidth \u0627\u0644\u0643\u0628\u062F';
const unbroken = 'x'.repeat(10_000);

const coded = (text: string, code = 'C7B.02') => ({
  coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code, display: text }],
  text,
});
const subject = { reference: 'Patient/hostile' };

const texts = [script, image, link, long, backwards, unbroken, '{{constructor}}', '\u0000\uFFFF'];

/** As text, because `__proto__` in an object literal would not be a key. */
export function hostileChart(): string {
  const resources = [
    {
      resourceType: 'Patient',
      id: 'hostile',
      name: [{ text: `${script} ${unbroken}` }],
      birthDate: '1960-13-45',
      gender: image,
    },
    ...texts.flatMap((text, index) => [
      {
        resourceType: 'Condition',
        id: `c${index}`,
        subject,
        code: coded(text, index % 2 === 0 ? 'C7A.012' : 'C7B.02'),
        clinicalStatus: { coding: [{ code: 'active' }], text },
        onsetDateTime: text,
      },
      {
        resourceType: 'Observation',
        id: `o${index}`,
        subject,
        status: 'final',
        category: [{ coding: [{ code: 'laboratory' }] }],
        code: coded(text, '29593-1'),
        effectiveDateTime: '2026-01-01',
        valueString: text,
      },
      {
        resourceType: 'DiagnosticReport',
        id: `r${index}`,
        subject,
        status: 'final',
        category: [{ coding: [{ code: 'LP29684-5' }] }],
        code: coded(text),
        effectiveDateTime: `2026-0${index + 1}-01`,
        conclusion: text,
      },
      {
        resourceType: 'MedicationRequest',
        id: `m${index}`,
        subject,
        status: 'active',
        intent: 'order',
        medicationCodeableConcept: coded(text),
        authoredOn: '2025-01-01',
        dosageInstruction: [{ text }],
      },
    ]),
  ];
  const bundle = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({ resource })),
  };
  return JSON.stringify(bundle).replaceAll(
    '"subject":',
    '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"subject":',
  );
}
