/** One YAML text as plain data that still knows where in the text every part of it stands. YAML 1.2: yes and no are texts. */
import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document, YAMLError } from 'yaml';
import type { DefinitionProblem } from '../errors/definition-error.js';

/** Keys and list positions from the top of a document down to a part of it. */
export type Path = readonly (string | number)[];

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Finds a part of a document; for a part that is not there, the nearest one around it. */
export type Locate = (path: Path, part?: 'key' | 'value') => Place;

export interface YamlDocument {
  readonly value: unknown;
  readonly locate: Locate;
  readonly problems: readonly DefinitionProblem[];
}

export interface YamlOptions {
  /** Problems tell no word of the text: it may hold secrets. */
  readonly hidesText?: boolean;
}

/** Reads one YAML text. Syntax errors become problems, and the value is then undefined. */
export function readYaml(
  file: string,
  text: string,
  { hidesText = false }: YamlOptions = {},
): YamlDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const problems = tellingErrors([...document.errors, ...document.warnings]).map((error) => ({
    file,
    ...placeAt(error.pos[0]),
    message: syntaxMessage(error, hidesText ? undefined : text),
  }));
  const value = problems.length === 0 ? plainValue(document) : undefined;
  if (problems.length === 0 && document.contents !== null && value === undefined) {
    const message = 'An alias (*) stands without an anchor (&) before it, or inside its own.';
    problems.push({ file, line: 1, column: 1, message });
  }
  if (problems.length === 0 && document.contents === null) {
    problems.push({ file, line: 1, column: 1, message: 'The file is empty.' });
  }
  return {
    value,
    locate: (path, part = 'value') => placeAt(offsetOf(document, path, part)),
    problems,
  };
}

/** Undefined where an alias cannot be resolved, or never ends: JSON has no circles either. */
function plainValue(document: Document.Parsed): unknown {
  try {
    const value: unknown = document.toJS();
    JSON.stringify(value);
    return value;
  } catch {
    return undefined;
  }
}

function offsetOf(document: Document.Parsed, path: Path, part: 'key' | 'value'): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const [depth, step] of path.entries()) {
    const resolved = isAlias(node) ? node.resolve(document) : node;
    const [key, value] = childAt(resolved, step);
    const wanted = depth === path.length - 1 && part === 'key' ? key : value;
    const start = startOf(wanted) ?? startOf(key);
    if (start === undefined) return offset;
    offset = start;
    node = value;
  }
  return offset;
}

function childAt(node: unknown, step: string | number): readonly [key: unknown, value: unknown] {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
    return [pair?.key, pair?.value];
  }
  const item = isSeq(node) ? node.items[Number(step)] : undefined;
  return [item, item];
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

/** What follows a broken line is noise; keys given twice are all worth telling. */
function tellingErrors(errors: readonly YAMLError[]): readonly YAMLError[] {
  const broken = errors.find(({ code }) => code !== 'DUPLICATE_KEY');
  return broken === undefined ? errors : [broken];
}

const inPlainWords: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  TAB_AS_INDENT: 'A tab stands where spaces are needed; indent with spaces.',
  BAD_INDENT: 'This line is not indented like the lines it belongs with.',
  MULTIPLE_DOCS: 'The file holds more than one document; remove the line `---`.',
};

function syntaxMessage(error: YAMLError, text: string | undefined): string {
  if (error.code === 'DUPLICATE_KEY') {
    const key = text === undefined ? 'A field' : `\`${wordAt(text, error.pos[0])}\``;
    return `${key} is given twice here; keep one of the two.`;
  }
  if (error.code === 'BAD_INDENT' && error.message.startsWith('Flow')) {
    return 'A list or group opened with [ or { is not closed before this line.';
  }
  if (text === undefined) return inPlainWords[error.code] ?? 'This cannot be read as YAML.';
  const reason = (error.message.split('\n')[0] ?? error.code).replace(/\.$/, '');
  return inPlainWords[error.code] ?? `This cannot be read as YAML: ${reason}.`;
}

function wordAt(text: string, offset: number): string {
  return /^[^\s:]+/.exec(text.slice(offset, offset + 80))?.[0] ?? '';
}
