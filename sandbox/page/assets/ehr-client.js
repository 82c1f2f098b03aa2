/** What an EHR does around a hook: discovery, prefetch, the call, feedback, and storing accepted orders. */

const discoveryUrl = new URL('../cds-services', document.baseURI).href;
const fhirBase = new URL('fhir', document.baseURI).href;
const userId = 'Practitioner/sandbox-clinician';

/** An answer that is not 2xx, with what its OperationOutcome says. */
export class CallError extends Error {}

/** The discovery entry of a service. */
export async function discover(serviceId) {
  const { services } = await call(discoveryUrl);
  const service = services.find(({ id }) => id === serviceId);
  if (service === undefined) throw new CallError(`Discovery does not list ${serviceId}.`);
  return service;
}

/** The request as an EHR composes it; `settings` are the ticks of the page. */
export async function composeRequest(service, patientId, settings) {
  const context = { patientId, userId };
  return {
    hook: service.hook,
    hookInstance: uuid(),
    fhirServer: fhirBase,
    ...(settings.sendToken && { fhirAuthorization: authorization(service.id) }),
    context,
    ...(settings.sendPrefetch && { prefetch: await prefetch(service.prefetch ?? {}, context) }),
    extension: { 'org.nelm-cds.explain': true },
  };
}

/** Calls the service. Gives the response and how long it took in milliseconds. */
export async function callService(serviceId, request) {
  const startedAt = performance.now();
  const response = await call(serviceUrl(serviceId), request);
  return { response, durationMs: Math.round(performance.now() - startedAt) };
}

/** Reports what became of a card. */
export async function sendFeedback(serviceId, card, outcome) {
  const item = { card: card.uuid, ...outcome, outcomeTimestamp: new Date().toISOString() };
  await call(`${serviceUrl(serviceId)}/feedback`, { feedback: [item] });
}

/** Stores the resource of an action and gives its reference. */
export async function createResource(resource) {
  const created = await call(`${fhirBase}/${resource.resourceType}`, resource, fhirJson);
  return `${created.resourceType}/${created.id}`;
}

const fhirJson = 'application/fhir+json';

/** Queries that cannot be filled in or that fail are left out, as the specification has it. */
async function prefetch(templates, context) {
  const entries = await Promise.all(
    Object.entries(templates).map(async ([key, template]) => {
      const query = template.replace(/\{\{context\.(\w+)\}\}/g, (token, name) =>
        Object.hasOwn(context, name) ? context[name] : token,
      );
      if (query.includes('{{')) return [];
      const answer = await call(`${fhirBase}/${query}`).catch(() => undefined);
      return answer === undefined ? [] : [[key, answer]];
    }),
  );
  return Object.fromEntries(entries.flat());
}

function authorization(serviceId) {
  return {
    access_token: 'sandbox-access-token',
    token_type: 'Bearer',
    expires_in: 300,
    scope: 'patient/*.read',
    subject: serviceId,
  };
}

async function call(url, body, mediaType = 'application/json') {
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      Accept: `application/json, ${fhirJson}`,
      ...(body !== undefined && { 'Content-Type': mediaType }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer = await response.json().catch(() => undefined);
  if (!response.ok) throw new CallError(`${response.status}: ${outcomeText(answer)}`);
  return answer;
}

function outcomeText(outcome) {
  const issues = outcome?.issue ?? [];
  const texts = issues.flatMap(({ details, diagnostics, expression }) =>
    [details?.text, diagnostics, expression?.join(', ')].filter(Boolean),
  );
  return texts.join(' ') || 'no reason was given.';
}

function serviceUrl(serviceId) {
  return `${discoveryUrl}/${encodeURIComponent(serviceId)}`;
}

/** crypto.randomUUID exists only on localhost and https; the sandbox may be opened from another machine. */
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
