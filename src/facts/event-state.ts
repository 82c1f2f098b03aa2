/** Whether what a record tells of was planned, is under way or was done, as far as its status says so. */
import type { Procedure, ServiceRequest } from 'fhir/r4.js';
import type { SourceState } from '../model/mapping-files.js';

/**
 * unclear: the record does not say whether it was done, is under way or planned. unclear-past: nor that, but it is over.
 * undefined: it was not done and is not planned.
 */
export type ReadState = SourceState | 'unclear' | 'unclear-past' | undefined;

export type States = ReadonlyMap<unknown, SourceState | undefined>;

const procedureStates: States = new Map([
  ['completed', 'past'],
  ['stopped', 'past'],
  ['in-progress', 'active'],
  ['preparation', 'prepared'],
  ['not-done', undefined],
  ['entered-in-error', undefined],
]);

const orderStates: States = new Map([
  ['active', 'planned'],
  ['draft', undefined],
  ['on-hold', undefined],
  ['revoked', undefined],
  ['completed', undefined],
  ['entered-in-error', undefined],
]);

/** A status that is missing, or says that nobody knows, leaves open whether it was done. */
export function stateOf(status: unknown, states: States): ReadState {
  return states.has(status) ? states.get(status) : 'unclear';
}

export function procedureState({ status }: Procedure): ReadState {
  return stateOf(status, procedureStates);
}

/** What is ordered counts as planned until it is done or called off. */
export function orderState({ status, doNotPerform }: ServiceRequest): ReadState {
  return doNotPerform === true ? undefined : stateOf(status, orderStates);
}
