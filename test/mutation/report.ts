import type { Score } from './score.js';

/** A table of scores, and below it every mutant that survived. */
export function reportOf(title: string, scores: readonly Score[]): string {
  const width = Math.max(20, ...scores.map(({ subject }) => subject.length));
  const line = (...cells: readonly (string | number)[]): string =>
    cells
      .map((cell, index) => (index === 0 ? String(cell).padEnd(width) : String(cell).padStart(9)))
      .join('');
  const sum = (pick: (score: Score) => number): number =>
    scores.reduce((total, score) => total + pick(score), 0);
  const all: Score = {
    subject: 'all',
    failing: [],
    total: sum(({ total }) => total),
    killed: sum(({ killed }) => killed),
    exempt: sum(({ exempt }) => exempt),
    survivors: scores.flatMap(({ survivors }) => survivors),
  };
  return [
    line(title, 'mutants', 'killed', 'exempt', 'survived', 'score'),
    ...[...scores, all].map((score) =>
      line(
        score.subject,
        score.total,
        score.killed,
        score.exempt,
        score.survivors.length,
        percent(score),
      ),
    ),
    ...scores.flatMap(({ subject, failing, survivors }) => [
      ...failing.map((name) => `  ${subject}: the unchanged knowledge fails "${name}"`),
      ...survivors.map(
        ({ site, operator, change }) => `  ${subject}: ${site}: ${change} (${operator})`,
      ),
    ]),
  ].join('\n');
}

function percent({ total, exempt, killed }: Score): string {
  return total === exempt ? '-' : `${((100 * killed) / (total - exempt)).toFixed(1)} %`;
}
