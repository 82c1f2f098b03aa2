/** What is open and how the service is called stand in the address, so that a link shows the same to others. */

export type CdsHooksVersion = '1.x' | '2.0' | '3.0';

export interface CallSettings {
  /** Whether this EHR fills the prefetch templates or leaves all reading to the service. */
  readonly data: 'prefetch' | 'fetch';
  readonly token: 'on' | 'off';
  /** Whose rules the request and the feedback follow. */
  readonly version: CdsHooksVersion;
  /** The first service of the sandbox when undefined. */
  readonly service: string | undefined;
}

export interface PageAddress {
  readonly patient: string | undefined;
  /** Id of an uploaded chart, whose server holds the patient. */
  readonly upload: string | undefined;
  readonly settings: CallSettings;
}

export const cdsHooksVersions: readonly CdsHooksVersion[] = ['1.x', '2.0', '3.0'];

const usual: CallSettings = {
  data: 'prefetch',
  token: 'on',
  version: '2.0',
  service: undefined,
};

/** Reads the query of the page; what it does not know counts as not given. */
export function readPageAddress(query: string): PageAddress {
  const parameters = new URLSearchParams(query);
  const version = cdsHooksVersions.find((known) => known === parameters.get('version'));
  return {
    patient: parameters.get('patient') ?? undefined,
    upload: parameters.get('upload') ?? undefined,
    settings: {
      data: parameters.get('data') === 'fetch' ? 'fetch' : usual.data,
      token: parameters.get('token') === 'off' ? 'off' : usual.token,
      version: version ?? usual.version,
      service: parameters.get('service') ?? undefined,
    },
  };
}

/** The query for an address, with `?`; usual settings are left out. Empty when nothing is to be said. */
export function writePageAddress({ patient, upload, settings }: PageAddress): string {
  const parameters = new URLSearchParams();
  if (upload !== undefined) parameters.set('upload', upload);
  if (patient !== undefined) parameters.set('patient', patient);
  for (const name of ['data', 'token', 'version', 'service'] as const) {
    const value = settings[name];
    if (value !== undefined && value !== usual[name]) parameters.set(name, value);
  }
  const query = parameters.toString();
  return query === '' ? '' : `?${query}`;
}
