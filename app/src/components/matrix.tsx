/** The criteria matrix: all pathways by group, what the filter lets through. */
import { useEffect, useState } from 'preact/hooks';
import {
  countParts,
  filterGroups,
  filterHash,
  readFilter,
  shownParts,
  shownPartWords,
  type MatrixFilter,
} from '../evaluation/matrix-filter.js';
import { pathwaysByGroup, type GroupView } from '../evaluation/pathway-view.js';
import { PathwayCard } from './pathway-card.js';
import { useSession } from './session.js';

export function Matrix() {
  const { evaluation, record, vocabulary } = useSession();
  const [filter, setFilter] = useFilter();
  const [areAllOpen, setAllOpen] = useState(false);
  const groups = pathwaysByGroup(evaluation, record, vocabulary);
  const shown = filterGroups(groups, filter, vocabulary.factLabel);
  const count = shown.flatMap(({ pathways }) => pathways).length;
  // What one has asked for is not hidden behind another click.
  const isAsked = filter.show === 'missing' || filter.show === 'excluded' || filter.find !== '';
  return (
    <section id="criteria" aria-labelledby="criteria-heading">
      <div class="section-head">
        <h2 id="criteria-heading" tabIndex={-1}>
          Criteria
        </h2>
        <button
          type="button"
          onClick={() => {
            setAllOpen(!areAllOpen);
          }}
        >
          {areAllOpen ? 'Close all' : 'Open all'}
        </button>
      </div>
      <Filters filter={filter} groups={groups} onChange={setFilter} />
      <p class="quiet" role="status">
        {count === 0
          ? 'No pathway is left by this filter.'
          : `${count} ${count === 1 ? 'pathway' : 'pathways'} shown`}
      </p>
      <p class="quiet">
        ✓ speaks for a pathway, ✗ against it, ? is not known, ! is a caution, – does not apply.
      </p>
      <Groups
        key={`${areAllOpen} ${filter.show} ${isAsked}`}
        groups={shown}
        areOpen={areAllOpen || isAsked}
      />
    </section>
  );
}

interface GroupsProps {
  readonly groups: readonly GroupView[];
  /** To begin with; each pathway can be opened and closed. */
  readonly areOpen: boolean;
}

function Groups({ groups, areOpen }: GroupsProps) {
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  return (
    <>
      {groups.map((group) => (
        <section key={group.id} class="group" aria-labelledby={`group-${group.id}`}>
          <h3 id={`group-${group.id}`}>{group.title}</h3>
          {group.pathways.map((pathway) => (
            <PathwayCard
              key={pathway.id}
              pathway={pathway}
              isOpen={areOpen !== toggled.has(pathway.id)}
              onToggle={() => {
                setToggled(withToggled(toggled, pathway.id));
              }}
            />
          ))}
        </section>
      ))}
    </>
  );
}

function withToggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const others = [...ids].filter((other) => other !== id);
  return new Set(ids.has(id) ? others : [...others, id]);
}

interface FiltersProps {
  readonly filter: MatrixFilter;
  readonly groups: readonly GroupView[];
  readonly onChange: (filter: MatrixFilter) => void;
}

function Filters({ filter, groups, onChange }: FiltersProps) {
  const counts = countParts(groups);
  return (
    <div class="filters">
      <div class="filter-buttons" role="group" aria-label="Show">
        {shownParts.map((part) => (
          <button
            key={part}
            type="button"
            aria-pressed={filter.show === part}
            onClick={() => {
              onChange({ ...filter, show: part });
            }}
          >
            {shownPartWords[part]} <span class="count">{counts[part]}</span>
          </button>
        ))}
      </div>
      <label class="find">
        Find{' '}
        <input
          type="search"
          value={filter.find}
          placeholder="pathway or criterion"
          onInput={(event) => {
            onChange({ ...filter, find: event.currentTarget.value });
          }}
        />
      </label>
    </div>
  );
}

/** The filter, in step with the fragment of the address. */
function useFilter(): readonly [MatrixFilter, (filter: MatrixFilter) => void] {
  const [filter, setFilter] = useState(() => readFilter(location.hash));
  useEffect(() => {
    const follow = (): void => {
      setFilter(readFilter(location.hash));
    };
    addEventListener('hashchange', follow);
    return () => {
      removeEventListener('hashchange', follow);
    };
  }, []);
  const change = (next: MatrixFilter): void => {
    history.replaceState(null, '', location.pathname + location.search + filterHash(next));
    setFilter(next);
  };
  return [filter, change];
}
