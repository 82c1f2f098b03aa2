/** From when to when a therapy went on. */
import type { FhirResource, MedicationRequest, Period } from 'fhir/r4.js';
import type { SetMember } from '../model/values.js';
import { asArray } from './records.js';

/** A therapy in time, as recorded. */
export interface TherapyCourse {
  /** FHIR dates. */
  readonly start: string | undefined;
  readonly end: string | undefined;
  /** Without an end it still runs. */
  readonly isOpen: boolean;
}

/** When a therapy of this state began and ended; undefined for resources that tell of none (orders not begun). */
export function courseOf(
  resource: FhirResource,
  status: SetMember['status'],
): TherapyCourse | undefined {
  const isOpen = status === 'active';
  const { resourceType } = resource;
  if (resourceType === 'MedicationRequest') {
    const bounds = boundsOf(resource);
    return { start: bounds?.start ?? resource.authoredOn, end: bounds?.end, isOpen };
  }
  if (resourceType === 'MedicationStatement' || resourceType === 'MedicationAdministration') {
    return ofPeriod(resource.effectivePeriod, resource.effectiveDateTime, isOpen);
  }
  return resourceType === 'Procedure'
    ? ofPeriod(resource.performedPeriod, resource.performedDateTime, isOpen)
    : undefined;
}

function ofPeriod(
  period: Period | undefined,
  moment: string | undefined,
  isOpen: boolean,
): TherapyCourse {
  return {
    start: period?.start ?? moment,
    end: period?.end ?? (isOpen ? undefined : moment),
    isOpen,
  };
}

function boundsOf({ dosageInstruction }: MedicationRequest): Period | undefined {
  return asArray(dosageInstruction)
    .map(({ timing }) => timing?.repeat?.boundsPeriod)
    .find((period) => period !== undefined);
}
