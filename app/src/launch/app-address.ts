/** How the app was opened, by its address. SMART App Launch 2.2, sections "Launch App" and "Obtain authorization code". */

export type AppAddress =
  | { readonly kind: 'callback'; readonly parameters: URLSearchParams; readonly state: string }
  | { readonly kind: 'standalone'; readonly iss: string }
  | { readonly kind: 'unexplained' };

/** Reads the address of the app itself (not of its launch page). */
export function readAppAddress(url: URL): AppAddress {
  const parameters = url.searchParams;
  const state = parameters.get('state');
  if (state !== null && (parameters.has('code') || parameters.has('error'))) {
    return { kind: 'callback', parameters, state };
  }
  // Without a state nobody here has asked for a code: it is not kept in the address either.
  if (parameters.has('code')) return { kind: 'callback', parameters, state: '' };
  const iss = parameters.get('iss');
  return iss === null || iss === '' ? { kind: 'unexplained' } : { kind: 'standalone', iss };
}

export interface EhrLaunch {
  readonly iss: string;
  readonly launch: string;
}

/** Reads the address of the launch page; undefined when an EHR has not opened it. */
export function readLaunchAddress({ searchParams }: URL): EhrLaunch | undefined {
  const [iss, launch] = [searchParams.get('iss'), searchParams.get('launch')];
  if (iss === null || iss === '' || launch === null || launch === '') return undefined;
  return { iss, launch };
}

/** Where the authorization server sends the browser back to: the app without file, query and fragment. */
export function redirectUri(page: URL): string {
  return new URL('./', `${page.origin}${page.pathname}`).href;
}

/** The address to show once the code is used: reloading it offers to connect again. */
export function settledAddress(page: URL, iss: string): string {
  return `${redirectUri(page)}?iss=${encodeURIComponent(iss)}${page.hash}`;
}
