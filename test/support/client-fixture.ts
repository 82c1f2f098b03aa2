/** Requests and tokens in the shape of real clients: test/fixtures/clients, with placeholders for ids and addresses. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/package-root.js';

type Json = Readonly<Record<string, unknown>>;

/** Reads `CLIENT/NAME.json` with every placeholder replaced. Throws where a placeholder has no value. */
export function clientFixture(path: string, values: Json = {}): Record<string, unknown> {
  const file = join(packageRoot(), 'test/fixtures/clients', `${path}.json`);
  const text = readFileSync(file, 'utf8');
  return JSON.parse(text, (_key, value: unknown) => fill(value, values)) as Record<string, unknown>;
}

/** `"{{name}}"` becomes the value, whatever it is; inside a longer text it becomes its text. */
function fill(value: unknown, values: Json): unknown {
  if (typeof value !== 'string') return value;
  const whole = /^\{\{(\w+)\}\}$/.exec(value)?.[1];
  if (whole !== undefined) return valueOf(whole, values);
  return value.replaceAll(/\{\{(\w+)\}\}/g, (_match, name: string) =>
    String(valueOf(name, values)),
  );
}

function valueOf(name: string, values: Json): unknown {
  if (!Object.hasOwn(values, name)) throw new Error(`The placeholder {{${name}}} has no value.`);
  return values[name];
}
