import { readFileSync } from 'node:fs';
import { editionIds, loadKnowledge } from '../definitions/index.js';
import { evaluationToJson, evaluationToText, renderCardsMarkdown } from '../explain/index.js';
import { makeCards } from '../cards/index.js';
import { parsePossible } from '../facts/given-facts.js';
import { chartFromBundle } from '../gather/index.js';
import type { Knowledge } from '../model/knowledge.js';
import type { Assumption } from '../model/values.js';
import { createEvaluator } from '../pipeline.js';
import { didYouMean } from '../yaml/similar-name.js';
import { readArguments, readTimeZone, UsageError } from './arguments.js';
import type { CommandContext } from './command-context.js';

/** `nelm-cds explain BUNDLE.json`: the evaluation that a card of this patient would rest on. */
export function explainCommand(args: readonly string[], context: CommandContext): number {
  const { values, positionals } = readArguments({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      at: { type: 'string' },
      'time-zone': { type: 'string' },
      assume: { type: 'string', multiple: true },
      edition: { type: 'string' },
      site: { type: 'string' },
    },
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) {
    throw new UsageError('explain needs one file: a FHIR Bundle with the patient and the chart.');
  }
  const { edition, site } = values;
  requireEdition(edition, context.root);
  const knowledge = loadKnowledge(context.root, {
    ...(edition !== undefined && { edition }),
    ...(site !== undefined && { site }),
  });
  const chart = chartFromBundle(readJson(file), knowledge.queryPlan);
  const when = {
    at: readInstant(values.at, context.now),
    timeZone: readTimeZone(values['time-zone']),
  };
  const assumptions = (values.assume ?? []).map((text) => readAssumption(text, knowledge));
  const { software, newId } = context;
  const evaluation = createEvaluator({ knowledge, software })(chart, when, assumptions);
  if (values.json === true) {
    context.print(JSON.stringify(evaluationToJson(evaluation, knowledge), null, 2));
    return 0;
  }
  context.print(evaluationToText(evaluation, knowledge, { color: context.color, assumptions }));
  for (const service of knowledge.services) {
    const options = { baseUrl: '', patientId: chart.patient.id ?? '', newId };
    const cards = makeCards(evaluation, knowledge, service, options);
    context.print(`\nCards of ${service.id}\n\n${renderCardsMarkdown(cards)}`);
  }
  return 0;
}

function requireEdition(edition: string | undefined, root: string): void {
  if (edition === undefined) return;
  const known = editionIds(root);
  if (known.includes(edition)) return;
  throw new UsageError(`--edition: there is no "${edition}"; there are: ${known.join(', ')}.`);
}

function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`${file} cannot be read.`);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new UsageError(`${file} is not valid JSON.`);
  }
}

const instant = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/;

function readInstant(text: string | undefined, now: () => Date): Date {
  if (text === undefined) return now();
  const at = new Date(text);
  if (!instant.test(text) || Number.isNaN(at.getTime())) {
    throw new UsageError(`--at: "${text}" is not an instant such as 2026-11-23T10:00:00Z.`);
  }
  return at;
}

function readAssumption(text: string, knowledge: Knowledge): Assumption {
  const [fact = '', ...rest] = text.split('=');
  const definition = knowledge.factById.get(fact);
  if (definition === undefined) {
    const hint = didYouMean(fact, knowledge.factById.keys());
    throw new UsageError(`--assume: there is no fact "${fact}"${hint}`);
  }
  const value = rest.join('=');
  const given = value.includes(',') && !/^[[(]/.test(value) ? value.split(',') : value;
  const possible = parsePossible(definition, given);
  if (possible === undefined) {
    const known =
      definition.values === undefined ? '' : ` Possible: ${definition.values.join(', ')}.`;
    throw new UsageError(`--assume: "${value}" is not a value of ${fact}.${known}`);
  }
  return { fact, possible };
}
