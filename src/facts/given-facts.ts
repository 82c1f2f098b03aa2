/** Facts given by hand: in case tables, and as assumptions on the command line. */
import { domainOf, intersect, numeric, oneOf } from '../logic/possible-values.js';
import { between } from '../logic/intervals.js';
import type { GivenValue } from '../model/cases.js';
import type { Reassume } from '../model/evaluation.js';
import type { FactDefinition, Knowledge } from '../model/knowledge.js';
import type { Fact, FactSet, Interval, PossibleValues, SetMember } from '../model/values.js';
import { createDateReader } from './clinical-date.js';
import { judgedWith } from './build-facts.js';
import { prepareFacts } from './fact-rules.js';
import { parseBand, readText } from './read-number.js';
import { createUnitConverter } from './units.js';

const presumedPrefix = 'presumed ';
const memberStates = ['planned', 'active', 'past'] as const;

/** Facts from given values alone; nothing is presumed for those not given. */
export function factsFromGiven(
  given: Readonly<Record<string, GivenValue>>,
  knowledge: Knowledge,
  today: string,
): { readonly factSet: FactSet; readonly reassume: Reassume } {
  const assumed = new Map<string, Fact>();
  for (const [id, value] of Object.entries(given)) {
    const definition = knowledge.factById.get(id);
    const fact = definition && givenFact(definition, value);
    if (fact !== undefined) assumed.set(id, fact);
  }
  return judgedWith(
    {
      chart: { patient: { resourceType: 'Patient' }, resources: new Map(), queries: {} },
      reading: {
        knowledge,
        timeZone: 'UTC',
        dates: createDateReader('UTC'),
        today,
        convert: createUnitConverter(),
        products: new Map(),
      },
      records: new Map(),
      documented: new Map(),
      whyUnrecorded: () => 'no-data',
      reports: [],
      isReadable: () => false,
      unknownDrugs: () => [],
      isUnread: () => false,
    },
    prepareFacts(knowledge),
    assumed,
  );
}

/** A fact as a case table writes it; undefined when the text cannot be read for this kind of fact. */
export function givenFact(definition: FactDefinition, given: GivenValue): Fact | undefined {
  const common = { id: definition.fact, evidence: [] };
  if (given === 'unknown' || given === 'stale') {
    const reason = given === 'stale' ? 'stale' : 'no-data';
    const possible = domainOf(definition);
    return { ...common, status: 'unknown', reason, possible, presumptions: [] };
  }
  const isPresumed = typeof given === 'string' && given.startsWith(presumedPrefix);
  const possible = parsePossible(
    definition,
    isPresumed ? given.slice(presumedPrefix.length) : given,
  );
  if (possible === undefined) return undefined;
  return {
    ...common,
    status: 'known',
    possible,
    strength: isPresumed ? 'presumed' : 'documented',
    presumptions: isPresumed ? [definition.fact] : [],
  };
}

/** Possible values from text: names, numbers, "<5", "3-5", "[3, 5)", set members with their state, `none`. */
export function parsePossible(
  definition: FactDefinition,
  given: GivenValue,
): PossibleValues | undefined {
  const list = typeof given === 'object' ? given : [String(given)];
  switch (definition.kind) {
    case 'one-of': {
      const values = list.flatMap((name) => definition.aliases?.[name] ?? [name]);
      const areKnown = values.every((value) => definition.values?.includes(value) === true);
      return areKnown ? oneOf(values) : undefined;
    }
    case 'interval': {
      const intervals = list.map((text) => parseInterval(definition, text));
      const areRead = intervals.every((interval) => interval !== undefined);
      return areRead ? intersect(numeric(intervals), domainOf(definition)) : undefined;
    }
    case 'date': {
      if (given === 'none') return { kind: 'date', monthsAgo: { low: Infinity, high: Infinity } };
      const monthsAgo = parseInterval({ unit: '1', unitOptional: true }, list[0] ?? '');
      return monthsAgo === undefined ? undefined : { kind: 'date', monthsAgo };
    }
    case 'set':
      return parseMembers(definition, given === 'none' ? [] : list);
  }
}

function parseMembers(
  definition: FactDefinition,
  texts: readonly string[],
): PossibleValues | undefined {
  const members = texts.map((text): SetMember | undefined => {
    const [id = '', state = 'past'] = text.split(' ');
    const status = memberStates.find((known) => known === state);
    const isKnown = definition.values?.includes(id) === true && status !== undefined;
    return isKnown ? { id, status, evidence: [] } : undefined;
  });
  const areKnown = members.every((member) => member !== undefined);
  return areKnown ? { kind: 'set', members, complete: true } : undefined;
}

type NumberLimits = Pick<FactDefinition, 'unit' | 'unitOptional' | 'minimum' | 'maximum'>;

function parseInterval(definition: NumberLimits, text: string): Interval | undefined {
  const band = parseBand(text);
  if (band !== undefined) return band;
  const plain = Number(text);
  if (text.trim() !== '' && Number.isFinite(plain)) return between(plain, plain);
  const read = readText(text, {
    fact: { ...definition, unitOptional: true },
    convert: createUnitConverter(),
    approximateSpreadPercent: 0,
  });
  return 'interval' in read ? read.interval : undefined;
}
