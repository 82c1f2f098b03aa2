/**
 * What the public CDS Hooks sandbox does in a browser, as read in its sources: JWT by ES384 for the exact address called,
 * prefetch by POST _search and then by GET, cards with their Markdown unsanitised, launches by `_services/smart/Launch`.
 */

export interface SandboxCard {
  readonly uuid: string;
  readonly summary: string;
  readonly detail: string;
  readonly links: readonly { readonly type: string; readonly url: string }[];
  readonly overrideReasons: readonly { readonly code: string }[];
}

export interface SandboxClient {
  readonly discover: () => Promise<readonly { id: string; prefetch: Record<string, string> }[]>;
  /** Left out is what could not be had. */
  readonly prefetch: (templates: Readonly<Record<string, string>>) => Promise<{
    readonly values: Readonly<Record<string, { readonly resourceType: string }>>;
    readonly methods: readonly string[];
  }>;
  readonly call: (id: string, prefetch: object) => Promise<readonly SandboxCard[]>;
  readonly dismiss: (id: string, card: SandboxCard) => Promise<number>;
  /** The address to open. */
  readonly launch: (link: string) => Promise<string>;
}

export interface ClientSetup {
  readonly servicesUrl: string;
  readonly fhirServer: string;
  readonly patient: string;
  /** Of the FHIR server; without it the client sends none, as the sandbox does for an open server. */
  readonly accessToken: string | undefined;
}

/** Runs in the page, so it can use nothing from outside itself; leaves the client at `globalThis.client`. */
export function installClient({
  servicesUrl,
  fhirServer,
  patient,
  accessToken,
}: ClientSetup): void {
  const json = { Accept: 'application/json', 'Content-Type': 'application/json' };
  const bearer = accessToken === undefined ? {} : { Authorization: `Bearer ${accessToken}` };
  const algorithm = { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' };
  const keys = crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);

  const base64url = (bytes: Uint8Array): string =>
    btoa(String.fromCharCode(...bytes))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '');
  const signed = async (aud: string): Promise<{ Authorization: string }> => {
    const seconds = Math.floor(Date.now() / 1000);
    const home = 'https://sandbox.cds-hooks.org';
    const header = {
      alg: 'ES384',
      typ: 'JWT',
      kid: '44823f3d-0b01-4a6c-a80e-b9d3e8a7226f',
      jku: `${home}/.well-known/jwks.json`,
    };
    const claims = { iss: home, aud, exp: seconds + 300, iat: seconds, jti: crypto.randomUUID() };
    const encode = (part: object) => base64url(new TextEncoder().encode(JSON.stringify(part)));
    const content = `${encode(header)}.${encode(claims)}`;
    const { privateKey } = await keys;
    const bytes = new TextEncoder().encode(content);
    const signature = await crypto.subtle.sign(algorithm, privateKey, bytes);
    return { Authorization: `Bearer ${content}.${base64url(new Uint8Array(signature))}` };
  };
  const post = async (url: string, body: object) =>
    fetch(url, {
      method: 'POST',
      headers: { ...json, ...(await signed(url)) },
      body: JSON.stringify(body),
    });
  const query = async (path: string) => {
    const headers = { Accept: 'application/json+fhir', ...bearer };
    const [type = '', parameters] = path.split('?');
    if (parameters !== undefined) {
      const body = new URLSearchParams(parameters);
      const found = await fetch(`${fhirServer}/${type}/_search`, { method: 'POST', headers, body });
      if (found.ok) return { method: 'POST', found };
    }
    return { method: 'GET', found: await fetch(`${fhirServer}/${path}`, { headers }) };
  };

  const client: SandboxClient = {
    discover: async () => {
      const response = await fetch(servicesUrl, {
        headers: { ...json, ...(await signed(servicesUrl)) },
      });
      return (
        (await response.json()) as { services: { id: string; prefetch: Record<string, string> }[] }
      ).services;
    },
    prefetch: async (templates) => {
      const values: Record<string, { readonly resourceType: string }> = {};
      const methods: string[] = [];
      for (const [key, template] of Object.entries(templates)) {
        const path = template.replaceAll('{{context.patientId}}', patient);
        if (path.includes('{{')) continue;
        const { method, found } = await query(path);
        methods.push(method);
        if (found.ok) values[key] = (await found.json()) as { resourceType: string };
      }
      return { values, methods };
    },
    call: async (id, prefetch) => {
      const response = await post(`${servicesUrl}/${id}`, {
        hookInstance: crypto.randomUUID(),
        hook: 'patient-view',
        fhirServer,
        context: { patientId: patient, userId: 'Practitioner/COREPRACTITIONER1' },
        ...(accessToken !== undefined && {
          fhirAuthorization: {
            access_token: accessToken,
            token_type: 'Bearer',
            expires_in: 300,
            scope: 'patient/*.read',
            subject: 'sandbox',
          },
        }),
        prefetch,
      });
      if (!response.ok) throw new Error(`The service answered ${response.status}.`);
      return ((await response.json()) as { cards: SandboxCard[] }).cards;
    },
    dismiss: async (id, { uuid, overrideReasons }) => {
      const [reason] = overrideReasons;
      const response = await post(`${servicesUrl}/${id}/feedback`, {
        feedback: [
          {
            card: uuid,
            outcome: 'overridden',
            overrideReason: { reason },
            outcomeTimestamp: new Date().toISOString(),
          },
        ],
      });
      return response.status;
    },
    launch: async (link) => {
      const response = await fetch(`${fhirServer}/_services/smart/Launch`, {
        method: 'POST',
        headers: { ...json, ...bearer },
        body: JSON.stringify({ launch_url: link, parameters: { patient } }),
      });
      const { launch_id: launch } = (await response.json()) as { launch_id: string };
      return `${link}?launch=${launch}&iss=${fhirServer}`;
    },
  };
  Object.assign(globalThis, { client });
}
