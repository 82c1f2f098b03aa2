/** What a reader must know before the criteria: scope, what was not read, contradictions, sentences of the edition. */
import { ClippedText } from '../../../ui/clipped-text.js';
import { queryWords } from '../evaluation/state-words.js';
import { SourceButton } from './source-button.js';
import { useSession } from './session.js';

export function Notices({ statements }: { readonly statements: readonly string[] }) {
  return (
    <>
      <OutOfScope />
      <NotRead />
      <Conflicts />
      {statements.map((statement) => (
        <p key={statement} class="notice">
          {statement}
        </p>
      ))}
    </>
  );
}

function OutOfScope() {
  const { evaluation } = useSession();
  if (evaluation.inScope) return null;
  return (
    <section class="notice" aria-labelledby="scope-heading">
      <h2 id="scope-heading">Outside the scope of these criteria</h2>
      <ul>
        {evaluation.scopeReasons.map(({ code, text }) => (
          <li key={code}>{text}</li>
        ))}
      </ul>
    </section>
  );
}

function NotRead() {
  const { evaluation } = useSession();
  const lines = Object.entries(evaluation.queries).flatMap(([key, state]) => {
    const words = queryWords[state];
    return words === undefined ? [] : [`${key}: ${words}`];
  });
  if (lines.length === 0) return null;
  return (
    <section class="notice problem" aria-labelledby="unread-heading">
      <h2 id="unread-heading">Not everything could be read</h2>
      <p>What is missing there stays unknown; it does not mean that the patient has none.</p>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

function Conflicts() {
  const { evaluation, vocabulary } = useSession();
  if (evaluation.conflicts.length === 0) return null;
  return (
    <section class="notice problem" aria-labelledby="conflicts-heading">
      <h2 id="conflicts-heading">Records that contradict each other</h2>
      <ul>
        {evaluation.conflicts.map(({ facts, text, evidence }) => {
          const title = facts.map(vocabulary.factLabel).join(', ');
          return (
            <li key={title}>
              <strong>{title}</strong>: <ClippedText text={text} />
              <ul>
                {evidence.map((item, index) => (
                  <li key={`${index} ${item.reference}`}>
                    <ClippedText text={item.value ?? item.display ?? item.reference} />{' '}
                    <span class="quiet">{item.date ?? 'no date'}</span>
                  </li>
                ))}
              </ul>
              <SourceButton title={title} evidence={evidence} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
