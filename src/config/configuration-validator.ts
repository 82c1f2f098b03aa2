/**
 * The JSON Schema of configurations, schemas/configuration.schema.json. The build compiles it ahead
 * (bin/compile-schemas.js), which takes a tenth of a start otherwise.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type CodeOptions, type ValidateFunction } from 'ajv';
import { packageRoot } from '../package-root.js';

/** What the validator knows the schema by. */
export const configurationSchema = 'configuration.schema.json';

/** Knows the schema, and has not compiled it. */
export function configurationAjv(code: CodeOptions = {}): Ajv {
  const ajv = new Ajv({
    strict: true,
    allErrors: true,
    verbose: true,
    coerceTypes: false,
    useDefaults: true,
    allowUnionTypes: true,
    // The schema itself is checked by the tests.
    validateSchema: false,
    meta: false,
    inlineRefs: false,
    code: { optimize: false, ...code },
  });
  ajv.addKeyword({ keyword: 'patternErrorMessage', schemaType: 'string' });
  const path = join(packageRoot(), 'schemas', configurationSchema);
  ajv.addSchema(JSON.parse(readFileSync(path, 'utf8')) as object, configurationSchema);
  return ajv;
}

/** Tells all that is wrong with a configuration, with the schema that says so, and writes defaults into it. */
export function configurationValidator(): ValidateFunction {
  return configurationAjv().compile({ $ref: configurationSchema });
}
