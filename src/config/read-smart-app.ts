import { baseOf, isAtOrBelow } from '../at-or-below.js';
import type { ClientConfiguration, SmartAppConfiguration } from '../model/configuration.js';
import { checkOrigins } from './check-origins.js';
import { below, type Reading } from './reading.js';

/** Checks the origins; what is framed where and sent where depends on them. */
export function readSmartApp(
  smartApp: SmartAppConfiguration,
  reading: Reading,
): SmartAppConfiguration {
  for (const name of ['frameAncestors', 'authorizationOrigins'] as const) {
    if (reading.isSound([name])) checkOrigins(name)(smartApp[name], below(reading, [name]));
  }
  return smartApp;
}

/**
 * A launch names its EHR by the FHIR server alone: no server may belong to two clients with the app. Clients that could
 * not be read are undefined.
 */
export function checkAppServers(
  clients: readonly (ClientConfiguration | undefined)[],
  reading: Reading,
): void {
  const bases = clients.flatMap((client, index) =>
    client?.smartApp === undefined ? [] : basesOf(client).map((base) => ({ index, base })),
  );
  const ambiguous = clients.flatMap((_client, index) => {
    const own = bases.filter((one) => one.index === index);
    const earlier = bases.filter((one) => one.index < index);
    const isShared = own.some(({ base }) => earlier.some((other) => overlap(base, other.base)));
    return isShared ? [index] : [];
  });
  for (const index of ambiguous) {
    reading.problem(
      [index, 'smartApp'],
      'An earlier client with `smartApp` has a FHIR server at, above or below one of these: a launch names the server only, so the app could not tell the two apart.',
    );
  }
}

function basesOf({ fhirServers }: ClientConfiguration): readonly string[] {
  return fhirServers.filter(({ url }) => url !== '').map(({ url }) => baseOf(new URL(url)));
}

function overlap(one: string, other: string): boolean {
  return isAtOrBelow(one, other) || isAtOrBelow(other, one);
}
