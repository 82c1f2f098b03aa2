/**
 * The knowledge files as `npm run build` found them: parsed, and valid by their schemas. A file with the same path and
 * text need not be parsed again, and the same files need not be checked against each other again; any others are.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageRoot } from '../../package-root.js';
import { readSchema, type KnowledgeFile } from './knowledge-files.js';

/** Where the snapshot lies, relative to the package root. */
const snapshotFile = 'dist/knowledge-snapshot.json';

export interface Snapshot {
  /** The content of a sound file, or undefined if the snapshot does not know it. */
  readonly contentOf: (file: KnowledgeFile) => unknown;
  /** Whether these files, and no others, were found to fit together. */
  readonly fitTogether: (files: readonly KnowledgeFile[]) => boolean;
}

/** Knows nothing: every file is parsed and checked. */
export const noSnapshot: Snapshot = { contentOf: () => undefined, fitTogether: () => false };

interface SnapshotContent {
  readonly madeBy: string;
  readonly documents: Readonly<Record<string, unknown>>;
  /** Identities of the editions whose files fit together. */
  readonly editions: readonly string[];
}

/** The snapshot of this build; one that is missing, damaged or of another version or other schemas knows nothing. */
export function readSnapshot(file = join(packageRoot(), snapshotFile)): Snapshot {
  const content = readIntact(file);
  if (content?.madeBy !== fingerprint()) return noSnapshot;
  const documents = new Map(Object.entries(content.documents));
  return {
    contentOf: (source) => documents.get(identityOf(source)),
    fitTogether: (files) => content.editions.includes(identityOfAll(files)),
  };
}

/** What the snapshot is to know. */
export interface SoundKnowledge {
  readonly files: readonly { readonly source: KnowledgeFile; readonly content: unknown }[];
  /** All files of each edition whose files fit together. */
  readonly editions: readonly (readonly KnowledgeFile[])[];
}

/** Keeps the contents of sound files, replacing the file as a whole. */
export function writeSnapshot(
  { files, editions }: SoundKnowledge,
  file = join(packageRoot(), snapshotFile),
): void {
  const documents = Object.fromEntries(
    files.map(({ source, content }) => [identityOf(source), content]),
  );
  const content: SnapshotContent = {
    madeBy: fingerprint(),
    documents,
    editions: editions.map(identityOfAll),
  };
  const text = JSON.stringify(content);
  const fresh = `${file}-${process.pid}`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(fresh, `${sha256(text)}\n${text}`);
  renameSync(fresh, file);
}

function readIntact(file: string): SnapshotContent | undefined {
  try {
    const stored = readFileSync(file, 'utf8');
    const end = stored.indexOf('\n');
    const text = stored.slice(end + 1);
    if (stored.slice(0, end) !== sha256(text)) return undefined;
    return JSON.parse(text) as SnapshotContent;
  } catch {
    return undefined;
  }
}

/** What parsing and checking depend on beside the files: the version, the packages and the schemas. */
function fingerprint(): string {
  const schemas = readdirSync(join(packageRoot(), 'schemas')).sort();
  return sha256(
    JSON.stringify([
      readFileSync(join(packageRoot(), 'package.json'), 'utf8'),
      ...schemas.map((name) => [name, readSchema(name)]),
    ]),
  );
}

/** A start asks twice for that of each file. */
const identities = new WeakMap<KnowledgeFile, string>();

/** The path decides which schema a file must meet. */
function identityOf(file: KnowledgeFile): string {
  const known = identities.get(file);
  if (known !== undefined) return known;
  const identity = sha256(JSON.stringify([file.path, file.text]));
  identities.set(file, identity);
  return identity;
}

function identityOfAll(files: readonly KnowledgeFile[]): string {
  return sha256(files.map(identityOf).sort().join());
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
