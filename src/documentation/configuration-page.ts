/** The fields of the configuration as tables, generated from their JSON Schema. Pure. */
import { code, link, table } from './markdown.js';

/** What is read of a JSON Schema (draft-07). */
export interface SchemaNode {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly additionalProperties?: boolean | SchemaNode;
  readonly definitions?: Readonly<Record<string, SchemaNode>>;
}

interface Group {
  /** As written from the top of the file, e.g. `clients[].keys`. */
  readonly path: string;
  readonly node: SchemaNode;
}

/** Groups of fields that occur in several places: they have one table, at the end. */
const shared = ['secret', 'coding'] as const;

const mark = '<!-- Generated from schemas/configuration.schema.json: do not edit below. -->';

/** A page with everything after its mark replaced by current tables. A page without the mark gets it at its end. */
export function withConfigurationTables(text: string, schema: SchemaNode): string {
  const written = (text.split(mark)[0] ?? '').trimEnd();
  return `${[written, mark, ...configurationTables(schema)].join('\n\n')}\n`;
}

function configurationTables(schema: SchemaNode): readonly string[] {
  const groups = [
    ...groupsBelow({ path: '', node: schema }, schema),
    ...shared.map((name) => ({ path: name, node: schema.definitions?.[name] ?? {} })),
  ];
  return groups.map(({ path, node }) =>
    [
      ...(path === '' ? [] : [`### ${code(path)}`, '']),
      node.description ?? '',
      '',
      ...table(['Field', 'Value', 'Default', 'Meaning'], rowsOf({ path, node }, schema)),
    ].join('\n'),
  );
}

/** A group and all groups within it, as they come in the file. */
function groupsBelow(group: Group, schema: SchemaNode): readonly Group[] {
  const within = Object.entries(group.node.properties ?? {}).flatMap(([name, field]) => {
    const inner = innerGroup(pathOf(group.path, name), resolved(field, schema), schema);
    return inner === undefined || isShared(field) ? [] : groupsBelow(inner, schema);
  });
  return [group, ...within];
}

/** The group of fields that a field is, or is a list or a map of. */
function innerGroup(path: string, node: SchemaNode, schema: SchemaNode): Group | undefined {
  if (node.properties !== undefined) return { path, node };
  if (node.items !== undefined) {
    return innerGroup(`${path}[]`, resolved(node.items, schema), schema);
  }
  return typeof node.additionalProperties === 'object'
    ? innerGroup(`${path}.*`, resolved(node.additionalProperties, schema), schema)
    : undefined;
}

function rowsOf({ path, node }: Group, schema: SchemaNode): readonly (readonly string[])[] {
  return Object.entries(node.properties ?? {}).map(([name, given]) => {
    const field = resolved(given, schema);
    return [
      code(name),
      valueWords(given, { path: pathOf(path, name), schema }),
      defaultWords(field, node.required?.includes(name) === true),
      field.description ?? '',
    ];
  });
}

interface Place {
  readonly path: string;
  readonly schema: SchemaNode;
}

function valueWords(given: SchemaNode, { path, schema }: Place): string {
  const node = resolved(given, schema);
  const name = nameOf(given);
  if (isShared(given)) return link(name, `#${name}`);
  if (node.enum) return node.enum.map(code).join(', ');
  if (node.items) return `list of ${valueWords(node.items, { path: `${path}[]`, schema })}`;
  const inner = innerGroup(path, node, schema);
  if (inner) return link(inner.node === node ? 'fields' : 'fields by name', anchorOf(inner.path));
  if (node.type === 'integer') return `${node.minimum ?? ''} to ${node.maximum ?? ''}`;
  if (node.type === 'boolean') return 'true or false';
  return node.type === 'object' ? 'fields by name' : 'text';
}

function defaultWords({ default: value }: SchemaNode, isRequired: boolean): string {
  if (isRequired) return '**required**';
  if (value === undefined || (typeof value === 'object' && !Array.isArray(value))) return '';
  if (Array.isArray(value)) return code(`[${value.join(', ')}]`);
  return code(typeof value === 'string' ? value : JSON.stringify(value));
}

/** The definition that a field refers to; what the field says itself counts more. */
function resolved(node: SchemaNode, schema: SchemaNode): SchemaNode {
  return { ...schema.definitions?.[nameOf(node)], ...node };
}

function nameOf({ $ref = '' }: SchemaNode): string {
  return $ref.replace('#/definitions/', '');
}

function isShared(node: SchemaNode): boolean {
  return shared.some((name) => name === nameOf(node));
}

function pathOf(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

/** As Markdown renderers make it of a heading. */
function anchorOf(heading: string): string {
  return `#${heading.toLowerCase().replace(/[^a-z0-9-]/g, '')}`;
}
