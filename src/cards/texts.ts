/** The sentences of the cards: templates in service.yaml, filled here. A missing value is an error, never an empty string. */
import { AppError } from '../errors/app-error.js';
import { knowledgeText } from './markdown.js';

/** Every text a service must have, and the placeholders that get a value in it. */
export const textPlaceholders = {
  safetySummaryOne: ['treatment', 'state', 'criteria'],
  safetySummaryOneInDoubt: ['treatment', 'state', 'criteria'],
  safetySummaryMany: ['count', 'treatments'],
  safetySummaryManyInDoubt: ['count', 'treatments'],
  safetyHeading: [],
  safetyLine: ['treatment', 'state', 'criteria'],
  safetyLineInDoubt: ['treatment', 'state', 'criteria'],
  safetyTopic: ['groups'],
  statePlanned: [],
  stateActive: [],
  exclusionMet: ['criteria'],
  exclusionUnnamed: [],
  judgementNotMet: ['criteria'],
  outsideReview: ['criterion'],

  decisiveSummary: ['gap', 'pathwayCount', 'pathways'],
  decisiveSummaryShort: ['gap', 'pathwayCount'],
  decisiveHeading: [],
  decisiveLine: ['gap', 'pathwayCount', 'pathways', 'why'],
  decisiveLineShort: ['gap', 'pathwayCount', 'why'],
  decisiveTopic: ['groups'],
  couldChangeHeading: [],
  couldChangeLine: ['gap', 'pathwayCount', 'why'],
  gapDefault: ['fact'],
  conflictSummary: ['facts'],
  conflictHeading: [],
  conflictLine: ['text'],
  conflictLineWithRecords: ['text', 'records'],
  suggestion: ['order'],

  pathwaysSummary: ['pathways'],
  pathwaysSummaryPresumed: ['pathways', 'presumptions'],
  pathwaysSummaryCount: ['pathwayCount'],
  pathwaysSummaryCountPresumed: ['pathwayCount', 'presumedCount'],
  pathwaysTopic: ['groups'],
  metHeading: [],
  excludedHeading: [],
  needsDataHeading: [],
  excludedLine: ['pathway', 'criteria'],
  needsDataLine: ['pathway', 'missing'],
  needsDataLineUnnamed: ['pathway'],
  presumed: ['presumptions'],
  preferred: ['other'],
  armsMet: ['arms'],
  toConfirm: ['judgements'],
  cautions: ['cautions'],
  cautionCount: ['count'],
  toConfirmCount: ['count'],

  basisHeading: [],
  basisLine: ['fact', 'value', 'source'],
  recordSource: ['date', 'reference'],
  moreRecords: ['source', 'count'],
  dateUnknown: [],
  noRecord: [],
  derivedSource: ['source'],
  oldSource: ['source'],
  undecidedValue: ['value', 'source'],
  presumedOnly: ['value'],
  assumedSource: [],
  lastValue: ['reason', 'value', 'source'],
  lastValueRead: ['value', 'source'],
  'reason.no-data': [],
  'reason.stale': [],
  'reason.conflicting': [],
  'reason.unusable-value': [],
  'reason.fetch-failed': [],

  pathwayOne: ['count'],
  pathwayMany: ['count'],
  andMore: ['names', 'count'],
  countMet: ['count'],
  countExcluded: ['count'],
  countNeedsData: ['count'],
  countNotMet: ['count'],
  countTreatments: ['count'],
  countInputs: ['count'],
  countGaps: ['count'],
  countConflicts: ['count'],
  countNotes: ['count'],
  notListed: ['counts', 'link'],

  mdtDue: [],
  team: [],
  edition: ['edition', 'ageNote'],
  notRead: ['queries'],
  partlyRead: ['queries'],
  evidenceLink: ['edition'],
  appLink: [],
} as const satisfies Record<string, readonly string[]>;

export type TextKey = keyof typeof textPlaceholders;

/** Texts that name the missing thing in a sentence, by fact id: `gap.ki67Percent`. Optional; `gapDefault` otherwise. */
export const gapPrefix = 'gap.';

const placeholder = /\{([^{}]*)\}/gu;

type Texts = Readonly<Record<string, string>>;
type Values = Readonly<Record<string, string | number>>;

/**
 * A text of the service with its placeholders replaced. Values must already be fit for where the text goes.
 * Throws AppError INTERNAL for a text that does not exist and for a placeholder without a value.
 */
export function fillText(texts: Texts, key: TextKey, values: Values = {}): string {
  let filled = '';
  for (const { literal, name } of templateOf(texts, key)) {
    filled += literal;
    if (name === undefined) continue;
    const value = String(values[name] ?? '');
    if (value.trim() === '') throw missing(key, `has no {${name}}`);
    filled += value;
  }
  return filled;
}

/** A piece of a text as it stands, and the placeholder that follows it. */
interface TemplatePart {
  readonly literal: string;
  readonly name?: string | undefined;
}

/** Texts taken apart at their placeholders, once for each service. */
const templates = new WeakMap<Texts, Map<TextKey, readonly TemplatePart[]>>();

function templateOf(texts: Texts, key: TextKey): readonly TemplatePart[] {
  const known = templates.get(texts) ?? new Map<TextKey, readonly TemplatePart[]>();
  templates.set(texts, known);
  const parts = known.get(key) ?? templateParts(texts, key);
  known.set(key, parts);
  return parts;
}

function templateParts(texts: Texts, key: TextKey): readonly TemplatePart[] {
  const template = texts[key];
  if (template === undefined || template.trim() === '') throw missing(key, 'is not defined');
  // Splitting at a group keeps what it matched: literals and names take turns.
  const pieces = template.split(placeholder);
  return pieces.flatMap((literal, at) => (at % 2 === 0 ? [{ literal, name: pieces[at + 1] }] : []));
}

/** What is missing, as the subject of a sentence ("SSTR imaging"). */
export function gapText(texts: Texts, factId: string, label: string): string {
  const own = texts[gapPrefix + factId];
  return own ?? fillText(texts, 'gapDefault', { fact: knowledgeText(label) });
}

function missing(key: string, problem: string): AppError {
  return new AppError('INTERNAL', { problem: `Card text "${key}" ${problem}.` });
}

/** Everything wrong with the texts of a service, in sentences; empty when every card can be written. */
export function checkCardTexts(texts: Texts): readonly TextProblem[] {
  const required: Readonly<Record<string, readonly string[]>> = textPlaceholders;
  const absent = Object.keys(required)
    .filter((key) => (texts[key] ?? '').trim() === '')
    .map((key) => ({
      key,
      message: `The text \`${key}\` is missing; every card text must be given.`,
    }));
  const wrong = Object.entries(texts).flatMap(([key, template]) => {
    const allowed = key.startsWith(gapPrefix) ? [] : required[key];
    if (allowed === undefined)
      return [{ key, message: `\`${key}\` is not a text that any card uses.` }];
    return [...template.matchAll(placeholder)]
      .map((match) => match[1] ?? '')
      .filter((name) => !allowed.includes(name))
      .map((name) => ({ key, message: `\`${key}\` uses {${name}}, which has no value there.` }));
  });
  return [...absent, ...wrong];
}

/** What is wrong with one text, by its key in service.yaml. */
export interface TextProblem {
  readonly key: string;
  readonly message: string;
}
