/** What every part of the page may need of this EHR. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ActingEhr } from '../calling/hook-call.js';
import { CallFailure } from '../calling/exchange.js';

export interface PageEhr extends ActingEhr {
  /** Address of the FHIR server of a chart; of the sandbox's own patients where no upload is named. */
  readonly fhirBase: (upload: string | undefined) => string;
  readonly uploadsUrl: string;
  readonly patientsUrl: string;
}

const EhrContext = createContext<PageEhr | undefined>(undefined);

export const EhrProvider = EhrContext.Provider;

export function useEhr(): PageEhr {
  const ehr = useContext(EhrContext);
  if (ehr === undefined) throw new CallFailure('The page was not put together.');
  return ehr;
}

/** Words for anything that was thrown; our own failures are written for the reader. */
export function failureWords(error: unknown): string {
  return error instanceof CallFailure ? error.message : 'The page met an unexpected problem.';
}
