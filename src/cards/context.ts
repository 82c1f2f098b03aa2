/** What every card is made from, and which pathways and treatments of the evaluation concern the service. */
import {
  treatmentsFact,
  type Evaluation,
  type PathwayResult,
  type PathwayStatus,
} from '../model/evaluation.js';
import type { Knowledge, ServiceDefinition } from '../model/knowledge.js';
import type { CardOptions } from '../model/stages.js';
import type { SetMember } from '../model/values.js';
import { fillText, type TextKey } from './texts.js';

/** The pathway that asks for a multidisciplinary review; it alone never makes a card. */
export const mdtReviewPathway = 'mdt-review';

/** At most so many pathways are named on one card. */
export const pathwaysNamed = 5;

export interface CardContext {
  readonly evaluation: Evaluation;
  readonly knowledge: Knowledge;
  readonly service: ServiceDefinition;
  readonly options: CardOptions;
  /** Results of the pathways of the service, in its order, the multidisciplinary review left out. */
  readonly pathways: readonly PathwayResult[];
  readonly text: (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;
}

export function cardContext(
  evaluation: Evaluation,
  knowledge: Knowledge,
  service: ServiceDefinition,
  options: CardOptions,
): CardContext {
  const results = new Map(evaluation.pathways.map((result) => [result.id, result]));
  const pathways = service.pathways
    .filter((id) => id !== mdtReviewPathway)
    .flatMap((id) => results.get(id) ?? []);
  return {
    evaluation,
    knowledge,
    service,
    options,
    pathways,
    text: (key, values) => fillText(service.texts, key, values),
  };
}

/** Results with a status; less prominent pathways last, otherwise in the order of the service. */
export function withStatus(context: CardContext, status: PathwayStatus): readonly PathwayResult[] {
  const found = context.pathways.filter((result) => result.status === status);
  const isLow = (result: PathwayResult): boolean => result.definition.prominence === 'low';
  return [...found.filter((result) => !isLow(result)), ...found.filter(isLow)];
}

/** The fact may be on record, but what tells of it could not be read. */
export function isUnread({ evaluation }: CardContext, factId: string): boolean {
  return evaluation.facts.get(factId)?.reason === 'fetch-failed';
}

/** A treatment in progress or planned that belongs to an excluded pathway. */
export interface ExcludedTreatment {
  readonly pathway: PathwayResult;
  readonly member: SetMember;
  /** What excludes it is on record, but something unread or unclear may have come after it. */
  readonly isInDoubt: boolean;
}

/** Treatments running or ordered whose pathway is excluded; the running ones first, and those in doubt last. */
export function excludedTreatments(context: CardContext): readonly ExcludedTreatment[] {
  const { evaluation, pathways: own } = context;
  const fact = evaluation.facts.get(treatmentsFact);
  const members = fact?.possible.kind === 'set' ? fact.possible.members : [];
  const inDoubt = (evaluation.asFarAsRead?.excluded ?? []).filter(({ id }) =>
    own.some((pathway) => pathway.id === id),
  );
  const among = (
    pathways: readonly PathwayResult[],
    isInDoubt: boolean,
  ): readonly ExcludedTreatment[] =>
    (['active', 'planned'] as const).flatMap((status) =>
      pathways.flatMap((pathway) =>
        members
          .filter((member) => member.id === pathway.id && member.status === status)
          .slice(0, 1)
          .map((member) => ({ pathway, member, isInDoubt })),
      ),
    );
  return [...among(withStatus(context, 'excluded'), false), ...among(inDoubt, true)];
}

/** Whether the pathway that asks for a multidisciplinary review says that one is due. */
export function isMdtReviewDue(context: CardContext): boolean {
  const { evaluation, service } = context;
  return (
    service.pathways.includes(mdtReviewPathway) &&
    evaluation.pathways.some(
      ({ id, status }) => id === mdtReviewPathway && status === 'criteria-met',
    )
  );
}
