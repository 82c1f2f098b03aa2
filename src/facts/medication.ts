/** Drugs ordered, stated or given: which, when, and whether they are or were taken. */
import type {
  CodeableConcept,
  DomainResource,
  FhirResource,
  Medication as MedicationResource,
  MedicationAdministration,
  MedicationRequest,
  MedicationStatement,
  Resource,
  Substance,
} from 'fhir/r4.js';
import type { SourceState } from '../model/mapping-files.js';
import { stateOf, type ReadState, type States } from './event-state.js';
import { asArray, type ProductIndex } from './records.js';

export type Medication = MedicationRequest | MedicationStatement | MedicationAdministration;

/** Ordered, stated or given. */
export function isMedication(resource: FhirResource): resource is Medication {
  return ['MedicationRequest', 'MedicationStatement', 'MedicationAdministration'].includes(
    resource.resourceType,
  );
}

const orderingIntents = [
  'order',
  'original-order',
  'reflex-order',
  'filler-order',
  'instance-order',
];

const proposingIntents = ['proposal', 'plan', 'option'];

/** A therapy on hold has begun: it counts as past. */
const begun = [
  ['active', 'active'],
  ['completed', 'past'],
  ['stopped', 'past'],
  ['on-hold', 'past'],
  ['entered-in-error', undefined],
] as const;

const medicationStates: Readonly<Record<Medication['resourceType'], States>> = {
  MedicationRequest: new Map<unknown, SourceState | undefined>([
    ...begun,
    ['cancelled', undefined],
    ['draft', undefined],
  ]),
  MedicationStatement: new Map<unknown, SourceState | undefined>([
    ...begun,
    ['intended', undefined],
    ['not-taken', undefined],
  ]),
  MedicationAdministration: new Map<unknown, SourceState | undefined>([
    ['in-progress', 'active'],
    ['completed', 'past'],
    ['stopped', 'past'],
    ['not-done', undefined],
    ['entered-in-error', undefined],
  ]),
};

/** Whether a drug is or was taken, as far as its record tells. */
export function medicationState(resource: Medication): ReadState {
  const state = stateOf(resource.status, medicationStates[resource.resourceType]);
  if (resource.resourceType !== 'MedicationRequest' || state === undefined) return state;
  const { intent, doNotPerform, reportedBoolean, reportedReference } = resource;
  if (doNotPerform === true) return undefined;
  if (orderingIntents.includes(intent)) return state;
  // What a patient told is a plan in US Core; whoever proposes a drug says so.
  const isReported = reportedBoolean === true || reportedReference !== undefined;
  if (proposingIntents.includes(intent) && !isReported) return undefined;
  return state === 'past' ? 'unclear-past' : 'unclear';
}

export function medicationDateText(resource: Medication): string | undefined {
  if (resource.resourceType === 'MedicationRequest') return resource.authoredOn;
  const { effectiveDateTime, effectivePeriod } = resource;
  return effectiveDateTime ?? effectivePeriod?.end ?? effectivePeriod?.start;
}

/** The drug as a concept, through contained and referenced Medication resources. */
export function medicationConcept(
  resource: Medication,
  products: ProductIndex,
): CodeableConcept | undefined {
  if (resource.medicationCodeableConcept !== undefined) return resource.medicationCodeableConcept;
  const reference: unknown = resource.medicationReference?.reference;
  if (typeof reference !== 'string') return undefined;
  if (reference.startsWith('#')) return containedProduct(reference, resource)?.code;
  return products.get(referenceKey(reference))?.code;
}

export function productIndex(resources: readonly FhirResource[]): ProductIndex {
  return new Map(
    resources.filter(isProduct).map((product) => [`Medication/${product.id ?? ''}`, product]),
  );
}

/** What the drug is made of, as far as its Medication resource tells by concepts or names. */
export function ingredientsOf(
  drug: Medication,
  products: ProductIndex,
): readonly CodeableConcept[] {
  const reference: unknown = drug.medicationReference?.reference;
  if (typeof reference !== 'string') return [];
  const isContained = reference.startsWith('#');
  const product = isContained
    ? containedProduct(reference, drug)
    : products.get(referenceKey(reference));
  const container = isContained ? drug : product;
  return asArray(product?.ingredient).flatMap(({ itemCodeableConcept, itemReference }) =>
    [
      itemCodeableConcept ?? [],
      itemConcept(itemReference?.reference, container, products) ?? [],
      itemReference?.display === undefined ? [] : { text: itemReference.display },
    ].flat(),
  );
}

/** An ingredient is a Medication or a Substance of its own. */
function itemConcept(
  reference: unknown,
  container: DomainResource | undefined,
  products: ProductIndex,
): CodeableConcept | undefined {
  if (typeof reference !== 'string') return undefined;
  if (!reference.startsWith('#')) return products.get(referenceKey(reference))?.code;
  const item = containedIn(container, reference);
  const isCoded = item?.resourceType === 'Medication' || item?.resourceType === 'Substance';
  return isCoded ? (item as MedicationResource | Substance).code : undefined;
}

function containedProduct(
  reference: string,
  container: DomainResource,
): MedicationResource | undefined {
  const contained = containedIn(container, reference);
  return contained?.resourceType === 'Medication' ? (contained as MedicationResource) : undefined;
}

function containedIn(
  container: DomainResource | undefined,
  reference: string,
): Resource | undefined {
  return asArray(container?.contained).find(({ id }) => id === reference.slice(1));
}

function isProduct(resource: FhirResource): resource is MedicationResource {
  return resource.resourceType === 'Medication';
}

function referenceKey(reference: string): string {
  return reference.split('/').slice(-2).join('/');
}
