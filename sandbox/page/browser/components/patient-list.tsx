/** The patients: uploaded ones on top, then those of the sandbox, with a search over names and what they show. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { PageAddress } from '../page-address.js';
import { matchingPatients, type ListedPatient, type Upload } from '../uploads.js';

interface PatientListProps {
  readonly patients: readonly ListedPatient[];
  readonly upload: Upload | undefined;
  readonly open: PageAddress;
  readonly onOpen: (id: string, upload?: string) => void;
  /** The form for a chart of one’s own. */
  readonly ownChart: ComponentChildren;
}

export function PatientList(props: PatientListProps) {
  const { patients, upload, open, onOpen, ownChart } = props;
  const [isUnfolded, setUnfolded] = useState(open.patient === undefined);
  const openOne = (id: string, uploadId?: string) => {
    setUnfolded(false);
    onOpen(id, uploadId);
  };
  return (
    <nav class={isUnfolded ? 'patients unfolded' : 'patients'} aria-labelledby="patients-heading">
      <div class="patients-head">
        <h2 id="patients-heading">Patients</h2>
        <button
          type="button"
          class="fold"
          aria-expanded={isUnfolded}
          aria-controls="patients-body"
          onClick={() => {
            setUnfolded(!isUnfolded);
          }}
        >
          {isUnfolded ? 'Hide the list' : 'Show the list'}
        </button>
      </div>
      <div id="patients-body" class="patients-body">
        {ownChart}
        {upload !== undefined && (
          <Rows
            label="Uploaded chart"
            patients={upload.patients}
            openId={open.upload === upload.id ? open.patient : undefined}
            onOpen={(id) => {
              openOne(id, upload.id);
            }}
          />
        )}
        <FoundPatients
          patients={patients}
          openId={open.upload === undefined ? open.patient : undefined}
          onOpen={(id) => {
            openOne(id);
          }}
        />
      </div>
    </nav>
  );
}

function FoundPatients({ patients, openId, onOpen }: Omit<RowsProps, 'label'>) {
  const [search, setSearch] = useState('');
  const found = matchingPatients(patients, search);
  return (
    <>
      <label class="stacked">
        Find a patient
        <input
          type="search"
          autocomplete="off"
          value={search}
          onInput={({ currentTarget }) => {
            setSearch(currentTarget.value);
          }}
        />
      </label>
      <p class="quiet" role="status">
        {found.length} of {patients.length} patients
      </p>
      <Rows label="Synthetic patients" patients={found} openId={openId} onOpen={onOpen} />
    </>
  );
}

interface RowsProps {
  readonly label: string;
  readonly patients: readonly ListedPatient[];
  readonly openId: string | undefined;
  readonly onOpen: (id: string) => void;
}

function Rows({ label, patients, openId, onOpen }: RowsProps) {
  return (
    <ul class="patient-rows" aria-label={label}>
      {patients.map(({ id, name, story }) => (
        <li key={id}>
          <button
            type="button"
            class="patient-row"
            aria-current={id === openId ? 'true' : undefined}
            onClick={() => {
              onOpen(id);
            }}
          >
            <span class="patient-name">{name}</span>
            <span class="quiet">{story}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
