import { verdictOf, type Findings, type Judged, type Table } from './findings.js';
import type { Machine } from './machine.js';

export interface NamedFindings extends Findings {
  readonly name: string;
  readonly title: string;
}

/** The report of a run: machine, bars, then every table. */
export function toMarkdown(machine: Machine, parts: readonly NamedFindings[]): string {
  const description = Object.entries(machine).map(([name, value]) => [name, String(value)]);
  return [
    '# Benchmark',
    tableOf(['', ''], description),
    '## Bars',
    tableOf(
      ['what', 'measured', 'bar', 'beyond', ''],
      parts.flatMap(({ judged }) => judged).map(barRow),
    ),
    ...parts.flatMap((part) => [`## ${part.title}`, ...part.tables.map(tableText), ...part.notes]),
    '',
  ].join('\n\n');
}

export function tableText({ title, columns, rows }: Table): string {
  return `**${title}**\n\n${tableOf(columns, rows)}`;
}

/** One line a bar, for the terminal. */
export function barLine(judged: Judged): string {
  const [what, measured, bar, , verdict] = barRow(judged);
  return `  ${String(verdict).padEnd(11)} ${String(what)}: ${String(measured)} (bar ${String(bar)})`;
}

function barRow(judged: Judged): readonly string[] {
  const { what, measured, unit, wanted, bar, beyond } = judged;
  const sign = wanted === 'at-most' ? '≤' : '≥';
  const limit = (value: number | undefined): string =>
    value === undefined ? '' : `${sign} ${withUnit(value, unit)}`;
  return [what, withUnit(measured, unit), limit(bar), limit(beyond), verdictOf(judged)];
}

function withUnit(value: number, unit: string): string {
  return `${roundedText(value)} ${unit}`.trim();
}

function tableOf(
  columns: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const line = (cells: readonly (string | number)[]): string =>
    `| ${cells.map((cell) => (typeof cell === 'number' ? roundedText(cell) : cell)).join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Three significant digits; whole numbers from a hundred. */
export function roundedText(value: number): string {
  if (!Number.isFinite(value)) return 'none';
  return Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
