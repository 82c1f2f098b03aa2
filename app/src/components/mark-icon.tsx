/** Tick, cross, question mark, exclamation mark or dash. Decoration: the words beside it say the same. */
import type { Mark } from '../evaluation/state-words.js';

const paths: Readonly<Record<Mark, string>> = {
  good: 'M4 10.5l4 4 8-9',
  bad: 'M5 5l10 10M15 5L5 15',
  open: 'M6.5 7.2a3.5 3.5 0 1 1 5.2 3.1c-1.2.7-1.7 1.3-1.7 2.4M10 16.4v.1',
  warn: 'M10 3.5v8.5M10 16.2v.1',
  neutral: 'M5 10h10',
};

export function MarkIcon({ mark }: { readonly mark: Mark }) {
  return (
    <svg class={`mark ${mark}`} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={paths[mark]} />
    </svg>
  );
}
