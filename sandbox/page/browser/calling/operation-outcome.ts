/** What a server says about a failure. https://hl7.org/fhir/R4/operationoutcome.html */
import { asList, asText, isObject, type Resource } from '../../../../ui/fhir-display.js';
import type { Exchange } from './exchange.js';

const maxLength = 1_000;

/** `412: The chart could not be read.` */
export function failureText({ status, body }: Pick<Exchange, 'status' | 'body'>): string {
  const text = outcomeText(body);
  return `${status}: ${text ?? (status === 401 ? 'not authenticated.' : 'no reason was given.')}`;
}

/** The texts of all issues; undefined where the body is no OperationOutcome or says nothing. */
export function outcomeText(body: unknown): string | undefined {
  if (!isOperationOutcome(body)) return undefined;
  const texts = asList(body['issue'])
    .filter(isObject)
    .flatMap(issueTexts)
    .filter((text) => text !== undefined);
  return texts.length === 0 ? undefined : texts.join(' ').slice(0, maxLength);
}

function issueTexts({ details, diagnostics, expression }: Resource): (string | undefined)[] {
  const where = asList(expression).map(asText).filter(Boolean).join(', ');
  return [
    isObject(details) ? asText(details['text']) : undefined,
    asText(diagnostics),
    where === '' ? undefined : `(${where})`,
  ];
}

export function isOperationOutcome(body: unknown): body is Resource {
  return isObject(body) && body['resourceType'] === 'OperationOutcome';
}
