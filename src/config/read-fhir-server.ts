import { createPrivateKey, createPublicKey } from 'node:crypto';
import type {
  BackendServices,
  FhirServerConfiguration,
  PublicKey,
  SignatureAlgorithm,
} from '../model/configuration.js';
import { checkHttpsAddress, checkPrivateAddress, withoutSlash } from './check-address.js';
import { publicKeyFault } from './check-public-key.js';
import type { BackendServicesFile, FhirServerFile } from './configuration-file.js';
import { readSecretText } from './read-secret.js';
import { below, type Reading } from './reading.js';

/** Checks the address of a FHIR server and, where there is one, our own access to it. */
export function readFhirServer(server: FhirServerFile, reading: Reading): FhirServerConfiguration {
  const { private: isPrivate, backendServices } = server;
  const rules = { reading, at: ['url'], name: '`url`' };
  const url = checkHttpsAddress(server.url, rules);
  if (url !== undefined) checkPrivateAddress(url, isPrivate, rules);
  const access = below(reading, ['backendServices']);
  return {
    url: url === undefined ? '' : withoutSlash(url.href),
    isPrivate,
    ...(backendServices && {
      backendServices: readBackendServices(backendServices, access, isPrivate),
    }),
  };
}

function readBackendServices(
  services: BackendServicesFile,
  reading: Reading,
  isPrivate: boolean,
): BackendServices {
  const rules = { reading, at: ['tokenUrl'], name: '`tokenUrl`', mayHaveQuery: true };
  const url = checkHttpsAddress(services.tokenUrl, rules);
  if (url !== undefined) checkPrivateAddress(url, isPrivate, rules);
  warnOfMissingScopes(services.scope, reading);
  const place = below(reading, ['privateKey']);
  const text = readSecretText(services.privateKey, place);
  const key = text === undefined ? undefined : parsedPrivateKey(text, services);
  const fault = key === undefined ? 'is not a private key in PEM, unencrypted' : key.fault;
  if (text !== undefined && fault !== undefined) {
    place.problem([], `The secret named here ${fault}.`);
  }
  return { ...services, privateKey: key?.pem ?? '' };
}

/** Only of scopes by type of resource, such as system/Patient.rs, none of them for all types. */
function warnOfMissingScopes(scope: string, reading: Reading): void {
  const types = [...scope.matchAll(/(?:^|\s)[a-z]+\/(\*|[A-Za-z]+)\./g)].map(([, type]) => type);
  if (types.length === 0 || types.includes('*')) return;
  const missing = reading.knowledge?.resourceTypes?.filter((type) => !types.includes(type)) ?? [];
  if (missing.length === 0) return;
  reading.warn(['scope'], `\`scope\` lacks what is read as well: ${missing.join(', ')}.`);
}

/** A private key as PKCS #8, and what is wrong with it; undefined where it cannot be read as a key. */
function parsedPrivateKey(
  text: string,
  { algorithm, keyId }: { readonly algorithm: SignatureAlgorithm; readonly keyId: string },
): { readonly pem: string; readonly fault: string | undefined } | undefined {
  try {
    const key = createPrivateKey(text);
    const publicHalf = createPublicKey(key).export({ format: 'jwk' });
    const jwk: PublicKey = { ...publicHalf, kty: publicHalf.kty ?? '', kid: keyId };
    return {
      pem: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
      fault: publicKeyFault(jwk, [algorithm]),
    };
  } catch {
    return undefined;
  }
}
