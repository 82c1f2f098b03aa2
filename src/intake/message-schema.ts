/** Compiles the JSON Schemas of the messages that come in and go out. They lie in schemas/ at the package root. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { packageRoot } from '../package-root.js';

export type MessageSchema =
  'cds-hooks-request' | 'cds-hooks-response' | 'cds-hooks-feedback' | 'evaluate-request';

/**
 * A validator for one kind of message, or for one of its definitions; `Message` is what the schema guarantees.
 * Throws when the schema file is missing or cannot be compiled: a broken package must not start.
 */
export function compileMessageSchema<Message>(
  name: MessageSchema,
  definition?: string,
): ValidateFunction<Message> {
  const file = join(packageRoot(), 'schemas', `${name}.schema.json`);
  const schema = JSON.parse(readFileSync(file, 'utf8')) as { readonly $id: string };
  const ajv = new Ajv({
    strictSchema: true,
    strictTypes: false,
    formats: fullFormats,
    // The schemas themselves are checked by the tests.
    validateSchema: false,
    meta: false,
  });
  ajv.addSchema(schema);
  return ajv.compile<Message>({
    $ref: definition === undefined ? schema.$id : `${schema.$id}#/definitions/${definition}`,
  });
}
