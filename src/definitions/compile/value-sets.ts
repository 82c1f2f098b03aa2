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

/**
 * Codes are compared exactly, but for blanks around them and small letters where only capitals exist (ICD). What is
 * listed as never matching wins over chapters; longer chapters over shorter ones.
 */
export function compileValueSet(file: ValueSetFile, codeSystems: CodeSystems): CompiledValueSet {
  const exact = new Map<string, CodeEntry>();
  const chapters = new Map<string, readonly Chapter[]>();
  for (const entry of file.codes) {
    const { uris, code } = resolveCode(entry.code, codeSystems);
    for (const uri of uris) {
      exact.set(`${uri}|${code}`, entry);
      if (entry.descendants === true) {
        const all = [...(chapters.get(uri) ?? []), { prefix: code, entry }];
        chapters.set(
          uri,
          all.sort((a, b) => b.prefix.length - a.prefix.length),
        );
      }
    }
  }
  const never = new Set(
    (file.doNotMatch ?? []).flatMap(({ code: reference }) => {
      const { uris, code } = resolveCode(reference, codeSystems);
      return uris.map((uri) => `${uri}|${code}`);
    }),
  );
  const look = (system: string, code: string): CodeEntry | undefined => {
    const key = `${system}|${code}`;
    if (never.has(key)) return undefined;
    return (
      exact.get(key) ?? chapters.get(system)?.find(({ prefix }) => code.startsWith(prefix))?.entry
    );
  };
  return {
    id: file.id,
    find: (system, code) => {
      if (system === undefined || code === undefined) return undefined;
      const written = code.trim();
      const found = look(system.trim(), written);
      if (found !== undefined || !smallLetters.test(written)) return found;
      return look(system.trim(), written.toUpperCase());
    },
    searchCodes: searchCodesOf(file, codeSystems),
    keys: [...exact.keys()],
    chapters: [...chapters].flatMap(([uri, all]) => all.map(({ prefix }) => ({ uri, prefix }))),
  };
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
