/** Accepting a resource: the checks an EHR makes, and the identity it gives. https://hl7.org/fhir/R4/http.html#create */
import type { Resource } from 'fhir/r4.js';
import { textAt, valuesAt } from './element-values.js';
import { FhirFault } from './fhir-fault.js';
import { countRefusedNames, isTooDeep } from './json-structure.js';
import { parseReference } from './references.js';
import { requiredContent } from './required-content.js';
import type { ResourceType } from './resource-types.js';
import type { SandboxFhirStore } from './store.js';

type JsonObject = Readonly<Record<string, unknown>>;

export interface CreationScope {
  readonly store: SandboxFhirStore;
  readonly ownBases: readonly string[];
  readonly newId: () => string;
  readonly now: () => Date;
}

function checkStructure(body: unknown): void {
  if (isTooDeep(body) || countRefusedNames(body) > 0) {
    throw new FhirFault(400, 'structure', 'The body is not a FHIR resource.');
  }
}

function checkRequired(body: JsonObject, type: ResourceType): void {
  const { elements, codes } = requiredContent.get(type.name) ?? { elements: [], codes: {} };
  const present = (name: string): boolean => valuesAt(body, name).length > 0;
  const missing = elements.find((group) => !group.some(present));
  if (missing !== undefined) {
    const text = `${missing.join(' or ')} is required.`;
    throw new FhirFault(400, 'required', text, `${type.name}.${missing[0] ?? ''}`);
  }
  for (const [name, allowed] of Object.entries(codes)) {
    const code = body[name];
    if (code !== undefined && !(typeof code === 'string' && allowed.includes(code))) {
      const text = `${name} must be one of: ${allowed.join(', ')}.`;
      throw new FhirFault(400, 'code-invalid', text, `${type.name}.${name}`);
    }
  }
}

/** What the server itself reads must have its R4 shape: text instead of a CodeableConcept is a frequent slip. */
function checkShapes(body: JsonObject, type: ResourceType): void {
  // PractitionerRole.code is the only repeated one.
  const concepts = type.name === 'PractitionerRole' ? [] : ['code', 'medicationCodeableConcept'];
  const names = ['meta', 'subject', 'clinicalStatus', 'verificationStatus', ...concepts];
  const wrong = names.find((name) => {
    const value = body[name];
    return (
      value !== undefined && (typeof value !== 'object' || value === null || Array.isArray(value))
    );
  });
  if (wrong !== undefined) {
    const text = `${wrong} must be a single JSON object.`;
    throw new FhirFault(400, 'structure', text, `${type.name}.${wrong}`);
  }
}

/** The subject as a relative reference to a patient of this server. */
function localSubject(body: JsonObject, type: ResourceType, scope: CreationScope): JsonObject {
  const expression = `${type.name}.subject`;
  const text = textAt(body, 'subject.reference');
  if (text === undefined) {
    throw new FhirFault(400, 'required', 'A subject with a reference is required.', expression);
  }
  const reference = parseReference(text, scope.ownBases);
  const isKnown =
    typeof reference === 'object' &&
    reference.type === 'Patient' &&
    scope.store.read('Patient', reference.id) !== undefined;
  if (!isKnown) {
    const message = 'The subject must be a Patient of this server.';
    throw new FhirFault(400, 'not-found', message, expression);
  }
  return { ...(body['subject'] as JsonObject), reference: `Patient/${reference.id}` };
}

function isResourceOf(body: unknown, type: ResourceType): body is JsonObject & Resource {
  return (
    typeof body === 'object' &&
    body !== null &&
    !Array.isArray(body) &&
    (body as JsonObject)['resourceType'] === type.name
  );
}

/**
 * The posted body as the resource to store: with a new id, version 1 and the present time. Any id sent is passed
 * over, as R4 asks. Throws FhirFault 400 for what is no such resource or lacks what its type needs.
 */
export function prepareResource(body: unknown, type: ResourceType, scope: CreationScope): Resource {
  checkStructure(body);
  if (!isResourceOf(body, type)) {
    const text = `The body must be a resource with resourceType ${type.name}.`;
    throw new FhirFault(400, 'invalid', text, 'resourceType');
  }
  checkRequired(body, type);
  checkShapes(body, type);
  const subject = type.isPatientBound ? localSubject(body, type, scope) : undefined;
  return {
    ...body,
    ...(subject !== undefined && { subject }),
    id: scope.newId(),
    meta: { ...body.meta, versionId: '1', lastUpdated: scope.now().toISOString() },
  };
}
