/** What the sandbox server says it can do. https://hl7.org/fhir/R4/capabilitystatement.html */
import type {
  CapabilityStatement,
  CapabilityStatementRestResource,
  CapabilityStatementRestResourceSearchParam,
  CapabilityStatementRestSecurity,
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

/** Absolute addresses. */
export interface AuthorizationEndpoints {
  readonly authorize: () => string;
  readonly token: () => string;
}

/** https://hl7.org/fhir/smart-app-launch/conformance.html */
function describeSecurity(
  endpoints: AuthorizationEndpoints | undefined,
): CapabilityStatementRestSecurity {
  if (endpoints === undefined) {
    return { cors: true, description: 'Open: bearer tokens are accepted and not looked at.' };
  }
  const service = 'http://terminology.hl7.org/CodeSystem/restful-security-service';
  return {
    extension: [
      {
        url: 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris',
        extension: [
          { url: 'authorize', valueUri: endpoints.authorize() },
          { url: 'token', valueUri: endpoints.token() },
        ],
      },
    ],
    cors: true,
    service: [{ coding: [{ system: service, code: 'SMART-on-FHIR' }] }],
    description:
      'Open without a bearer token. A token issued here is held to its patient and scopes; any other is refused.',
  };
}

export interface DescribedServer {
  /** No trailing slash. */
  readonly base: string;
  readonly date: Date;
  readonly authorization: AuthorizationEndpoints | undefined;
}

/** The CapabilityStatement of a sandbox server. */
export function buildCapabilityStatement(server: DescribedServer): CapabilityStatement {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: server.date.toISOString(),
    kind: 'instance',
    software: { name: 'nelm-cds sandbox' },
    implementation: {
      description: 'Synthetic patients in memory. Nothing is kept when the process ends.',
      url: server.base,
    },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json'],
    rest: [
      {
        mode: 'server',
        security: describeSecurity(server.authorization),
        resource: [...resourceTypes.values()].map(describeType),
      },
    ],
  };
}
