/** From the configuration file of production mode to checked, complete, unchangeable values. */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { deepFreeze } from '../deep-freeze.js';
import { ConfigurationError } from '../errors/configuration-error.js';
import type { DefinitionProblem } from '../errors/definition-error.js';
import type { Configuration } from '../model/configuration.js';
import { readYaml, type Locate, type Path, type YamlDocument } from '../yaml/yaml-document.js';
import { checkAgainstSchema } from './configuration-schema.js';
import { interpolate } from './interpolate.js';
import { readConfiguration } from './read-configuration.js';
import type { KnownNames } from './reading.js';
import { configurationSchemaProblems } from './schema-problems.js';

export interface LoadConfigurationOptions {
  readonly environment: NodeJS.ProcessEnv;
  /** Without it, names of editions, orders and topics are not checked. */
  readonly knowledge?: KnownNames;
}

interface Told {
  readonly path: Path;
  readonly message: string;
}

export interface LocatedConfiguration {
  readonly configuration: Configuration;
  /** Where its fields stand in the file. */
  readonly locate: Locate;
}

/**
 * The configuration in `file` (YAML), with the secrets and files that it names read.
 * @throws ConfigurationError with everything that is wrong, by file, line and column. No value is in it.
 */
export function loadConfiguration(file: string, options: LoadConfigurationOptions): Configuration {
  return loadLocatedConfiguration(file, options).configuration;
}

/** As loadConfiguration, with the places of the fields. */
export function loadLocatedConfiguration(
  file: string,
  options: LoadConfigurationOptions,
): LocatedConfiguration {
  const document = openDocument(file);
  const locate = ({ path, message }: Told): DefinitionProblem => ({
    file,
    ...document.locate(path),
    message,
  });
  const { value, problems: unset } = interpolate(document.value, options.environment);
  const { file: content, errors, isSound } = checkAgainstSchema(value);
  const unresolved = new Set(unset.map(({ path }) => pointer(path)));
  const told: Told[] = [];
  const doubts: Told[] = [];
  const configuration = readConfiguration(content, {
    ...options,
    folder: dirname(resolve(file)),
    isFileGiven: isStoreFileGiven(document.value),
    isSound,
    problem: (path, message) => told.push({ path, message }),
    warn: (path, message) => doubts.push({ path, message }),
  });
  const problems = inOrder([
    ...unset.map(locate),
    ...configurationSchemaProblems(
      errors.filter(({ instancePath }) => !unresolved.has(instancePath)),
      { file, locate: document.locate },
    ),
    ...told.filter(({ path }) => !unresolved.has(pointer(path))).map(locate),
  ]);
  if (problems.length > 0 || configuration === undefined) throw new ConfigurationError(problems);
  const warnings = inOrder(doubts.map(locate)).map(inOneLine);
  return { configuration: deepFreeze({ ...configuration, warnings }), locate: document.locate };
}

function openDocument(file: string): YamlDocument {
  const document = readYaml(file, readText(file), { hidesText: true });
  if (document.problems.length > 0) throw new ConfigurationError(document.problems);
  if (
    typeof document.value === 'object' &&
    document.value !== null &&
    !Array.isArray(document.value)
  ) {
    return document;
  }
  const message = 'A group of fields is needed: server, pseudonymKey, clients and so on.';
  throw new ConfigurationError([{ file, line: 1, column: 1, message }]);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    const message = 'The configuration file does not exist or cannot be read.';
    throw new ConfigurationError([{ file, line: 1, column: 1, message }]);
  }
}

function isStoreFileGiven(value: unknown): boolean {
  const { store } = value as { readonly store?: unknown };
  return typeof store === 'object' && store !== null && 'file' in store;
}

function pointer(path: Path): string {
  return path.map((step) => `/${step}`).join('');
}

function inOneLine({ file, line, column, message }: DefinitionProblem): string {
  return `${file}:${line}:${column}: ${message}`;
}

/** As they stand in the file, each once. */
function inOrder(problems: readonly DefinitionProblem[]): readonly DefinitionProblem[] {
  const different = new Map(problems.map((problem) => [inOneLine(problem), problem]));
  return [...different.values()].sort((a, b) => a.line - b.line || a.column - b.column);
}
