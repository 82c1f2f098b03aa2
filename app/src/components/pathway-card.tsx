import type { PathwayView } from '../evaluation/pathway-view.js';
import { criterionState, reasonWords } from '../evaluation/state-words.js';
import { CriterionRow } from './criterion-row.js';
import { MarkIcon } from './mark-icon.js';
import { StatusBadge } from './status-badge.js';

export interface PathwayCardProps {
  readonly pathway: PathwayView;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

export function PathwayCard({ pathway, isOpen, onToggle }: PathwayCardProps) {
  const { id, words, status, was, why } = pathway;
  return (
    <article class={was === undefined ? 'pathway' : 'pathway changed'} id={`pathway-${id}`}>
      <div class="pathway-head">
        <h4>
          <button
            type="button"
            class="plain"
            aria-expanded={isOpen}
            aria-controls={`criteria-${id}`}
            onClick={onToggle}
          >
            <span class="fold" aria-hidden="true">
              {isOpen ? '▾' : '▸'}
            </span>
            {words.shortTitle}
          </button>
        </h4>
        <span class="badge-cell">
          <StatusBadge status={status} was={was} />
        </span>
        <CriteriaStrip pathway={pathway} />
      </div>
      {why.map((line) => (
        <p key={line} class="why">
          {line}
        </p>
      ))}
      <div id={`criteria-${id}`} hidden={!isOpen}>
        {isOpen && <PathwayDetails pathway={pathway} />}
      </div>
    </article>
  );
}

/** The criteria at a glance: one mark each. Their words are in the list below. */
function CriteriaStrip({ pathway: { criteria } }: { readonly pathway: PathwayView }) {
  return (
    <span class="strip" aria-hidden="true">
      {criteria.map(({ judged, state }) => (
        <MarkIcon key={judged.id} mark={state.mark} />
      ))}
    </span>
  );
}

function PathwayDetails({ pathway }: { readonly pathway: PathwayView }) {
  const { words, criteria, arms } = pathway;
  return (
    <>
      <p>
        {words.title}. {words.summary}
      </p>
      <ul class="criteria">
        {criteria.map((criterion) => (
          <CriterionRow key={criterion.judged.id} criterion={criterion} />
        ))}
      </ul>
      {arms.length > 0 && (
        <>
          <h5>Settings the source describes</h5>
          <ul class="criteria">
            {arms.map(({ judged, label }) => {
              const state = criterionState('favourable', judged.result);
              return (
                <li key={judged.id} class="criterion">
                  <MarkIcon mark={state.mark} />
                  <p>
                    {label}{' '}
                    <span class={`state ${state.mark}`}>
                      {state.words}
                      {judged.reason !== undefined && `, ${reasonWords[judged.reason]}`}
                    </span>
                  </p>
                </li>
              );
            })}
          </ul>
        </>
      )}
      {words.notes.map((note) => (
        <p key={note} class="quiet">
          {note}
        </p>
      ))}
      <p>
        <a href={words.evidencePage} target="_blank" rel="noopener noreferrer">
          Published criteria and figures: {words.shortTitle}
        </a>
      </p>
    </>
  );
}
