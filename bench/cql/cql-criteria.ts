/**
 * The same eight criteria by cql-execution: CQL translated once, code service, FHIR model and executor made
 * once; only the chart is new each time.
 */
import { CqlTranslator, LibraryManager, ModelManager } from '@cqframework/cql/cql-to-elm';
import {
  createLibrarySourceProvider,
  createModelInfoProvider,
  createUcumService,
  stringAsSource,
} from '@cqframework/cql/cql-to-elm';
import { SystemModelInfoProvider } from '@cqframework/cql/cql';
import { CodeService, DateTime, Executor, Library, Repository } from 'cql-execution';
import { PatientSource } from 'cql-exec-fhir';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { packageRoot } from '../../src/package-root.js';
import type { Knowledge } from '../../src/model/knowledge.js';

type Elm = { readonly library: { readonly annotation?: readonly Annotation[] } };

interface Annotation {
  readonly errorSeverity?: string;
  readonly message?: string;
}

/** By `pathway/criterion`: true, false, or null where it cannot be told. */
export type CqlResults = Readonly<Record<string, unknown>>;

interface PatientResults {
  readonly patientResults: Readonly<Record<string, CqlResults>>;
}

const valueSetBase = 'urn:nelm-cds:value-set:';

/** Translates, and gives the function that judges one chart (a Bundle) at an instant. */
export function createCqlCriteria(
  knowledge: Knowledge,
  at: Date,
): (bundle: unknown) => Promise<CqlResults> {
  const translate = createTranslator();
  const library = new Library(
    translate('nelm-criteria'),
    new Repository({ FHIRHelpers: translate('fhir-helpers') }),
  );
  const executor = new Executor(library, new CodeService(codesOf(knowledge)));
  const now = DateTime.fromJSDate(at, 0);
  // A new source would read FHIR's model anew; this one is emptied instead.
  const source = PatientSource.FHIRv401();
  return async (bundle) => {
    source.reset();
    source.loadBundles([bundle]);
    const { patientResults } = (await executor.exec(source, now)) as PatientResults;
    const [results = {}] = Object.values(patientResults);
    return results;
  };
}

function createTranslator(): (file: string) => Elm {
  const text = (file: string): string =>
    readFileSync(join(packageRoot(), 'bench/cql', `${file}.cql`), 'utf8');
  const model = createRequire(import.meta.url).resolve(
    'cql-exec-fhir/lib/modelInfos/fhir-modelinfo-4.0.1.xml',
  );
  const models = new ModelManager();
  models.modelInfoLoader.registerModelInfoProvider(new SystemModelInfoProvider());
  models.modelInfoLoader.registerModelInfoProvider(
    createModelInfoProvider((name): unknown =>
      name === 'FHIR' ? stringAsSource(readFileSync(model, 'utf8')) : null,
    ),
  );
  // Units are checked when quantities are compared; the translator takes them as they are.
  const units: unknown = createUcumService(
    (value) => value,
    () => null,
    (left) => left,
    (left) => left,
  );
  const libraries = new LibraryManager(models, undefined, undefined, units);
  libraries.librarySourceLoader.registerProvider(
    createLibrarySourceProvider((name): unknown =>
      name === 'FHIRHelpers' ? stringAsSource(text('fhir-helpers')) : null,
    ),
  );
  return (file) =>
    withoutErrors(JSON.parse(CqlTranslator.fromText(text(file), libraries).toJson()) as Elm);
}

function withoutErrors(elm: Elm): Elm {
  const errors = (elm.library.annotation ?? []).filter(
    ({ errorSeverity }) => errorSeverity === 'error',
  );
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('; '));
  return elm;
}

function codesOf({
  valueSets,
}: Knowledge): Record<string, Record<string, { code: string; system: string }[]>> {
  return Object.fromEntries(
    [...valueSets].map(([id, { searchCodes }]) => [
      `${valueSetBase}${id}`,
      {
        1: searchCodes.map((key) => {
          const [system = '', code = ''] = key.split('|');
          return { system, code };
        }),
      },
    ]),
  );
}
