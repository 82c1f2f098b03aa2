/** The schemas that editors use and the types that the code uses say the same: the type checker compares one side, the tests the other. */
import { Ajv } from 'ajv';
import { readSchema } from '../../src/definitions/source/knowledge-files.js';

/** Every field of a type, and whether it must be given. A field forgotten or added in a list does not compile. */
export type Fields<T> = {
  readonly [K in keyof Required<T>]: object extends Pick<T, K> ? '' : 'required';
};

export const required = 'required';

interface Schema {
  readonly additionalProperties?: unknown;
  readonly required?: readonly string[];
  readonly properties?: Readonly<
    Record<string, { readonly description?: string; readonly $ref?: string }>
  >;
}

/** One test per schema or part of one. */
export function testSchemas(
  rows: readonly (readonly [file: string, pointer: string, fields: object])[],
): void {
  test.each(rows)(
    '%s.schema.json#/%s has the fields of its type, and explains each.',
    (file, pointer, fields) => {
      const schema = part(JSON.parse(readSchema(`${file}.schema.json`)), pointer);

      const { properties = {} } = schema;
      const told = Object.keys(properties).map((name) => [
        name,
        schema.required?.includes(name) === true ? required : '',
      ]);
      expect(Object.fromEntries(told)).toEqual(fields);
      expect(schema.additionalProperties).toBe(false);
      const silent = Object.entries(properties).filter(
        ([, property]) => property.description === undefined && property.$ref === undefined,
      );
      expect(silent).toEqual([]);
    },
  );

  test.each([...new Set(rows.map(([file]) => file))])(
    '%s.schema.json is a valid JSON Schema (draft 7).',
    (file) => {
      const schema = JSON.parse(readSchema(`${file}.schema.json`)) as { title?: string };

      expect(new Ajv().validateSchema(schema)).toBe(true);
      expect(schema.title).toMatch(/\S/);
    },
  );
}

function part(root: unknown, pointer: string): Schema {
  const steps = pointer.split('/').filter((step) => step !== '');
  return steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], root) as Schema;
}
