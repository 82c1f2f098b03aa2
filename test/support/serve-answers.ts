/** An EHR whose FHIR server answers the queries of the plan, and nothing else, with what it was given. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ChartAnswers } from './chart-answers.js';
import { fillTemplate } from './chart-answers.js';
import { knowledge } from './knowledge.js';

/** For `interceptWith` of the fake EHR. By GET and with a bare id only, as Epic has it; the rest is 400. */
export function serveAnswers(patientId: string, answers: ChartAnswers) {
  const answerByPath = new Map(
    knowledge.queryPlan.map(({ key, path }) => [fillTemplate(path, patientId), answers[key]]),
  );
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const [, query] = /^\/fhir\/(.*)$/.exec(decodeURIComponent(request.url ?? '')) ?? [];
    if (query === undefined) return false;
    const answer = request.method === 'GET' ? answerByPath.get(query) : undefined;
    response.statusCode = answer === undefined ? 400 : 200;
    response.setHeader('content-type', 'application/fhir+json');
    response.end(JSON.stringify(answer ?? { resourceType: 'OperationOutcome', issue: [] }));
    return true;
  };
}
