/** Checks documents against schemas/*.schema.json: strictly, without ever converting a value, reporting every error. */
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { readSchema } from './knowledge-files.js';
import type { DocumentKind, DocumentTypes } from './document-kinds.js';

export type SchemaResult<T> =
  | { readonly valid: true; readonly value: T }
  | { readonly valid: false; readonly errors: readonly ErrorObject[] };

export interface SchemaValidator {
  readonly validate: <K extends DocumentKind>(
    kind: K,
    value: unknown,
  ) => SchemaResult<DocumentTypes[K]>;
}

/** Schemas are read and compiled when first needed: starting up needs no case-table schema. */
export function createSchemaValidator(): SchemaValidator {
  let ajv: Ajv | undefined;
  const compiled = new Map<DocumentKind, ValidateFunction>();
  const validatorOf = (kind: DocumentKind): ValidateFunction => {
    const known = compiled.get(kind);
    if (known) return known;
    const name = `${kind}.schema.json`;
    ajv ??= strictAjv();
    const validator = ajv.addSchema(JSON.parse(readSchema(name)) as object, name).getSchema(name);
    if (!validator) throw new TypeError(`no schema for ${kind}`);
    compiled.set(kind, validator as ValidateFunction);
    return validator as ValidateFunction;
  };
  return {
    validate: <K extends DocumentKind>(kind: K, value: unknown): SchemaResult<DocumentTypes[K]> => {
      const validator = validatorOf(kind);
      if (validator(value)) return { valid: true, value: value as DocumentTypes[K] };
      return { valid: false, errors: validator.errors ?? [] };
    },
  };
}

function strictAjv(): Ajv {
  const ajv = new Ajv({
    strict: true,
    allErrors: true,
    verbose: true,
    coerceTypes: false,
    allowUnionTypes: true,
    strictTypes: true,
    strictTuples: true,
    // Quick to compile: schemas are checked by the tests, and each piece is compiled once however often it is used.
    validateSchema: false,
    meta: false,
    inlineRefs: false,
    code: { optimize: false },
  });
  ajv.addKeyword({ keyword: 'patternErrorMessage', schemaType: 'string' });
  ajv.addSchema(JSON.parse(readSchema('shared.schema.json')) as object, 'shared.schema.json');
  return ajv;
}
