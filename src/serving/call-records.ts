import type { CallRecord } from '../model/audit.js';
import type { RequestSummary } from '../model/request-summary.js';

const routes: Readonly<Record<string, CallRecord['route']>> = {
  '/cds-services': 'discovery',
  '/cds-services/:id': 'service',
  '/cds-services/:id/feedback': 'feedback',
  '/api/evaluate': 'evaluate',
};

/** The entry of a request in the audit trail; undefined for pages, probes and preflights, which touch no patient. */
export function toCallRecord(summary: RequestSummary): CallRecord | undefined {
  const route = routes[summary.route];
  if (route === undefined || summary.method === 'OPTIONS') return undefined;
  const { clientId, serviceId, status, code, patientKey, hookInstanceKey } = summary;
  const { gatherMs, evaluateMs, cards, durationMs } = summary;
  return {
    id: summary.requestId,
    at: summary.arrivedAt.toISOString(),
    route,
    durationMs,
    ...(clientId !== undefined && { clientId }),
    ...(serviceId !== undefined && { serviceId }),
    ...(status !== undefined && { status }),
    ...(code !== undefined && { code }),
    ...(patientKey !== undefined && { patientKey }),
    ...(hookInstanceKey !== undefined && { hookInstanceKey }),
    ...(gatherMs !== undefined && { gatherMs }),
    ...(evaluateMs !== undefined && { evaluateMs }),
    ...(cards !== undefined && { cards }),
  };
}
