import { ClippedText } from '../../../ui/clipped-text.js';
import type { PatientBanner } from '../chart/patient-banner.js';
import { useSession } from './session.js';

export interface MastheadProps {
  readonly patient: PatientBanner;
  readonly onReconnect: (() => void) | undefined;
}

/** Patient, edition, what this is and is not, and the ways into the page. */
export function Masthead({ patient, onReconnect }: MastheadProps) {
  const { record, vocabulary } = useSession();
  const { edition } = vocabulary.knowledge;
  const site = record.knowledge.site === null ? '' : `, site ${record.knowledge.site}`;
  return (
    <header class="masthead">
      <p class="product">Published treatment criteria</p>
      <h1 tabIndex={-1}>
        <ClippedText text={patient.name} maxCharacters={80} />
      </h1>
      <p class="patient-line">
        born <ClippedText text={patient.birthDate} maxCharacters={30} /> ·{' '}
        <ClippedText text={patient.sex} maxCharacters={30} /> ·{' '}
        <ClippedText text={patient.identifier} maxCharacters={60} />
      </p>
      <p class="edition quiet">
        {edition.shortLabel}, version {edition.version}
        {site} <span class="hash">({edition.hash.slice(0, 12)})</span>, judged{' '}
        <time dateTime={record.evaluatedAt}>{momentText(record.evaluatedAt)}</time>.{' '}
        {edition.ageNote} <strong>This informs; the multidisciplinary team decides.</strong>
      </p>
      {onReconnect !== undefined && <ConnectionNotice onReconnect={onReconnect} />}
      <PageNavigation />
    </header>
  );
}

function ConnectionNotice({ onReconnect }: { readonly onReconnect: () => void }) {
  return (
    <p class="notice problem" role="alert">
      The connection to the EHR has ended. What is shown stays as it was read.{' '}
      <button type="button" class="primary" onClick={onReconnect}>
        Connect again
      </button>
    </p>
  );
}

const sections = [
  { id: 'criteria', title: 'Criteria', needsScope: true },
  { id: 'course', title: 'Course', needsScope: false },
  { id: 'what-if', title: 'What if', needsScope: true },
];

function PageNavigation() {
  const { inScope } = useSession().record;
  const shown = sections.filter(({ needsScope }) => inScope || !needsScope);
  return (
    <nav aria-label="On this page">
      {shown.map(({ id, title }) => (
        <button
          key={id}
          type="button"
          onClick={() => {
            goTo(id);
          }}
        >
          {title}
        </button>
      ))}
      <button
        type="button"
        onClick={() => {
          print();
        }}
      >
        Print summary
      </button>
    </nav>
  );
}

/** The fragment of the address keeps the filter, so this is no link. */
function goTo(section: string): void {
  const heading = document.getElementById(`${section}-heading`);
  heading?.focus({ preventScroll: true });
  heading?.scrollIntoView();
}

function momentText(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ');
}
