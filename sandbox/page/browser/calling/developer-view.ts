/** The messages of a call, for people who integrate: tokens shortened, long ones cut, the evaluation in a few lines. */
import { asList, asText, isObject, type Resource } from '../../../../ui/fhir-display.js';
import type { HookCall } from './hook-call.js';

const maxCharacters = 300_000;

/** Readable JSON; says how much was cut off a long one. */
export function readableJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  if (text.length <= maxCharacters) return text;
  const cut = text.length - maxCharacters;
  return `${text.slice(0, maxCharacters)}\n… ${cut} more characters are not shown.`;
}

/** The request with its access token shortened. */
export function shownRequest(request: HookCall['request']): HookCall['request'] {
  const { fhirAuthorization } = request;
  if (fhirAuthorization === undefined) return request;
  const access_token = shortened(fhirAuthorization.access_token);
  return { ...request, fhirAuthorization: { ...fhirAuthorization, access_token } };
}

/** `eyJhbG… (240 characters)`: enough to tell two apart, not enough to use one. */
export function shortened(token: string): string {
  return `${token.slice(0, Math.min(6, Math.floor(token.length / 3)))}… (${token.length} characters)`;
}

/** The call as a command for a POSIX shell, with the token, so that it works until that ends. */
export function curlCommand({ url, request }: Pick<HookCall, 'url' | 'request'>): string {
  // JSON on one line cannot hold the line that ends the here-document.
  return [
    `curl -s '${url.replaceAll("'", '%27')}' -H 'Content-Type: application/json' --data-binary @- <<'END_OF_REQUEST'`,
    JSON.stringify(request),
    'END_OF_REQUEST',
  ].join('\n');
}

/** `1.2 kB`, with kilo as a thousand. */
export function sizeText(bytes: number): string {
  return bytes < 1_000 ? `${bytes} B` : `${(bytes / 1_000).toFixed(1)} kB`;
}

export interface EvaluationSummary {
  readonly knowledge: string;
  readonly knownFacts: number;
  readonly unknownFacts: readonly { readonly id: string; readonly reason: string }[];
  /** Pathways by status, in the order of `statusWords`. */
  readonly pathways: readonly { readonly status: string; readonly ids: readonly string[] }[];
  readonly queries: readonly { readonly key: string; readonly state: string }[];
}

const statusWords: readonly (readonly [status: string, words: string])[] = [
  ['criteria-met', 'Criteria met'],
  ['needs-data', 'Needs data'],
  ['criteria-not-met', 'Criteria not met'],
  ['excluded', 'Excluded'],
];

/** What the service found, in a few lines. */
export function summariseEvaluation(evaluation: Resource): EvaluationSummary {
  const facts = objectsIn(evaluation['facts']);
  const pathways = objectsIn(evaluation['pathways']);
  const knowledge: Resource = isObject(evaluation['knowledge']) ? evaluation['knowledge'] : {};
  const queries = evaluation['queries'];
  return {
    knowledge: [knowledge['edition'], knowledge['version']].map(asText).filter(Boolean).join(' '),
    knownFacts: facts.filter(([, { status }]) => status === 'known').length,
    unknownFacts: facts
      .filter(([, { status }]) => status !== 'known')
      .map(([id, { reason }]) => ({ id, reason: asText(reason) ?? 'unknown' })),
    pathways: statusWords
      .map(([wanted, words]) => ({
        status: words,
        ids: pathways.filter(([, { status }]) => status === wanted).map(([id]) => id),
      }))
      .filter(({ ids }) => ids.length > 0),
    queries: Object.entries(isObject(queries) ? queries : {}).map(([key, state]) => ({
      key,
      state: asText(state) ?? '',
    })),
  };
}

function objectsIn(value: unknown): readonly (readonly [string, Resource])[] {
  return Object.entries(isObject(value) ? value : {}).flatMap(([key, entry]) =>
    isObject(entry) ? [[key, entry] as const] : [],
  );
}

/** Conflicts between records, in the words of the service. */
export function conflictTexts(evaluation: Resource): readonly string[] {
  return asList(evaluation['conflicts'])
    .filter(isObject)
    .map(({ text }) => asText(text))
    .filter((text) => text !== undefined);
}
