/** How facts are read: sources name known value sets, fit their resource, and give values the fact can have. */
import type { DefinitionProblem } from '../../errors/definition-error.js';
import type {
  FactDefinition,
  FactSource,
  ValueReading,
  ValueSetFile,
} from '../../model/knowledge.js';
import { problemAt, type Library } from '../library.js';
import type { Path } from '../../yaml/yaml-document.js';
import { unknownValueSet, valueProblem } from './domain.js';

interface Finding {
  readonly path: Path;
  readonly message: string;
}

type ValueSets = ReadonlyMap<string, ValueSetFile>;

/** Problems of the sources of all facts. */
export function* checkFactSources(library: Library): Iterable<DefinitionProblem> {
  const valueSets = new Map(library['value-set'].map(({ value }) => [value.id, value]));
  for (const document of library.fact) {
    const fact = document.value;
    for (const [i, source] of fact.sources.entries()) {
      for (const { path, message } of [
        ...referenceFindings(source, library),
        ...shapeFindings(source, fact),
        ...codeMeaningFindings(source, fact, valueSets),
        ...readingFindings(source.value, fact, valueSets),
      ]) {
        yield problemAt(document, ['sources', i, ...path], message);
      }
    }
  }
}

function* referenceFindings(source: FactSource, library: Library): Iterable<Finding> {
  const named: readonly (readonly [Path, string | undefined])[] = [
    [['codes'], source.codes],
    [['bodySite'], source.bodySite],
    ...(source.otherBodySite ?? []).map((id, i) => [['otherBodySite', i], id] as const),
    [['value', 'coded'], source.value?.coded],
    [['value', 'bands'], source.value?.bands],
  ];
  for (const [path, id] of named) {
    const message = id === undefined ? undefined : unknownValueSet(id, library);
    if (message !== undefined) yield { path, message };
  }
}

function* shapeFindings(source: FactSource, fact: FactDefinition): Iterable<Finding> {
  const { resource } = source;
  if (resource === 'Patient') {
    const message = 'A Patient source needs `element`.';
    if (source.element === undefined) yield { path: ['resource'], message };
    return;
  }
  const misfits: readonly (readonly [string, boolean, string])[] = [
    ['element', source.element !== undefined, '`element` is only for Patient.'],
    ['resource', source.codes === undefined, `A source of ${resource} needs \`codes\`.`],
    [
      'value',
      source.value !== undefined && resource !== 'Observation',
      onlyFor('value', 'Observation'),
    ],
    [
      'extension',
      source.extension !== undefined && resource !== 'Condition',
      onlyFor('extension', 'Condition'),
    ],
    [
      'clinicalStatus',
      source.clinicalStatus !== undefined && resource !== 'Condition',
      onlyFor('clinicalStatus', 'Condition'),
    ],
    [
      'gives',
      source.gives !== undefined && source.givesProperty !== undefined,
      'Give only one of `gives` and `givesProperty`.',
    ],
    [
      'bodySiteRequired',
      source.bodySiteRequired === true && source.bodySite === undefined,
      '`bodySiteRequired` belongs to `bodySite`, which is missing.',
    ],
    [
      'resource',
      saysNothing(source, fact),
      'The source does not say which value a record gives; add `gives`, `givesProperty` or `value`.',
    ],
  ];
  for (const [field, isMisfit, message] of misfits) {
    if (isMisfit) yield { path: [field], message };
  }
}

function onlyFor(field: string, resource: string): string {
  return `\`${field}\` is only for ${resource}.`;
}

function saysNothing(source: FactSource, { kind }: FactDefinition): boolean {
  const isNamed = kind === 'one-of' || kind === 'set';
  return isNamed && (source.gives ?? source.givesProperty ?? source.value) === undefined;
}

/** Values given by the matched code itself. */
function* codeMeaningFindings(
  source: FactSource,
  fact: FactDefinition,
  valueSets: ValueSets,
): Iterable<Finding> {
  yield* valueFindings(source.gives ?? [], fact, ['gives']);
  const { codes, givesProperty } = source;
  const valueSet = codes === undefined ? undefined : valueSets.get(codes);
  const chapter = valueSet?.codes.find(({ descendants }) => descendants === true);
  if (source.resource === 'Observation' && chapter) {
    const message = `Observations are searched for by whole codes, but \`${chapter.code}\` stands for a chapter.`;
    yield { path: ['codes'], message };
  }
  if (givesProperty !== undefined) {
    yield* propertyFindings(valueSet, givesProperty, fact, ['givesProperty']);
  }
}

function* readingFindings(
  reading: ValueReading | undefined,
  fact: FactDefinition,
  valueSets: ValueSets,
): Iterable<Finding> {
  if (!reading) return;
  const { coded, property, bands } = reading;
  yield* fieldFindings(reading, fact);
  if (coded !== undefined) {
    const path = ['value', property === undefined ? 'coded' : 'property'];
    yield* propertyFindings(valueSets.get(coded), property ?? fact.fact, fact, path);
  }
  if (bands !== undefined) yield* bandFindings(valueSets.get(bands));
  for (const answer of ['true', 'false'] as const) {
    yield* valueFindings(reading.boolean?.[answer] ?? [], fact, ['value', 'boolean', answer]);
  }
  yield* textFindings(reading, fact);
  yield* numberFindings(reading, fact);
}

function* textFindings({ strings = {} }: ValueReading, fact: FactDefinition): Iterable<Finding> {
  for (const [text, values] of Object.entries(strings)) {
    if (text !== text.trim().toLowerCase()) {
      const message = `"${text}" must be written in small letters without spaces around it.`;
      yield { path: ['value', 'strings', text], message };
    }
    yield* valueFindings(values, fact, ['value', 'strings', text]);
  }
}

function* numberFindings({ numbers = [] }: ValueReading, fact: FactDefinition): Iterable<Finding> {
  for (const [i, { atLeast = -Infinity, atMost = Infinity, gives }] of numbers.entries()) {
    if (atLeast > atMost) {
      const message = `The limits contradict each other: no number is at least ${atLeast} and at most ${atMost}.`;
      yield { path: ['value', 'numbers', i], message };
    }
    yield* valueFindings(gives, fact, ['value', 'numbers', i, 'gives']);
  }
}

function* fieldFindings(reading: ValueReading, fact: FactDefinition): Iterable<Finding> {
  const named = ['coded', 'property', 'boolean', 'strings', 'numbers'] as const;
  const fitting: Readonly<Record<FactDefinition['kind'], readonly string[]>> = {
    'one-of': named,
    set: named,
    interval: ['bands'],
    date: ['date'],
  };
  for (const field of Object.keys(reading)) {
    if (!fitting[fact.kind].includes(field)) {
      const message = `\`${field}\` does not fit a fact of kind \`${fact.kind}\`.`;
      yield { path: ['value', field], message };
    }
  }
  if (reading.property !== undefined && reading.coded === undefined) {
    yield {
      path: ['value', 'property'],
      message: '`property` belongs to `coded`, which is missing.',
    };
  }
}

/** The property exists in the value set; the values themselves are checked where they stand. */
function* propertyFindings(
  valueSet: ValueSetFile | undefined,
  property: string,
  fact: FactDefinition,
  path: Path,
): Iterable<Finding> {
  if (!valueSet) return;
  const entries = valueSet.codes.filter(({ properties }) => properties?.[property] !== undefined);
  if (entries.length === 0) {
    const message = `No code of the value set \`${valueSet.id}\` has the property \`${property}\`.`;
    yield { path, message };
  }
  if (fact.kind === 'interval' || fact.kind === 'date') {
    yield {
      path,
      message: `Codes cannot give named values to \`${fact.fact}\`, which is of kind \`${fact.kind}\`.`,
    };
  }
}

function* bandFindings(valueSet: ValueSetFile | undefined): Iterable<Finding> {
  if (valueSet && !valueSet.codes.some(({ properties }) => properties?.['band'] !== undefined)) {
    const message = `No code of the value set \`${valueSet.id}\` has the property \`band\`.`;
    yield { path: ['value', 'bands'], message };
  }
}

function* valueFindings(
  values: readonly string[],
  fact: FactDefinition,
  path: Path,
): Iterable<Finding> {
  for (const [i, value] of values.entries()) {
    const message = fact.values
      ? valueProblem(value, fact, 'values-and-aliases')
      : `\`${value}\` cannot be given: \`${fact.fact}\` has no named values.`;
    if (message !== undefined) yield { path: [...path, i], message };
  }
}
