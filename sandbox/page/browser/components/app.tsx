/** The whole page: patients on the left, the open chart beside them. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { isObject } from '../../../../ui/fhir-display.js';
import { CallFailure, isSuccess } from '../calling/exchange.js';
import { failureText } from '../calling/operation-outcome.js';
import type { PageAddress } from '../page-address.js';
import { findUpload, listedPatients, type ListedPatient, type Upload } from '../uploads.js';
import { ChartPage } from './chart-page.js';
import { failureWords, useEhr, type PageEhr } from './context.js';
import { OwnChart } from './own-chart.js';
import { usePageAddress } from './page-address-state.js';
import { PatientList } from './patient-list.js';
import { SettingsForm } from './settings-form.js';

interface Listing {
  readonly patients: readonly ListedPatient[];
  readonly serviceIds: readonly string[];
}

async function loadListing({ http, patientsUrl }: PageEhr): Promise<Listing> {
  const answer = await http({ url: patientsUrl });
  const { body } = answer;
  if (!isSuccess(answer) || !isObject(body)) {
    throw new CallFailure(`The list of patients could not be read. ${failureText(answer)}`);
  }
  const ids = body['serviceIds'];
  const serviceIds = Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  return { patients: listedPatients(body['patients']), serviceIds };
}

export function App() {
  const ehr = useEhr();
  const [address, navigate] = usePageAddress();
  const { listing, upload, keepUpload, problem } = useCharts(address.upload);
  const openPatient = (id: string, uploadId?: string) => {
    navigate({ ...address, patient: id, upload: uploadId });
  };
  const openUpload = (made: Upload) => {
    keepUpload(made);
    const [first] = made.patients;
    if (first !== undefined) openPatient(first.id, made.id);
  };
  return (
    <>
      <Masthead>
        <SettingsForm
          settings={address.settings}
          serviceIds={listing.serviceIds}
          onChange={(settings) => {
            navigate({ ...address, settings });
          }}
        />
      </Masthead>
      <div class="workspace">
        <PatientList
          patients={listing.patients}
          upload={upload}
          open={address}
          onOpen={openPatient}
          ownChart={<OwnChart onUploaded={openUpload} />}
        />
        <main>
          {problem !== undefined && <Problem text={problem} />}
          <Opened
            address={address}
            fhirBase={ehr.fhirBase(address.upload)}
            listing={listing}
            upload={upload?.id === address.upload ? upload : undefined}
          />
        </main>
      </div>
    </>
  );
}

/** The patients of the sandbox, and the chart uploaded last; `problem` says what could not be found. */
function useCharts(uploadId: string | undefined) {
  const ehr = useEhr();
  const [listing, setListing] = useState<Listing>({ patients: [], serviceIds: [] });
  const [upload, setUpload] = useState<Upload>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    loadListing(ehr).then(setListing, (error: unknown) => {
      setProblem(failureWords(error));
    });
  }, [ehr]);
  useEffect(() => {
    setProblem(undefined);
    if (uploadId === undefined || uploadId === upload?.id) return undefined;
    let isWanted = true;
    findUpload(ehr.http, ehr.uploadsUrl, uploadId).then(
      (found) => {
        if (isWanted) setUpload(found);
      },
      (error: unknown) => {
        if (isWanted) setProblem(failureWords(error));
      },
    );
    return () => {
      isWanted = false;
    };
  }, [ehr, uploadId, upload?.id]);
  return { listing, upload, keepUpload: setUpload, problem };
}

interface OpenedProps {
  readonly address: PageAddress;
  readonly fhirBase: string;
  readonly listing: Listing;
  /** The chart that the address names, where it is one of those uploaded. */
  readonly upload: Upload | undefined;
}

/** The chart that the address names, or what to do. */
function Opened({ address, fhirBase, listing, upload }: OpenedProps) {
  const { patient, settings } = address;
  const listed = (address.upload === undefined ? listing : upload)?.patients ?? [];
  const open = listed.find(({ id }) => id === patient);
  const serviceId = settings.service ?? listing.serviceIds[0];
  if (open !== undefined && serviceId !== undefined) {
    return (
      <ChartPage
        key={JSON.stringify(address)}
        patient={open}
        notes={upload?.notes ?? []}
        fhirBase={fhirBase}
        settings={settings}
        serviceId={serviceId}
      />
    );
  }
  return (
    <>
      {patient !== undefined && listed.length > 0 && (
        <Problem text="There is no such patient here." />
      )}
      <Welcome />
    </>
  );
}

function Problem({ text }: { readonly text: string }) {
  return (
    <p class="notice problem" role="alert">
      {text}
    </p>
  );
}

function Masthead({ children }: { readonly children: ComponentChildren }) {
  return (
    <header class="masthead">
      <p class="banner">Sandbox: synthetic patients, no authentication, not for clinical use</p>
      <div class="masthead-row">
        <div class="masthead-title">
          <h1>nelm-cds sandbox</h1>
          <p class="quiet">A mock EHR. Opening a chart calls the CDS service as an EHR would.</p>
        </div>
        {children}
      </div>
    </header>
  );
}

function Welcome() {
  return (
    <section class="welcome" aria-labelledby="welcome-heading">
      <h2 id="welcome-heading">No chart is open</h2>
      <p>
        Choose a patient. The page then reads the chart from the sandbox’s FHIR server, calls the
        service and shows the cards that come back, with the messages behind them.
      </p>
    </section>
  );
}
