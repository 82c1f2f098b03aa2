/** What goes wrong between a FHIR client and the sandbox server, as OperationOutcomes. https://hl7.org/fhir/R4/http.html#Status-Codes */
import type { OperationOutcome, OperationOutcomeIssue } from 'fhir/r4.js';

export type IssueCode = OperationOutcomeIssue['code'];

/** An answer other than success. `message` is shown to the client, so it never holds values of resources. */
export class FhirFault extends Error {
  readonly status: number;
  readonly issue: IssueCode;
  readonly expression: string | undefined;

  constructor(status: number, issue: IssueCode, message: string, expression?: string) {
    super(message);
    this.name = 'FhirFault';
    this.status = status;
    this.issue = issue;
    this.expression = expression;
  }
}

/** A token that is refused. The challenge is told in WWW-Authenticate: https://www.rfc-editor.org/rfc/rfc6750#section-3 */
export class AccessFault extends FhirFault {
  readonly challenge: string;

  constructor(status: 401 | 403, message: string, error: 'invalid_token' | 'insufficient_scope') {
    super(status, status === 401 ? 'login' : 'forbidden', message);
    this.name = 'AccessFault';
    this.challenge = `Bearer realm="nelm-cds sandbox", error="${error}"`;
  }
}

/** The OperationOutcome a fault is told with. */
export function faultOutcome(fault: FhirFault): OperationOutcome {
  return {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'error',
        code: fault.issue,
        diagnostics: fault.message,
        ...(fault.expression !== undefined && { expression: [fault.expression] }),
      },
    ],
  };
}

/** A name from outside as it may be repeated in a message: plain and short, or not at all. */
export function quoteName(name: string): string {
  return /^[\w.:-]{1,64}$/.test(name) ? `"${name}"` : 'with this name';
}

const bodyFaults: Readonly<Record<string, FhirFault>> = {
  'entity.parse.failed': new FhirFault(400, 'structure', 'The body is not a JSON object.'),
  'entity.too.large': new FhirFault(413, 'too-long', 'The body is too large.'),
  'charset.unsupported': new FhirFault(415, 'not-supported', 'The body must be in UTF-8.'),
  'encoding.unsupported': new FhirFault(415, 'not-supported', 'This content encoding is unknown.'),
};

/** Any thrown value as a fault: ours as they are, Express's request errors by kind, all else 500 without its text. */
export function toFault(error: unknown): FhirFault {
  if (error instanceof FhirFault) return error;
  const { type, status } = (error ?? {}) as { type?: unknown; status?: unknown };
  if (typeof type === 'string' && Object.hasOwn(bodyFaults, type)) {
    return bodyFaults[type] ?? new FhirFault(400, 'structure', 'The body cannot be read.');
  }
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new FhirFault(status, 'invalid', 'The request cannot be read.');
  }
  return new FhirFault(500, 'exception', 'An unexpected error occurred.');
}
