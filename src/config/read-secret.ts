/** Secrets lie in the environment or in files of their own; the configuration only says where. */
import type { SecretFile } from './configuration-file.js';
import { readSmallFile } from './read-small-file.js';
import type { Reading } from './reading.js';

/** The bytes of a secret, without a line break at the end; undefined, with a problem told, where there is none. */
export function readSecret(secret: SecretFile, reading: Reading): Uint8Array | undefined {
  const bytes = bytesOf(secret, reading);
  if (bytes?.length !== 0) return bytes;
  const field = secret.environment === undefined ? 'file' : 'environment';
  reading.problem([field], 'The secret named here is empty.');
  return undefined;
}

/** The text of a secret, read as UTF-8. */
export function readSecretText(secret: SecretFile, reading: Reading): string | undefined {
  const bytes = readSecret(secret, reading);
  return bytes && new TextDecoder().decode(bytes);
}

function bytesOf(
  { environment: name, file }: SecretFile,
  reading: Reading,
): Uint8Array | undefined {
  if (name !== undefined) return fromEnvironment(name, reading);
  // Where neither is given, the schema tells it.
  return file === undefined ? undefined : fromFile(file, reading);
}

function fromEnvironment(name: string, { environment, problem }: Reading): Uint8Array | undefined {
  const value = environment[name];
  if (value !== undefined) return new TextEncoder().encode(value);
  const told = isOwnName(name) ? `\`${name}\`` : 'named here';
  problem(['environment'], `The environment variable ${told} is not set.`);
  return undefined;
}

/** A name as the examples have them. Any other is not told: it may be a secret written where its name belongs. */
function isOwnName(text: string): boolean {
  return text.length <= 40 && /^NELM(_[A-Z0-9]+)+$/.test(text);
}

function fromFile(path: string, reading: Reading): Uint8Array | undefined {
  const bytes = readSmallFile(path, { reading, at: ['file'], isSecret: true });
  return bytes && withoutLineBreak(bytes);
}

function withoutLineBreak(bytes: Uint8Array): Uint8Array {
  const end = bytes.at(-1) === 10 ? (bytes.at(-2) === 13 ? -2 : -1) : undefined;
  return bytes.slice(0, end);
}
