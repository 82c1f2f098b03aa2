import type { DecisiveDatum as Decisive } from '../../../src/model/evaluation.js';
import { joinWith } from '../evaluation/vocabulary.js';
import { useSession } from './session.js';

const shownAtOnce = 5;

/** The missing data that would change most, first those that settle pathways alone. */
export function DecisiveData() {
  const { evaluation } = useSession();
  const { decisive } = evaluation;
  return (
    <section class="decisive" aria-labelledby="decisive-heading">
      <h2 id="decisive-heading">What would settle most</h2>
      {decisive.length === 0 ? (
        <p>No single missing value would change a status.</p>
      ) : (
        <>
          <ol>
            {decisive.slice(0, shownAtOnce).map((datum) => (
              <li key={datum.fact}>
                <DecisiveDatum datum={datum} />
              </li>
            ))}
          </ol>
          {decisive.length > shownAtOnce && <FurtherData decisive={decisive.slice(shownAtOnce)} />}
        </>
      )}
    </section>
  );
}

function FurtherData({ decisive }: { readonly decisive: readonly Decisive[] }) {
  return (
    <details>
      <summary>{decisive.length} more that could change a status</summary>
      <ol start={shownAtOnce + 1}>
        {decisive.map((datum) => (
          <li key={datum.fact}>
            <DecisiveDatum datum={datum} />
          </li>
        ))}
      </ol>
    </details>
  );
}

function DecisiveDatum({ datum }: { readonly datum: Decisive }) {
  const { vocabulary } = useSession();
  const further = datum.couldChange.filter((id) => !datum.settles.includes(id));
  const names = (ids: readonly string[]): string =>
    joinWith('and', ids.map(vocabulary.pathwayName));
  return (
    <>
      <strong>{vocabulary.factLabel(datum.fact)}</strong>
      {datum.settles.length > 0 && <> would settle {names(datum.settles)}</>}
      {datum.settles.length > 0 && further.length > 0 && ';'}
      {further.length > 0 && <> could change {names(further)}</>}
    </>
  );
}
