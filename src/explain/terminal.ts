/** Plain text for a terminal of 100 columns: wrapping, marks and colours. Chart text cannot move the cursor. */
import { plainChartText } from '../cards/markdown.js';
import type { PathwayStatus, Truth } from '../model/evaluation.js';

const columns = 100;
const recordTextLimit = 160;

type Colour = 'bold' | 'dim' | 'red' | 'green' | 'yellow';

const codes: Readonly<Record<Colour, string>> = {
  bold: '1',
  dim: '2',
  red: '31',
  green: '32',
  yellow: '33',
};

export interface Terminal {
  readonly paint: (colour: Colour, text: string) => string;
  readonly mark: (result: Truth) => string;
  readonly status: (status: PathwayStatus) => string;
}

/** With `color: false` everything is plain. */
export function terminal(color: boolean): Terminal {
  const paint = (colour: Colour, text: string): string =>
    color ? `\u001b[${codes[colour]}m${text}\u001b[0m` : text;
  const marks: Readonly<Record<Truth, string>> = {
    met: paint('green', '✓'),
    'not-met': paint('red', '✗'),
    unknown: paint('yellow', '?'),
  };
  const statuses: Readonly<Record<PathwayStatus, string>> = {
    'criteria-met': paint('green', 'published criteria met on the record'),
    'needs-data': paint('yellow', 'needs data'),
    'criteria-not-met': paint('dim', 'published criteria not met'),
    excluded: paint('red', 'excluded: a published exclusion criterion is met'),
  };
  return { paint, mark: (result) => marks[result], status: (status) => statuses[status] };
}

/** Text from the chart on one line, without control characters. */
export function recorded(text: string): string {
  return plainChartText(text, recordTextLimit);
}

/* Colour sequences take no room. */
function visibleLength(text: string): number {
  return text.split('\u001b').reduce((sum, part, index) => {
    return sum + (index === 0 ? part.length : part.replace(/^\[\d+m/u, '').length);
  }, 0);
}

/** Wraps at words; `hanging` is the indent of the following lines, in spaces. */
export function wrap(text: string, indent: number, hanging: number = indent): string {
  const lines: string[] = [];
  let line = ' '.repeat(indent);
  let isEmpty = true;
  for (const word of text.split(' ')) {
    if (!isEmpty && visibleLength(line) + 1 + visibleLength(word) > columns) {
      lines.push(line);
      line = ' '.repeat(hanging);
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line].join('\n');
}
