/** Facts must not be derived from each other in a circle. */
import type { DefinitionProblem } from '../../errors/definition-error.js';
import { orderFacts } from '../compile/fact-order.js';
import { problemAt, type Library } from '../library.js';

/** One problem per circle, told in the file where it was entered. */
export function* checkCircles(library: Library): Iterable<DefinitionProblem> {
  const { circles } = orderFacts(library.fact.map(({ value }) => value));
  for (const circle of circles) {
    const document = library.fact.find(({ value }) => value.fact === circle[0]);
    if (!document) continue;
    const { derive, absence } = document.value;
    const path = [derive ? 'derive' : absence ? 'absence' : 'fact'];
    const message = `The fact is derived from itself: ${circle.join(' needs ')}.`;
    yield problemAt(document, path, message, 'key');
  }
}
