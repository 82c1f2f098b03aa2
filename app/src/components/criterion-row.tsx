import type { CriterionView } from '../evaluation/pathway-view.js';
import { CriterionTree } from './criterion-tree.js';
import { MarkIcon } from './mark-icon.js';

export function CriterionRow({ criterion }: { readonly criterion: CriterionView }) {
  const { judged, role, label, state, reason, note, source } = criterion;
  return (
    <li class={`criterion ${state.mark}`}>
      <MarkIcon mark={state.mark} />
      <div>
        <p class="criterion-head">
          <span class="role">{role}:</span> {label}{' '}
          <span class={`state ${state.mark}`}>
            {state.words}
            {reason !== undefined && `, ${reason}`}
          </span>
        </p>
        {judged.tree !== undefined && <CriterionTree tree={judged.tree} />}
        <p class="criterion-source quiet">
          {note !== undefined && `${note} `}
          {source !== '' && <cite>{source}</cite>}
        </p>
      </div>
    </li>
  );
}
