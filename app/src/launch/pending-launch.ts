/**
 * What must survive the way to the authorization server and back: the code verifier and the FHIR server, in
 * sessionStorage, under the state. Nothing of a patient and no token is ever stored.
 */

export interface PendingLaunch {
  readonly verifier: string;
  readonly iss: string;
}

const prefix = 'nelm-cds.launch.';

/** Of sessionStorage, what is needed. */
export interface LaunchStorage {
  readonly getItem: (key: string) => string | null;
  readonly setItem: (key: string, value: string) => void;
  readonly removeItem: (key: string) => void;
}

export function keepPendingLaunch(
  state: string,
  launch: PendingLaunch,
  storage: LaunchStorage,
): void {
  storage.setItem(prefix + state, JSON.stringify(launch));
}

/** Gives it once; undefined where this browser tab never asked with that state, or has used it. */
export function takePendingLaunch(
  state: string,
  storage: LaunchStorage,
): PendingLaunch | undefined {
  try {
    const text = storage.getItem(prefix + state);
    storage.removeItem(prefix + state);
    return text === null ? undefined : (JSON.parse(text) as PendingLaunch);
  } catch {
    // The browser forbids storage here, so nothing was kept.
    return undefined;
  }
}

/** `{client}.{random}`: the service finds by it which EHR may frame the page that comes back. */
export function clientOfState(state: string): string {
  return state.slice(0, Math.max(0, state.indexOf('.')));
}
