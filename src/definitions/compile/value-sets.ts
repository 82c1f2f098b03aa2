/** Makes value sets quick to look up: by every address of each code system, whole codes and chapters. */
import type {
  CodeEntry,
  CodeSystems,
  CompiledValueSet,
  ValueSetFile,
} from '../../model/knowledge.js';

const smallLetters = /[a-z]/;

interface Chapter {
  readonly prefix: string;
  readonly entry: CodeEntry;
}

/** What a value set holds of one code system. */
interface SystemCodes {
  readonly exact: Map<string, CodeEntry>;
  /** The longest first. */
  chapters: readonly Chapter[];
  /** Codes that must not match by their chapter. */
  readonly never: Set<string>;
}

/**
 * Codes are compared exactly, but for blanks around them and small letters where only capitals exist (ICD). What is
 * listed as never matching wins over chapters; longer chapters over shorter ones.
 */
export function compileValueSet(file: ValueSetFile, codeSystems: CodeSystems): CompiledValueSet {
  const systems = codesBySystem(file, codeSystems);
  return {
    id: file.id,
    find: (system, code) => {
      if (system === undefined || code === undefined) return undefined;
      const codes = systems.get(system.trim());
      if (codes === undefined) return undefined;
      const written = code.trim();
      const found = entryOf(written, codes);
      if (found !== undefined || !smallLetters.test(written)) return found;
      return entryOf(written.toUpperCase(), codes);
    },
    searchCodes: searchCodesOf(file, codeSystems),
    codes: [...systems].flatMap(([uri, { exact }]) =>
      [...exact.keys()].map((code) => ({ uri, code })),
    ),
    chapters: [...systems].flatMap(([uri, { chapters }]) =>
      chapters.map(({ prefix }) => ({ uri, prefix })),
    ),
  };
}

function codesBySystem(
  file: ValueSetFile,
  codeSystems: CodeSystems,
): ReadonlyMap<string, SystemCodes> {
  const systems = new Map<string, SystemCodes>();
  const codesOf = (uri: string): SystemCodes => {
    const codes = systems.get(uri) ?? { exact: new Map(), chapters: [], never: new Set() };
    systems.set(uri, codes);
    return codes;
  };
  for (const entry of file.codes) {
    const { uris, code } = resolveCode(entry.code, codeSystems);
    for (const uri of uris) {
      const codes = codesOf(uri);
      codes.exact.set(code, entry);
      if (entry.descendants === true) {
        codes.chapters = [...codes.chapters, { prefix: code, entry }].sort(
          (a, b) => b.prefix.length - a.prefix.length,
        );
      }
    }
  }
  for (const { code: reference } of file.doNotMatch ?? []) {
    const { uris, code } = resolveCode(reference, codeSystems);
    for (const uri of uris) codesOf(uri).never.add(code);
  }
  return systems;
}

function entryOf(code: string, { exact, chapters, never }: SystemCodes): CodeEntry | undefined {
  if (never.has(code)) return undefined;
  return exact.get(code) ?? chapters.find(({ prefix }) => code.startsWith(prefix))?.entry;
}

function searchCodesOf(file: ValueSetFile, codeSystems: CodeSystems): readonly string[] {
  return file.codes
    .filter(({ descendants }) => descendants !== true)
    .map(({ code }) => canonicalCode(code, codeSystems));
}

/** `loinc|29593-1` -> `http://loinc.org|29593-1`. */
export function canonicalCode(reference: string, codeSystems: CodeSystems): string {
  const { uris, code } = resolveCode(reference, codeSystems);
  return `${uris[0] ?? ''}|${code}`;
}

function resolveCode(
  reference: string,
  { systems }: CodeSystems,
): { readonly uris: readonly string[]; readonly code: string } {
  const bar = reference.indexOf('|');
  return { uris: systems[reference.slice(0, bar)]?.uris ?? [], code: reference.slice(bar + 1) };
}
