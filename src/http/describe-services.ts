import type { ServiceDescription } from '../model/cds-hooks.js';
import type { Knowledge } from '../model/knowledge.js';

/**
 * The discovery entries: prefetch templates are those of the query plan, unless the service overrides them;
 * clients whose prefetch is not read are not asked for any.
 * https://cds-hooks.hl7.org/#discovery
 */
export function describeServices(
  knowledge: Knowledge,
  asksForPrefetch: boolean,
): readonly ServiceDescription[] {
  const derived = Object.fromEntries(knowledge.queryPlan.map(({ key, path }) => [key, path]));
  return knowledge.services.map(
    ({ id, hook, title, description, usageRequirements, prefetch }) => ({
      id,
      hook,
      title,
      description,
      usageRequirements,
      ...(asksForPrefetch && { prefetch: { ...derived, ...prefetch } }),
    }),
  );
}
