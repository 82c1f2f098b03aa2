import type { PathwayStatus } from '../../../src/model/evaluation.js';
import { statusMarks, statusWords } from '../evaluation/state-words.js';
import { MarkIcon } from './mark-icon.js';

/** The status of a pathway in words; with `was`, what it is on the record. */
export function StatusBadge({
  status,
  was,
}: {
  readonly status: PathwayStatus;
  readonly was?: PathwayStatus | undefined;
}) {
  return (
    <span class={`badge ${statusMarks[status]}`}>
      <MarkIcon mark={statusMarks[status]} />
      <span>
        {was !== undefined && <span class="was">was {statusWords[was]}, what if: </span>}
        {statusWords[status]}
      </span>
    </span>
  );
}
