/** What the SMART app assumes instead of what the chart says. */
import { AppError } from '../errors/app-error.js';
import { parsePossible } from '../facts/given-facts.js';
import type { GivenValue } from '../model/cases.js';
import type { Knowledge } from '../model/knowledge.js';
import type { Assumption, PossibleValues } from '../model/values.js';

const maxTexts = 200;
const maxLength = 200;

/**
 * Reads assumptions as `explain --assume` does.
 * Throws CDS_REQUEST_INVALID, with the path of the fact where it is one of the edition's; never what was assumed.
 */
export function readAssumptions(
  assumptions: Readonly<Record<string, unknown>>,
  knowledge: Pick<Knowledge, 'factById'>,
): readonly Assumption[] {
  return Object.entries(assumptions).map(([fact, given], index) => {
    const definition = knowledge.factById.get(fact);
    if (definition === undefined) {
      throw invalid('/assumptions', `There is no fact of the name of assumption ${index + 1}.`);
    }
    const possible = isGivenValue(given) ? parsePossible(definition, given) : undefined;
    if (possible === undefined || isImpossible(possible)) {
      throw invalid(`/assumptions/${fact}`, `This is not a value of the fact ${fact}.`);
    }
    return { fact, possible };
  });
}

/** Short enough to be read in no time. */
function isGivenValue(value: unknown): value is GivenValue {
  if (typeof value === 'number') return true;
  const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
  return (
    texts.length <= maxTexts &&
    texts.every((text) => typeof text === 'string' && text.length <= maxLength)
  );
}

/** Nothing at all: every criterion would seem decided. */
function isImpossible(possible: PossibleValues): boolean {
  if (possible.kind === 'one-of') return possible.values.length === 0;
  return possible.kind === 'interval' && possible.intervals.length === 0;
}

function invalid(path: string, problem: string): AppError {
  return new AppError('CDS_REQUEST_INVALID', { path, problem });
}
