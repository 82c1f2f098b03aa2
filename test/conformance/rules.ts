/**
 * The rules that the conformance tests are named after: CDS Hooks 3.0.0, and what clients in the field need beyond it.
 * docs/conformance.md is made of them.
 */
export interface Rule {
  readonly id: string;
  /** One sentence in our own words. */
  readonly says: string;
  /** Section of the specification, or the client that needs it. */
  readonly source: string;
}

const discovery = 'CDS Hooks, Discovery';
const request = 'CDS Hooks, HTTP request';
const prefetch = 'CDS Hooks, Prefetch template';
const card = 'CDS Hooks, Card attributes';
const suggestion = 'CDS Hooks, Suggestion and Action';
const feedback = 'CDS Hooks, Feedback';
const security = 'CDS Hooks, Security';
const errors = 'CDS Hooks, HTTP status codes';

export const rules: readonly Rule[] = [
  rule('D1', discovery, 'Discovery answers 200 with JSON that holds a list of services.'),
  rule('D2', discovery, 'Every service has a hook, an id and a description, none of them empty.'),
  rule(
    'D3',
    'CDS Hooks, Null and empty elements',
    'Nothing is null or empty, but for the lists of cards and services.',
  ),
  rule(
    'D4',
    prefetch,
    'Prefetch templates keep to tokens and queries that every client can fill, and repeat no parameter.',
  ),
  rule('D5', discovery, 'Every service that discovery lists can be called at its address.'),
  rule(
    'R1',
    request,
    'A request needs a hook, the one of the service, a hookInstance and a context.',
  ),
  rule('R2', request, 'Who sends an access token names the FHIR server it is for.'),
  rule(
    'R3',
    'CDS Hooks 1.x to 3.0, clients in the field',
    'Deviations of real clients are served, and lose no data.',
  ),
  rule(
    'R4',
    'CDS Hooks, patient-view',
    'The context names the patient; what else it holds cannot break a request.',
  ),
  rule(
    'R5',
    'RFC 9110',
    'Unknown services, methods, media types, sizes and broken JSON are refused each with its own status.',
  ),
  rule(
    'R6',
    'CDS Hooks, HTTP status codes; Da Vinci CRD',
    'Required data that cannot be obtained is 412; a chart that merely lacks a value never is.',
  ),
  rule(
    'C1',
    'CDS Hooks, HTTP response',
    'An answer is 200 with a list of cards, empty where there is nothing to say.',
  ),
  rule(
    'C2',
    card,
    'A card has a summary below 140 characters, a known indicator and a named source.',
  ),
  rule('C3', card, 'Suggestions come with a selectionBehavior; any, since Epic knows no other.'),
  rule(
    'C4',
    suggestion,
    'A suggestion has a label, and its actions a type, a description and what their type needs.',
  ),
  rule(
    'C5',
    'CDS Hooks, Link',
    'A link has a label, an address and a type; only a SMART link has an appContext.',
  ),
  rule('C6', 'CDS Hooks, OverrideReason', 'A reason to override has code, system and display.'),
  rule('C7', card, 'Every card and suggestion has a uuid that nothing else has.'),
  rule('C8', suggestion, 'actionSelectionBehavior is not sent.'),
  rule('C9', 'CDS Hooks, System action', 'systemActions is left out where there are none.'),
  rule(
    'C10',
    'CDS Hooks, Card attributes; clients that render HTML',
    'The detail is Markdown without HTML, whatever the chart holds.',
  ),
  rule(
    'C11',
    'CDS Hooks, Extensions',
    'Extensions go by reversed domain names, and none is sent unasked.',
  ),
  rule('F1', feedback, 'Feedback is posted as a list of items below the address of the service.'),
  rule(
    'F2',
    feedback,
    'An item names its card, the outcome and the time, and what the outcome needs.',
  ),
  rule(
    'F3',
    'CDS Hooks, Feedback; Epic',
    'Batches, repetitions, late and unknown cards, and the form of Epic are taken.',
  ),
  rule('F4', feedback, 'One bad item does not lose the others.'),
  rule(
    'F5',
    feedback,
    'Comments, which may name the patient, are kept only where the client allows it, and never logged.',
  ),
  rule('A1', security, 'Discovery, services and feedback all ask for a signed token.'),
  rule('A2', security, 'A token that proves less than it should is refused with 401 and no word.'),
  rule('A3', security, 'A client can change its keys while it is being served.'),
  rule('A4', 'Fetch standard, CORS', 'A preflight is answered without a token.'),
  rule(
    'E1',
    errors,
    'Errors are OperationOutcomes that repeat nothing of the request and show nothing of the inside.',
  ),
  rule(
    'E2',
    'CDS Hooks, Performance',
    'A FHIR server that does not answer holds an answer up until the deadline and no longer.',
  ),
];

function rule(id: string, source: string, says: string): Rule {
  return { id, says, source };
}
