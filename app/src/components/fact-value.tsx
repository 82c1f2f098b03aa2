import { ClippedText } from '../../../ui/clipped-text.js';
import { dayText, type FactView } from '../evaluation/fact-view.js';
import { SourceButton } from './source-button.js';

/** A value with date, how it is known, and the way to its records. */
export function FactValue({ fact, remark }: { readonly fact: FactView; readonly remark?: string }) {
  return (
    <span class={fact.isAssumed ? 'fact-value assumed' : 'fact-value'}>
      {fact.value === undefined ? (
        <span>no value: {fact.basis}</span>
      ) : (
        <>
          <strong>
            <ClippedText text={fact.value} maxCharacters={160} />
          </strong>
          {fact.date !== undefined && <span class="quiet"> {dayText(fact.date)}</span>}
          {fact.basis !== '' && <span class="quiet"> ({fact.basis})</span>}
        </>
      )}
      {remark !== undefined && <span> {remark}</span>}{' '}
      <SourceButton title={fact.label} evidence={fact.evidence} />
    </span>
  );
}
