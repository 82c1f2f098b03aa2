/** Which EHR is meant when the SMART app is launched, comes back from sign-in, or sends a chart. */
import { readFhirServer } from '../gather/index.js';
import type { Client, SmartAppRegistration } from '../model/client.js';

/** A client whose EHR has the SMART app registered. */
export interface AppClient {
  readonly client: Client;
  readonly smartApp: SmartAppRegistration;
}

export interface AppClients {
  /** By the FHIR base that a launch or request names: the client, and the base without a trailing slash. */
  readonly byFhirBase: (text: string) => (AppClient & { readonly fhirBase: string }) | undefined;
  /** By the OAuth state, which begins with the id of the client and a dot. */
  readonly byState: (state: string) => AppClient | undefined;
}

/** No FHIR base may belong to two of the clients; those without the app are left out. */
export function createAppClients(clients: readonly Client[]): AppClients {
  const registered = clients.flatMap((client) =>
    client.smartApp === undefined ? [] : [{ client, smartApp: client.smartApp }],
  );
  return {
    byFhirBase: (text) => {
      const server = readFhirServer(text);
      if (server === undefined) return undefined;
      const fhirBase = `${server.origin}${server.basePath}`;
      const found = registered.find(({ smartApp }) => smartApp.isFhirBase(fhirBase));
      return found && { ...found, fhirBase };
    },
    byState: (state) => {
      const [id] = state.split('.', 1);
      return state.includes('.') ? registered.find(({ client }) => client.id === id) : undefined;
    },
  };
}
