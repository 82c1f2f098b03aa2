/** What the FHIR server of the benchmark is told. */
export interface FhirServerFile {
  /** PEM. */
  readonly key: string;
  readonly certificate: string;
  /** JSON by `answerKey`. */
  readonly answers: Readonly<Record<string, string>>;
}

/** `codes` are those of the search, as they stand in it. */
export function answerKey(patient: string, resourceType: string, codes: string): string {
  return `${patient} ${resourceType} ${codes}`;
}
