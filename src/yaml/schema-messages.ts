/** Translates schema errors into sentences for people who do not program, and finds the place they are about. */
import type { ErrorObject } from 'ajv';
import type { DefinitionProblem } from '../errors/definition-error.js';
import type { Locate, Path } from './yaml-document.js';
import { didYouMean } from './similar-name.js';

/** Errors that only repeat what a deeper one says. */
const cascades = new Set(['if', 'propertyNames', 'oneOf', 'anyOf', 'allOf', 'not']);

export interface MessageOptions {
  readonly file: string;
  readonly locate: Locate;
  /** Problems name fields, but never what stands in them: it may be secret. */
  readonly hidesValues?: boolean;
}

/** One problem per schema error. */
export function schemaProblems(
  errors: readonly ErrorObject[],
  { file, locate, hidesValues = false }: MessageOptions,
): readonly DefinitionProblem[] {
  return errors
    .filter((error) => !cascades.has(error.keyword) && !isRepeated(error, errors))
    .map((error) => {
      const path = pathOf(error.instancePath);
      const key = keyAtFault(error);
      const place = key === undefined ? locate(path) : locate([...path, key], 'key');
      return { file, ...place, message: messageOf(error, path, hidesValues) };
    });
}

/** A value of the wrong type is not in a list of allowed ones either. */
function isRepeated({ keyword, instancePath }: ErrorObject, all: readonly ErrorObject[]): boolean {
  return (
    keyword === 'enum' &&
    all.some((other) => other.keyword === 'type' && other.instancePath === instancePath)
  );
}

function pathOf(instancePath: string): Path {
  return instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function keyAtFault(error: ErrorObject): string | undefined {
  if (error.propertyName !== undefined) return error.propertyName;
  return error.keyword === 'additionalProperties' ? param(error, 'additionalProperty') : undefined;
}

function messageOf(error: ErrorObject, path: Path, hidesValues: boolean): string {
  const name = subjectOf(error, path);
  const given = (text: () => string): string => (hidesValues ? '' : text());
  if (error.keyword.startsWith('min') && error.keyword !== 'minimum')
    return `${name} must not be empty.`;
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownField(error, hidesValues);
    case 'required':
      return `The field \`${param(error, 'missingProperty')}\` is missing${path.length === 0 ? '' : ` in ${name}`}.`;
    case 'type':
      return `${name} must be ${typeWords(param(error, 'type'))}, but ${shown(error.data, param(error, 'type'), hidesValues)}.`;
    case 'enum':
      return notInList(error, name, hidesValues);
    case 'pattern':
      return `${name} ${hint(error)}${given(() => asGiven(error.propertyName ?? error.data))}.`;
    case 'uniqueItems':
      return `${name} names the same thing twice${given(() => `: ${JSON.stringify(repeated(error))}`)}.`;
    default:
      return `${name} ${error.message ?? 'is not as it must be'}${given(() => `, but is ${JSON.stringify(error.data)}`)}.`;
  }
}

function subjectOf({ propertyName }: ErrorObject, path: Path): string {
  return propertyName === undefined ? nameOf(path) : `\`${propertyName}\``;
}

function nameOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'The file';
  if (!/^\d+$/.test(String(last))) return `\`${last}\``;
  const list = path.findLast((step) => !/^\d+$/.test(String(step)));
  return `entry ${Number(last) + 1} of \`${list ?? ''}\``;
}

function unknownField(error: ErrorObject, hidesValues: boolean): string {
  const field = param(error, 'additionalProperty');
  const known = Object.keys((error.parentSchema?.['properties'] ?? {}) as object);
  const suggestion = didYouMean(field, known);
  const list = suggestion === '.' ? `; known are: ${known.join(', ')}.` : suggestion;
  // What resembles no field may be a value that slipped into the place of one.
  const name = hidesValues && suggestion === '.' ? 'This' : `\`${field}\``;
  return `${name} is not a field known here${list}`;
}

function notInList(error: ErrorObject, name: string, hidesValues: boolean): string {
  const allowed = (error.params as { allowedValues: readonly unknown[] }).allowedValues.map(String);
  const given = typeof error.data === 'string' ? `\`${error.data}\`` : JSON.stringify(error.data);
  const suggestion = didYouMean(String(error.data), allowed);
  return `${name} must be one of: ${allowed.join(', ')}${hidesValues ? '' : `; but it is ${given}`}${suggestion}`;
}

function hint(error: ErrorObject): string {
  const text: unknown = error.parentSchema?.['patternErrorMessage'];
  return typeof text === 'string' ? text : 'is not written as it must be';
}

function asGiven(data: unknown): string {
  return typeof data === 'string' && data.trim() !== '' ? `, but is "${data}"` : '';
}

function repeated(error: ErrorObject): unknown {
  const { i } = error.params as { i: number };
  return Array.isArray(error.data) ? (error.data as unknown[])[i] : undefined;
}

function typeWords(type: string): string {
  const words: Readonly<Record<string, string>> = {
    string: 'a text',
    number: 'a number',
    integer: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'a group of fields',
  };
  return type
    .split(',')
    .map((one) => words[one] ?? one)
    .join(' or ');
}

function shown(data: unknown, wanted: string, hidesValues: boolean): string {
  if (data === null || data === undefined) return 'it has no value';
  if (Array.isArray(data)) return 'is a list';
  if (typeof data === 'object') return 'is a group of fields';
  const quoting = wanted === 'string' ? '; put it in quotes' : '';
  if (hidesValues) return `is ${typeWords(typeof data)}${typeof data === 'string' ? '' : quoting}`;
  if (typeof data === 'string') return `is the text ${JSON.stringify(data)}`;
  const kind = typeof data === 'number' ? 'the number ' : '';
  return `is ${kind}${JSON.stringify(data)}${quoting}`;
}

function param(error: ErrorObject, name: string): string {
  return String((error.params as Record<string, unknown>)[name]);
}
