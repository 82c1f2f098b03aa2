/** Which kind of knowledge a file holds follows from where it lies; so does the id that it must carry. */
import type { MappingCases, PathwayCases } from '../../model/cases.js';
import type {
  CodeSystems,
  EditionFile,
  EvidenceFile,
  FactDefinition,
  PathwayChanges,
  PathwayDefinition,
  ReadingRules,
  ScopeFile,
  ServiceDefinition,
  TrendsFile,
  ValueSetFile,
} from '../../model/knowledge.js';

export interface DocumentTypes {
  readonly 'code-systems': CodeSystems;
  readonly reading: ReadingRules;
  readonly trends: TrendsFile;
  readonly 'value-set': ValueSetFile;
  readonly fact: FactDefinition;
  readonly 'mapping-cases': MappingCases;
  readonly edition: EditionFile;
  readonly evidence: EvidenceFile;
  readonly scope: ScopeFile;
  readonly pathway: PathwayDefinition;
  readonly 'pathway-changes': PathwayChanges;
  readonly 'pathway-cases': PathwayCases;
  readonly service: ServiceDefinition;
}

export type DocumentKind = keyof DocumentTypes;

export const documentKinds = [
  'code-systems',
  'reading',
  'trends',
  'value-set',
  'fact',
  'mapping-cases',
  'edition',
  'evidence',
  'scope',
  'pathway',
  'pathway-changes',
  'pathway-cases',
  'service',
] as const satisfies readonly DocumentKind[];

/** A name in a path: everything but the separator. */
const n = '([^/]+)';

const layout: readonly (readonly [RegExp, DocumentKind])[] = [
  [/^fhir-mappings\/code-systems\.yaml$/, 'code-systems'],
  [/^fhir-mappings\/reading\.yaml$/, 'reading'],
  [/^fhir-mappings\/trends\.yaml$/, 'trends'],
  [new RegExp(`^fhir-mappings/value-sets/${n}\\.yaml$`), 'value-set'],
  [new RegExp(`^fhir-mappings/(?!value-sets/|sites/)${n}/${n}\\.cases\\.yaml$`), 'mapping-cases'],
  [new RegExp(`^fhir-mappings/(?!value-sets/|sites/)${n}/${n}\\.yaml$`), 'fact'],
  [new RegExp(`^criteria/${n}/edition\\.yaml$`), 'edition'],
  [new RegExp(`^criteria/${n}/evidence\\.yaml$`), 'evidence'],
  [new RegExp(`^criteria/${n}/scope\\.yaml$`), 'scope'],
  [new RegExp(`^criteria/${n}/${n}/${n}/pathway\\.yaml$`), 'pathway'],
  [new RegExp(`^criteria/${n}/${n}/${n}/changes\\.yaml$`), 'pathway-changes'],
  [new RegExp(`^criteria/${n}/${n}/${n}/cases\\.yaml$`), 'pathway-cases'],
  [new RegExp(`^hooks/${n}/service\\.yaml$`), 'service'],
];

/** The kind of knowledge that belongs at this path (relative to the knowledge root), or undefined. */
export function kindOf(file: string): DocumentKind | undefined {
  return layout.find(([pattern]) => pattern.test(file))?.[1];
}

/** Case tables are read by `validate` and the tests only. */
export function isCaseTable(file: string): boolean {
  const kind = kindOf(file);
  return kind === 'mapping-cases' || kind === 'pathway-cases';
}

/** `ki67Percent` -> `ki67-percent`. */
export function fileNameOfFact(fact: string): string {
  return fact.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}

/** `ki67-percent` -> `ki67Percent`. */
export function factOfFileName(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}

/** Name of the folder a file lies in, `up` levels further up. */
export function folderOf(file: string, up = 0): string {
  return file.split('/').at(-2 - up) ?? '';
}

/** File name without folder and ending. */
export function stemOf(file: string): string {
  return (file.split('/').at(-1) ?? '').replace(/\.yaml$/, '');
}
