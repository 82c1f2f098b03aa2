/**
 * The JSON Schemas of the messages that come in and go out. They lie in schemas/ at the package root. The build compiles
 * them ahead (bin/compile-schemas.js), which takes a tenth of a start otherwise.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type CodeOptions, type ValidateFunction } from 'ajv';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { packageRoot } from '../package-root.js';

/** The part of a schema that each kind of message must meet. */
export const messageSchemas = {
  cdsHooksRequest: 'cds-hooks-request.schema.json',
  cdsHooksResponse: 'cds-hooks-response.schema.json',
  feedback: 'cds-hooks-feedback.schema.json',
  feedbackItem: 'cds-hooks-feedback.schema.json#/definitions/item',
  evaluateRequest: 'evaluate-request.schema.json',
} as const;

export type MessageKind = keyof typeof messageSchemas;

/** Knows the schemas, and has compiled none. Throws when a file is missing: a broken package must not start. */
export function messageAjv(code: CodeOptions = {}): Ajv {
  const ajv = new Ajv({
    strictSchema: true,
    strictTypes: false,
    formats: fullFormats,
    // The schemas themselves are checked by the tests.
    validateSchema: false,
    meta: false,
    code,
  });
  const files = new Set(Object.values(messageSchemas).map((reference) => reference.split('#')[0]));
  for (const file of files) {
    const path = join(packageRoot(), 'schemas', file ?? '');
    ajv.addSchema(JSON.parse(readFileSync(path, 'utf8')) as object);
  }
  return ajv;
}

let shared: Ajv | undefined;

/**
 * A validator for one kind of message; `Message` is what the schema guarantees. Throws when the schema cannot be
 * compiled.
 */
export function messageValidator<Message>(kind: MessageKind): ValidateFunction<Message> {
  shared ??= messageAjv();
  const reference = messageSchemas[kind];
  const validate = shared.getSchema<Message>(reference) ?? shared.compile({ $ref: reference });
  return validate as ValidateFunction<Message>;
}
