/** Small mistakes in the scope file. */
import type { Condition, Knowledge, ScopeFile } from '../../src/model/knowledge.js';
import { mutantsOfCondition, replaced, without, type Mutant } from './condition-mutants.js';
import { mutantsOfCriterion, type SiteMutant } from './pathway-mutants.js';

type Facts = Knowledge['factById'];
type ScopeMutant = SiteMutant<ScopeFile>;

/** All mutants of a scope file, each with one change. */
export function mutantsOfScope(
  scope: ScopeFile,
  { factById }: Pick<Knowledge, 'factById'>,
): readonly ScopeMutant[] {
  return [
    ...inList(scope, 'gates', ({ code }) => `gate ${code}`, gateMutants(factById)),
    ...inList(
      scope,
      'shared',
      ({ criterion }) => `shared ${criterion.id}`,
      sharedMutants(factById),
    ),
    ...inList(scope, 'statements', ({ id }) => `statement ${id}`, statementMutants(factById)),
  ];
}

type Entry<Key extends keyof ScopeFile> = ScopeFile[Key][number];

function inList<Key extends keyof ScopeFile>(
  scope: ScopeFile,
  key: Key,
  siteOf: (entry: Entry<Key>) => string,
  mutantsOf: (entry: Entry<Key>) => readonly Mutant<Entry<Key>>[],
): readonly ScopeMutant[] {
  const entries = scope[key] as readonly Entry<Key>[];
  return entries.flatMap((entry, index) => {
    const site = siteOf(entry);
    const dropped = { ...scope, [key]: without(entries, index) };
    return [
      { operator: 'drop' as const, site, change: 'dropped', subject: dropped },
      ...mutantsOf(entry).map((mutant) => ({
        ...mutant,
        site,
        subject: { ...scope, [key]: replaced(entries, index, mutant.subject) },
      })),
    ];
  });
}

function gateMutants(facts: Facts) {
  return (gate: Entry<'gates'>): readonly Mutant<Entry<'gates'>>[] => [
    ...field(gate, 'inScopeWhen', facts),
    ...field(gate, 'outOfScopeWhen', facts),
  ];
}

function sharedMutants(facts: Facts) {
  return (shared: Entry<'shared'>): readonly Mutant<Entry<'shared'>>[] => [
    ...field(shared, 'appliesWhen', facts),
    ...mutantsOfCriterion(shared.criterion, facts).map((mutant) => ({
      ...mutant,
      subject: { ...shared, criterion: mutant.subject },
    })),
    ...(shared.except ?? []).map((pathway, index) => ({
      operator: 'member' as const,
      change: `except: ${pathway} removed`,
      subject: { ...shared, except: without(shared.except ?? [], index) },
    })),
  ];
}

function statementMutants(facts: Facts) {
  return (statement: Entry<'statements'>): readonly Mutant<Entry<'statements'>>[] => {
    const { unless, ...loud } = statement;
    const always =
      unless === undefined
        ? []
        : [{ operator: 'part' as const, change: 'unless dropped', subject: loud }];
    return [...always, ...field(statement, 'when', facts), ...field(statement, 'unless', facts)];
  };
}

/** Mutants of one of the conditions that an entry may hold. */
function field<Item extends object>(
  entry: Item,
  key: keyof Item,
  facts: Facts,
): readonly Mutant<Item>[] {
  const condition = entry[key] as Condition | undefined;
  return (condition === undefined ? [] : mutantsOfCondition(condition, facts)).map((mutant) => ({
    ...mutant,
    change: `${String(key)}: ${mutant.change}`,
    subject: { ...entry, [key]: mutant.subject },
  }));
}
