/** Every error the service can answer with: one row per code. Public texts never contain data from outside. */
export const catalogue = {
  REQUEST_BODY_INVALID: {
    status: 400,
    issue: 'structure',
    text: 'The request body is not valid JSON.',
  },
  HTTP_INVALID: {
    status: 400,
    issue: 'structure',
    text: 'What was sent is not an HTTP request.',
  },
  CDS_REQUEST_INVALID: {
    status: 400,
    issue: 'invalid',
    text: 'The request is not a valid CDS Hooks request.',
  },
  HOOK_MISMATCH: {
    status: 400,
    issue: 'invalid',
    text: 'The hook of the request is not the hook of this service.',
  },
  PATIENT_MISMATCH: {
    status: 400,
    issue: 'invalid',
    text: 'The Patient supplied is not the patient named in context.patientId.',
  },
  NOT_AUTHENTICATED: {
    status: 401,
    issue: 'login',
    text: 'The request does not come from a registered client.',
  },
  FHIR_SERVER_NOT_ALLOWED: {
    status: 403,
    issue: 'forbidden',
    text: 'The fhirServer of the request is not registered for this client.',
  },
  TRANSPORT_NOT_TRUSTED: {
    status: 403,
    issue: 'security',
    text: 'Requests must come over TLS, directly or through a proxy that is registered here.',
  },
  NOT_FOUND: { status: 404, issue: 'not-found', text: 'There is nothing at this address.' },
  SERVICE_UNKNOWN: {
    status: 404,
    issue: 'not-found',
    text: 'There is no CDS service with this id.',
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    issue: 'not-supported',
    text: 'This method is not allowed here.',
  },
  REQUEST_TOO_SLOW: {
    status: 408,
    issue: 'timeout',
    text: 'The request was not sent completely in time.',
  },
  FHIR_DATA_UNAVAILABLE: {
    status: 412,
    issue: 'incomplete',
    text: 'Data that the service requires (Patient and Condition) could not be obtained.',
  },
  REQUEST_TOO_LARGE: {
    status: 413,
    issue: 'too-long',
    text: 'The request is larger than allowed.',
  },
  MEDIA_TYPE_NOT_SUPPORTED: {
    status: 415,
    issue: 'not-supported',
    text: 'The request body must be application/json in UTF-8.',
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    issue: 'too-long',
    text: 'The headers of the request are too large.',
  },
  CLIENT_OVER_LIMIT: {
    status: 429,
    issue: 'throttled',
    text: 'This client has as many requests under way as it may have.',
  },
  OVERLOADED: {
    status: 503,
    issue: 'throttled',
    text: 'The service has as many requests under way as it can serve.',
  },
  STORE_UNAVAILABLE: {
    status: 503,
    issue: 'transient',
    text: 'What was sent could not be kept; send it again later.',
  },
  NOT_READY: { status: 503, issue: 'transient', text: 'The service is not ready yet.' },
  INTERNAL: { status: 500, issue: 'exception', text: 'An unexpected error occurred.' },
} as const satisfies Record<string, { status: number; issue: string; text: string }>;

export type ErrorCode = keyof typeof catalogue;
