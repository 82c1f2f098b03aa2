/** The service compiles these schemas without looking whether they are any. */
import { Ajv } from 'ajv';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/knowledge.js';

const folder = join(root, 'schemas');

test.each(readdirSync(folder))('%s is a JSON Schema', (file) => {
  const schema = JSON.parse(readFileSync(join(folder, file), 'utf8')) as object;
  const ajv = new Ajv({ strict: false });

  expect([ajv.validateSchema(schema), ajv.errors]).toEqual([true, null]);
});
