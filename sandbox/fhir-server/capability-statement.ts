/** What the sandbox server says it can do. https://hl7.org/fhir/R4/capabilitystatement.html */
import type {
  CapabilityStatement,
  CapabilityStatementRestResource,
  CapabilityStatementRestResourceSearchParam,
} from 'fhir/r4.js';
import { resourceTypes, type ResourceType, type SearchParameter } from './resource-types.js';

const parameterTypes: Readonly<
  Record<SearchParameter['kind'], CapabilityStatementRestResourceSearchParam['type']>
> = {
  token: 'token',
  date: 'date',
  string: 'string',
  patient: 'reference',
  reference: 'reference',
  id: 'token',
};

function describeType(type: ResourceType): CapabilityStatementRestResource {
  const takesMedication = type.name.startsWith('Medication') && type.isPatientBound;
  return {
    type: type.name as CapabilityStatementRestResource['type'],
    interaction: [{ code: 'read' }, { code: 'vread' }, { code: 'search-type' }, { code: 'create' }],
    versioning: 'versioned',
    readHistory: false,
    updateCreate: false,
    conditionalCreate: false,
    ...(takesMedication && { searchInclude: [`${type.name}:medication`] }),
    searchParam: [...type.parameters].map(([name, { kind }]) => ({
      name,
      type: parameterTypes[kind],
    })),
  };
}

/** The CapabilityStatement of a sandbox server at this base (no trailing slash). */
export function buildCapabilityStatement(baseUrl: string, date: Date): CapabilityStatement {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: date.toISOString(),
    kind: 'instance',
    software: { name: 'nelm-cds sandbox' },
    implementation: {
      description: 'Synthetic patients in memory. Nothing is kept when the process ends.',
      url: baseUrl,
    },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json'],
    rest: [
      {
        mode: 'server',
        security: {
          cors: true,
          description: 'Open: bearer tokens are accepted and not looked at.',
        },
        resource: [...resourceTypes.values()].map(describeType),
      },
    ],
  };
}
