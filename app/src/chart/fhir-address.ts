/** The addresses of queries. */

const patientToken = /\{\{\s*context\.patientId\s*\}\}/g;

/** Characters that mean nothing else in a URL (RFC 3986, unreserved); dots alone would climb up the path. */
export function isSubstitutableId(id: string): boolean {
  return /^(?!\.+$)[A-Za-z0-9\-._~]{1,256}$/.test(id);
}

/** The address of a query; the patient id is one that `isSubstitutableId` let through. */
export function queryAddress(fhirServer: string, path: string, patientId: string): string {
  return `${fhirServer}/${path.replace(patientToken, patientId).replaceAll('|', '%7C')}`;
}
