/** What an OperationOutcome says about the answer it comes with. https://hl7.org/fhir/R4/operationoutcome.html */
import { isRecord } from './resource.js';

/**
 * harmless: remarks ("no results"). doubtful: harmless beside results, but alone it may stand for them. withheld: part of
 * the answer is missing. failed: there is no answer.
 */
export type OutcomeJudgement = 'harmless' | 'doubtful' | 'withheld' | 'failed';

/** Issue codes by which a server says, even with severity warning, that it did not tell everything. */
const withholding = new Set([
  'security',
  'login',
  'unknown',
  'expired',
  'forbidden',
  'suppressed',
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

/** Judges an OperationOutcome by its worst issue; one that cannot be read counts as failed. */
export function judgeOutcome(outcome: unknown): OutcomeJudgement {
  const issues: unknown = isRecord(outcome) ? outcome['issue'] : undefined;
  if (!Array.isArray(issues) || issues.length === 0) return 'failed';
  return worstJudgement(issues.map(judgeIssue));
}

/** Of none: harmless. */
export function worstJudgement(judgements: readonly OutcomeJudgement[]): OutcomeJudgement {
  const fromWorst = ['failed', 'withheld', 'doubtful'] as const;
  return fromWorst.find((judgement) => judgements.includes(judgement)) ?? 'harmless';
}

function judgeIssue(issue: unknown): OutcomeJudgement {
  if (!isRecord(issue)) return 'failed';
  const { severity, code } = issue;
  if (severity === 'success') return 'harmless';
  if (severity !== 'information' && severity !== 'warning') return 'failed';
  if (typeof code !== 'string') return 'doubtful';
  if (withholding.has(code)) return 'withheld';
  return severity === 'information' || remarks.has(code) ? 'harmless' : 'doubtful';
}
