/** What an OperationOutcome says about the answer it comes with. https://hl7.org/fhir/R4/operationoutcome.html */
import type { FhirResource, OperationOutcome } from 'fhir/r4.js';
import { isRecord } from './resource.js';

/**
 * harmless: remarks ("no results"). doubtful: harmless beside results, but alone it may stand for them. restricted: what
 * the client has no permission for may be left out, as from every such answer; nothing went wrong. withheld: part of the
 * answer is missing. failed: there is no answer.
 */
export type OutcomeJudgement = 'harmless' | 'doubtful' | 'restricted' | 'withheld' | 'failed';

/** Issue codes by which a server says, even with severity warning, that it did not tell everything. */
const withholding = new Set([
  'security',
  'login',
  'unknown',
  'expired',
  'forbidden',
  'incomplete',
  'timeout',
  'too-costly',
  'throttled',
  'transient',
  'exception',
  'no-store',
  'lock-error',
]);

/** Issue codes of warnings that an answer without results may carry; Epic says "no results" by `processing`. */
const remarks = new Set(['informational', 'processing', 'not-found', 'business-rule']);

/** Whether the resource is an OperationOutcome. */
export function isOutcome(resource: FhirResource): resource is OperationOutcome {
  return resource.resourceType === 'OperationOutcome';
}

/** Whether it does no more than inform: some servers count such in the total of a search, which they should not. */
export function isMerelyInformational({ issue }: OperationOutcome): boolean {
  const issues: unknown = issue;
  return Array.isArray(issues) && issues.every(isInformation);
}

function isInformation(issue: unknown): boolean {
  return (
    isRecord(issue) && (issue['severity'] === 'information' || issue['severity'] === 'success')
  );
}

/** Judges an OperationOutcome by its worst issue; one that cannot be read counts as failed. */
export function judgeOutcome(outcome: unknown): OutcomeJudgement {
  const issues: unknown = isRecord(outcome) ? outcome['issue'] : undefined;
  if (!Array.isArray(issues) || issues.length === 0) return 'failed';
  return worstJudgement(issues.map(judgeIssue));
}

/** Of none: harmless. */
export function worstJudgement(judgements: readonly OutcomeJudgement[]): OutcomeJudgement {
  const fromWorst = ['failed', 'withheld', 'restricted', 'doubtful'] as const;
  const worst = fromWorst.find((judgement) => judgements.includes(judgement)) ?? 'harmless';
  // No restriction explains the doubt.
  return worst === 'restricted' && judgements.includes('doubtful') ? 'withheld' : worst;
}

function judgeIssue(issue: unknown): OutcomeJudgement {
  if (!isRecord(issue)) return 'failed';
  const { severity, code } = issue;
  if (severity === 'success') return 'harmless';
  if (severity !== 'information' && severity !== 'warning') return 'failed';
  if (typeof code !== 'string') return 'doubtful';
  if (code === 'suppressed') return 'restricted';
  if (withholding.has(code)) return 'withheld';
  return severity === 'information' || remarks.has(code) ? 'harmless' : 'doubtful';
}
