/** A label that names a number must name the one that is compared with. */
import type { DefinitionProblem } from '../../errors/definition-error.js';
import { testsIn } from '../condition-sites.js';
import { problemAt, type Library } from '../library.js';
import { limitOperators } from './numeric-limits.js';

/** Labels of criteria whose numbers are not the limits of their conditions: cards and pages would contradict the verdict. */
export function* checkLabels(library: Library): Iterable<DefinitionProblem> {
  for (const document of library.pathway) {
    for (const [i, { label, when }] of document.value.criteria.entries()) {
      const named = numbersIn(label);
      if (when === undefined || named.length === 0) continue;
      const limits = testsIn(when).flatMap(({ test }) =>
        limitOperators.flatMap((operator) => test[operator] ?? []),
      );
      const missing = limits.find((limit) => !named.includes(limit));
      if (missing === undefined) continue;
      const message = `The label says ${named.join(', ')}, but the condition compares with ${missing}; make them agree.`;
      yield problemAt(document, ['criteria', i, 'label'], message);
    }
  }
}

/** Plain numbers in a text; not those inside words such as Ki-67, G1 or 10^9. */
function numbersIn(text: string): readonly number[] {
  return [...text.matchAll(/(?<![\w-])\d+(?:\.\d+)?(?![\w^*])/g)].map(([number]) => Number(number));
}
