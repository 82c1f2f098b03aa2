/** Charts that visitors bring along: the sandbox keeps them in memory and gives each a FHIR server of its own. */
import { asList, asText, isObject } from '../../../ui/fhir-display.js';
import { CallFailure, isSuccess, parseJson, type Exchange, type Http } from './calling/exchange.js';
import { failureText } from './calling/operation-outcome.js';

export interface ListedPatient {
  readonly id: string;
  readonly name: string;
  /** One line saying what the patient shows. */
  readonly story: string;
}

export interface Upload {
  readonly id: string;
  readonly patients: readonly ListedPatient[];
  /** Sentences on what was changed or left out. */
  readonly notes: readonly string[];
}

const maxCharacters = 10_000_000;

/** Stores a chart given as JSON. Rejects with CallFailure saying what to mend. */
export async function uploadChart(http: Http, url: string, text: string): Promise<Upload> {
  if (text.trim() === '') throw new CallFailure('Paste a Bundle or choose a file first.');
  if (text.length > maxCharacters) {
    throw new CallFailure('This is longer than 10 MB. Leave out what the criteria do not need.');
  }
  const body = parseJson(text);
  if (!isObject(body)) {
    throw new CallFailure(`This is not a FHIR resource in JSON. ${jsonProblem(text)}`);
  }
  return readUpload(await http({ url, body }));
}

/** Finds a chart uploaded before. Rejects with CallFailure when it is gone. */
export async function findUpload(http: Http, url: string, id: string): Promise<Upload> {
  const answer = await http({ url: `${url}/${encodeURIComponent(id)}` });
  if (answer.status === 404) {
    throw new CallFailure(
      'The uploaded chart is gone: uploads stay in memory until the sandbox is stopped or others take their place. Upload it again.',
    );
  }
  return readUpload(answer);
}

/** Where the parser stopped, in its own words. */
function jsonProblem(text: string): string {
  try {
    JSON.parse(text);
    return 'It must be an object with "resourceType": "Bundle".';
  } catch (error) {
    return error instanceof SyntaxError ? error.message.slice(0, 200) : '';
  }
}

function readUpload(answer: Exchange): Upload {
  if (!isSuccess(answer)) throw new CallFailure(failureText(answer));
  const body = isObject(answer.body) ? answer.body : {};
  const id = asText(body['id']);
  if (id === undefined) throw new CallFailure('The sandbox gave the chart no id.');
  return { id, patients: listedPatients(body['patients']), notes: texts(body['notes']) };
}

function texts(list: unknown): readonly string[] {
  return asList(list)
    .map(asText)
    .filter((text) => text !== undefined);
}

export function listedPatients(list: unknown): readonly ListedPatient[] {
  return asList(list)
    .filter(isObject)
    .flatMap((one) => {
      const id = asText(one['id']);
      if (id === undefined) return [];
      return [{ id, name: asText(one['name']) ?? id, story: asText(one['story']) ?? '' }];
    });
}

/** Patients whose name or story has all the words. */
export function matchingPatients(
  patients: readonly ListedPatient[],
  search: string,
): readonly ListedPatient[] {
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean);
  return patients.filter(({ id, name, story }) => {
    const text = `${name} ${story} ${id}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
