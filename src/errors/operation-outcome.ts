import type { OperationOutcome, OperationOutcomeIssue } from 'fhir/r4.js';
import { AppError } from './app-error.js';
import { catalogue } from './catalogue.js';

/** The OperationOutcome for any error: the catalogue's fixed text, plus safe details. https://hl7.org/fhir/R4/operationoutcome.html */
export function toOperationOutcome(error: unknown): { status: number; body: OperationOutcome } {
  const known = error instanceof AppError ? error : new AppError('INTERNAL');
  const row = catalogue[known.code];
  const parts = [
    known.details.problem,
    known.details.queries && `Queries: ${known.details.queries.join(', ')}.`,
  ].filter((part) => part !== undefined);
  const issue: OperationOutcomeIssue = {
    severity: 'error',
    code: row.issue,
    details: { coding: [{ system: 'urn:nelm-cds:error', code: known.code }], text: row.text },
    ...(parts.length > 0 && { diagnostics: parts.join(' ') }),
    ...(known.details.path !== undefined && { expression: [known.details.path] }),
  };
  return { status: row.status, body: { resourceType: 'OperationOutcome', issue: [issue] } };
}
