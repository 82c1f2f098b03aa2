/** Orders and referrals that close a gap or follow met criteria, as draft R4 ServiceRequests for the clinician to take or leave. */
import type { ServiceRequest } from 'fhir/r4.js';
import type { Coding, Suggestion } from '../model/cds-hooks.js';
import type { CardPresentation } from '../model/configuration.js';
import type { OrderDefinition } from '../model/knowledge.js';
import type { CardOptions } from '../model/stages.js';
import type { SetMember } from '../model/values.js';
import { isUnread, type CardContext } from './context.js';

/**
 * Orders for the facts that would settle something, unless ordered, scheduled or done. A fact that could not be read
 * may be on record: reading it closes that gap, not another test.
 */
export function ordersThatClose(context: CardContext): readonly OrderDefinition[] {
  const missing = new Set(
    context.evaluation.decisive
      .filter((datum) => datum.settles.length > 0)
      .map((datum) => datum.fact)
      .filter((fact) => !isUnread(context, fact)),
  );
  return openOrders(context).filter((order) => order.closes.some((fact) => missing.has(fact)));
}

/** Orders that follow the met criteria of a pathway, unless ordered, scheduled or done. */
export function ordersThatFollow(context: CardContext): readonly OrderDefinition[] {
  const met = new Set(
    context.evaluation.pathways
      .filter(
        ({ id, status }) => status === 'criteria-met' && context.service.pathways.includes(id),
      )
      .map(({ id }) => id),
  );
  return openOrders(context).filter((order) => order.follows?.some((id) => met.has(id)) === true);
}

/** Suggestions with one action each, the same words in both; none for orders that the client has no code for. */
export function suggestOrders(
  context: CardContext,
  orders: readonly OrderDefinition[],
): readonly Suggestion[] {
  const { presentation } = context.options;
  const known = orders.filter(({ id }) => presentation?.actionCodes.get(id) !== 'omit');
  return known.map((order) => {
    const words = context.text('suggestion', { order: order.label });
    const resource = draftOrder(order, context.options);
    return {
      label: words,
      uuid: context.options.newId(),
      actions: [{ type: 'create', description: words, resource }],
    };
  });
}

function draftOrder(order: OrderDefinition, options: CardOptions): ServiceRequest {
  const category = categoryOf(order, options.presentation);
  return {
    resourceType: 'ServiceRequest',
    status: 'draft',
    intent: 'proposal',
    ...(category !== undefined && { category: [{ coding: [{ ...category }] }] }),
    code: { coding: codingsOf(order, options.presentation), text: order.label },
    subject: { reference: `Patient/${options.patientId}` },
  };
}

/** A preference list knows the category of its entries itself, unless the client says what it wants to hear. */
function categoryOf(
  order: OrderDefinition,
  presentation: CardPresentation | undefined,
): Coding | undefined {
  if (presentation?.orderCategory !== undefined) return presentation.orderCategory;
  return presentation?.orderDetail === 'preference-list' ? undefined : order.category;
}

function codingsOf(order: OrderDefinition, presentation: CardPresentation | undefined): Coding[] {
  const mapped = presentation?.actionCodes.get(order.id) ?? [];
  const own = mapped === 'omit' ? [] : mapped;
  const [first] = own;
  const codings =
    presentation?.orderDetail === 'preference-list' && first !== undefined
      ? [first]
      : [...own, ...order.codings];
  return codings.map((coding) => ({ ...coding }));
}

/** Nothing is suggested while the orders of the patient could not be read: it might exist already. */
function openOrders(context: CardContext): readonly OrderDefinition[] {
  const existing = context.evaluation.facts.get('existingOrders');
  if (isUnread(context, 'existingOrders') || existing?.possible.kind !== 'set') return [];
  const { members } = existing.possible;
  return context.service.orders.filter(
    (order) =>
      !members.some((member) => member.id === order.id && stillCounts(context, order, member)),
  );
}

/** Ordered and scheduled always count; done counts while its result would not be stale. */
function stillCounts(context: CardContext, order: OrderDefinition, member: SetMember): boolean {
  if (member.status !== 'past' || member.date === undefined) return true;
  const shelfLives = order.closes
    .map((fact) => context.knowledge.factById.get(fact)?.shelfLifeMonths)
    .filter((months) => months !== undefined);
  if (shelfLives.length === 0) return true;
  return (
    member.date.latest >= monthsBefore(context.evaluation.evaluatedAt, Math.min(...shelfLives))
  );
}

/** The calendar day so many months before an ISO instant; the last day of shorter months. */
function monthsBefore(instant: string, months: number): string {
  const year = Number(instant.slice(0, 4));
  const month = Number(instant.slice(5, 7)) - 1 - months;
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const day = Math.min(Number(instant.slice(8, 10)), lastDay);
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
}
