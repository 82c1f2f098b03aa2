/** What a created resource must have, beyond `subject`: R4's mandatory elements and required code lists. */

export interface RequiredContent {
  /** Of each group one element must be present. */
  readonly elements: readonly (readonly string[])[];
  /** Elements bound to a closed list of codes. */
  readonly codes: Readonly<Record<string, readonly string[]>>;
}

const medication = ['medicationCodeableConcept', 'medicationReference'];
const eventStatus = [
  'preparation',
  'in-progress',
  'not-done',
  'on-hold',
  'stopped',
  'completed',
  'entered-in-error',
  'unknown',
];
const requestStatus = ['active', 'on-hold', 'completed', 'entered-in-error', 'draft', 'unknown'];
const orderIntents = [
  'proposal',
  'plan',
  'order',
  'original-order',
  'reflex-order',
  'filler-order',
  'instance-order',
  'option',
];
const resultStatus = [
  'registered',
  'preliminary',
  'final',
  'amended',
  'corrected',
  'cancelled',
  'entered-in-error',
  'unknown',
];
const gender = ['male', 'female', 'other', 'unknown'];

function content(
  elements: readonly (string | readonly string[])[],
  codes: RequiredContent['codes'] = {},
): RequiredContent {
  return {
    elements: elements.map((element) => (typeof element === 'string' ? [element] : element)),
    codes,
  };
}

/** By resource type; types without a row need nothing. */
export const requiredContent: ReadonlyMap<string, RequiredContent> = new Map([
  ['Patient', content([], { gender })],
  ['Practitioner', content([], { gender })],
  ['Organization', content([['name', 'identifier']])],
  ['Observation', content(['status', 'code'], { status: resultStatus })],
  ['Procedure', content(['status'], { status: eventStatus })],
  [
    'MedicationRequest',
    content(['status', 'intent', medication], {
      status: [...requestStatus, 'cancelled', 'stopped'],
      intent: orderIntents,
    }),
  ],
  [
    'MedicationStatement',
    content(['status', medication], {
      status: [
        'active',
        'completed',
        'entered-in-error',
        'intended',
        'stopped',
        'on-hold',
        'unknown',
        'not-taken',
      ],
    }),
  ],
  [
    'MedicationAdministration',
    content(['status', medication, ['effectiveDateTime', 'effectivePeriod']], {
      status: eventStatus.filter((status) => status !== 'preparation'),
    }),
  ],
  ['Medication', content([], { status: ['active', 'inactive', 'entered-in-error'] })],
  [
    'DiagnosticReport',
    content(['status', 'code'], { status: [...resultStatus, 'partial', 'appended'] }),
  ],
  [
    'ServiceRequest',
    content(['status', 'intent'], {
      status: [...requestStatus, 'revoked'],
      intent: [...orderIntents, 'directive'],
    }),
  ],
  [
    'Encounter',
    content(['status', 'class'], {
      status: [
        'planned',
        'arrived',
        'triaged',
        'in-progress',
        'onleave',
        'finished',
        'cancelled',
        'entered-in-error',
        'unknown',
      ],
    }),
  ],
  [
    'ImagingStudy',
    content(['status'], {
      status: ['registered', 'available', 'cancelled', 'entered-in-error', 'unknown'],
    }),
  ],
  [
    'Specimen',
    content([], { status: ['available', 'unavailable', 'unsatisfactory', 'entered-in-error'] }),
  ],
  [
    'DocumentReference',
    content(['status', 'content'], { status: ['current', 'superseded', 'entered-in-error'] }),
  ],
]);
