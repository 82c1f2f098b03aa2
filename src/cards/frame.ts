/** What all cards share: source, topic, links, override reasons, and the sentences that every detail ends with. */
import type { Card, Link } from '../model/cds-hooks.js';
import type { QueryState } from '../model/chart.js';
import type { PathwayResult } from '../model/evaluation.js';
import { withEveryProperty } from './card-shape.js';
import { isMdtReviewDue, type CardContext } from './context.js';
import { composeDetail, type Detail, type DetailGroup } from './detail.js';
import { chartText, knowledgeText, markdownLink } from './markdown.js';
import { fitSummary } from './summary.js';
import type { TextKey } from './texts.js';
import { topicCode, type CardKind } from './topic-code.js';

const topicSystem = 'urn:nelm-cds:card-topic';
const queriesNamed = 6;
const unread: readonly QueryState[] = ['absent', 'error', 'partial'];

const topicTexts = {
  Safety: 'safetyTopic',
  Decisive: 'decisiveTopic',
  Pathways: 'pathwaysTopic',
} as const satisfies Record<CardKind, TextKey>;

export interface CardContent {
  readonly kind: CardKind;
  /** From the fullest wording to the shortest. */
  readonly summaries: readonly string[];
  /** Tried in order; the first in which nothing is dropped, else the last. */
  readonly details: readonly (readonly DetailGroup[])[];
  /** Pathways that the card is about: they give its topic and evidence page. */
  readonly about: readonly PathwayResult[];
}

/** A card without suggestions. */
export function frameCard(context: CardContext, content: CardContent): Card {
  const url = evidenceUrl(context, content.about);
  const { edition } = context.knowledge;
  const overrideReasons = context.service.overrideReasons;
  return withEveryProperty(
    {
      uuid: context.options.newId(),
      summary: fitSummary(content.summaries),
      indicator: content.kind === 'Safety' ? 'warning' : 'info',
      detail: detailOf(context, content),
      source: { label: edition.shortLabel, url, topic: topicOf(context, content) },
      overrideReasons: overrideReasons.length > 0 ? overrideReasons : undefined,
      links: [{ label: linkLabel(context), url, type: 'absolute' }, ...appLinks(context)],
    },
    {},
  );
}

/** The EHR adds where its FHIR server is and what is open: https://hl7.org/fhir/smart-app-launch */
function appLinks({ options, text }: CardContext): readonly Link[] {
  if (options.hasSmartApp !== true) return [];
  return [{ label: text('appLink'), url: `${options.baseUrl}/app/launch.html`, type: 'smart' }];
}

function linkLabel(context: CardContext): string {
  return context.text('evidenceLink', { edition: context.knowledge.edition.shortLabel });
}

function evidenceUrl(
  { options, evaluation }: CardContext,
  about: readonly PathwayResult[],
): string {
  const [only, second] = about;
  const page = only === undefined || second !== undefined ? '' : encodeURIComponent(only.id);
  return `${options.baseUrl}/evidence/${encodeURIComponent(evaluation.knowledge.edition)}/${page}`;
}

function topicOf(context: CardContext, { kind, about }: CardContent): Card['source']['topic'] {
  const concerned = new Set(about.map((pathway) => pathway.definition.group));
  const groups = context.knowledge.edition.groups.filter((group) => concerned.has(group.id));
  const titles = groups.map((group) => group.title).join(', ') || context.service.title;
  return {
    code: topicCode(
      kind,
      groups.map(({ id }) => id),
    ),
    system: topicSystem,
    display: context.text(topicTexts[kind], { groups: titles }),
  };
}

function detailOf(context: CardContext, content: CardContent): string {
  const link = markdownLink(linkLabel(context), evidenceUrl(context, []));
  const notListed = (counts: string): string => context.text('notListed', { counts, link });
  const closing = closingGroups(context);
  const tried: Detail[] = [];
  for (const groups of content.details) {
    const detail = composeDetail({ groups: [...groups, ...closing], notListed });
    tried.push(detail);
    if (detail.dropped === 0) break;
  }
  return tried.at(-1)?.text ?? '';
}

/** Sentences about the patient, unread data, and the two that no card is without: who decides, and the edition. */
function closingGroups(context: CardContext): readonly DetailGroup[] {
  const { evaluation, knowledge, text } = context;
  const { shortLabel, ageNote } = knowledge.edition;
  const statements = evaluation.statements.map((statement) => knowledgeText(statement.text));
  const mdt = isMdtReviewDue(context) ? [text('mdtDue')] : [];
  const edition = text('edition', {
    edition: knowledgeText(shortLabel),
    ageNote: knowledgeText(ageNote),
  });
  const count = (omitted: number): string => text('countNotes', { count: omitted });
  return [
    { lines: [...statements, ...unreadLines(context)], dropOrder: 2, count },
    { lines: mdt, dropOrder: 3 },
    { lines: [text('team')], dropOrder: 0 },
    { lines: [edition], dropOrder: 1, count },
  ];
}

function unreadLines({ evaluation, knowledge, text }: CardContext): readonly string[] {
  const keys = Object.entries(evaluation.queries)
    .filter(([, state]) => unread.includes(state))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  if (keys.length === 0) return [];
  const required = new Set(
    knowledge.queryPlan.filter((query) => query.required).map(({ key }) => key),
  );
  const notRead = keys.filter(
    ([key, state]) => state === 'error' || (state === 'absent' && !required.has(key)),
  );
  const partly = keys.filter(([, state]) => state === 'partial');
  const line = (key: 'notRead' | 'partlyRead', found: typeof keys): readonly string[] =>
    found.length === 0
      ? []
      : [
          text(key, {
            queries: nameSome(
              found.map(([name]) => chartText(name)),
              text,
            ),
          }),
        ];
  return [...line('notRead', notRead), ...line('partlyRead', partly)];
}

function nameSome(names: readonly string[], text: CardContext['text']): string {
  const shown = names.slice(0, queriesNamed).join(', ');
  const more = names.length - queriesNamed;
  return more > 0 ? text('andMore', { names: shown, count: more }) : shown;
}
