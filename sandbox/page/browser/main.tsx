import { render } from 'preact';
import { createHttp } from './calling/http.js';
import { App } from './components/app.js';
import { EhrProvider, type PageEhr } from './components/context.js';

const nowMs = () => performance.now();
const at = (path: string) => new URL(path, document.baseURI).href;

/** crypto.randomUUID exists only on localhost and https; the sandbox may be opened from another machine. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte, index) => {
    const marked = index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte;
    return marked.toString(16).padStart(2, '0');
  }).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const ehr: PageEhr = {
  http: createHttp({ fetch: (...request) => fetch(...request), nowMs }),
  servicesUrl: at('../cds-services'),
  accessTokenUrl: at('ehr/access-token'),
  uploadsUrl: at('uploads'),
  patientsUrl: at('patients.json'),
  fhirBase: (upload) =>
    at(upload === undefined ? 'fhir' : `uploads/${encodeURIComponent(upload)}/fhir`),
  newId,
  nowMs,
  now: () => new Date(performance.timeOrigin + performance.now()),
};

const root = document.getElementById('root');
if (root !== null) {
  render(
    <EhrProvider value={ehr}>
      <App />
    </EhrProvider>,
    root,
  );
}
