import type { ErrorObject } from 'ajv';
import type { SafeDetails } from '../errors/app-error.js';

/**
 * What a schema check found, as a JSON pointer and fixed words. Never a value: only names that the schema itself
 * contains can appear.
 */
export function describeSchemaError(error: ErrorObject | undefined): SafeDetails {
  if (error === undefined) return {};
  const path = `${error.instancePath}${missingPart(error)}`;
  return { ...(path !== '' && { path }), problem: problem(error) };
}

function missingPart(error: ErrorObject): string {
  const missing: unknown = error.params['missingProperty'];
  return typeof missing === 'string' ? `/${missing}` : '';
}

function problem(error: ErrorObject): string {
  switch (error.keyword) {
    case 'required':
      return 'This is required.';
    case 'dependencies':
      return `This is required where ${String(error.params['property'])} is given.`;
    case 'type':
      return `This must be of type ${String(error.params['type'])}.`;
    case 'minLength':
      return 'This must not be empty.';
    case 'pattern':
    case 'format':
      return 'This does not have the required form.';
    default:
      return `This does not satisfy the rule "${error.keyword}".`;
  }
}
