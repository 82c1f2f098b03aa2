import type { ClientAuthentication, ClientKeys, PublicKey } from '../model/configuration.js';
import { isPublicTestAddress, publicTestKeyId } from '../trust/public-test-client.js';
import { checkHttpsAddress, checkPrivateAddress } from './check-address.js';
import { publicKeyFault } from './check-public-key.js';
import type { AuthenticationFile } from './configuration-file.js';
import { below, type Reading } from './reading.js';

const testClientReason =
  'the public CDS Hooks sandbox is never trusted: its private key is published, so anyone could sign for it.';

/** Checks how the requests of a client are recognised. */
export function readAuthentication(
  authentication: AuthenticationFile,
  reading: Reading,
): ClientAuthentication {
  const { issuer, allowedJkus, keys } = authentication;
  if (isPublicTestAddress(issuer)) reading.problem(['issuer'], `\`issuer\`: ${testClientReason}`);
  for (const [index, jku] of allowedJkus.entries()) {
    const at = ['allowedJkus', index];
    checkKeyAddress(
      jku,
      { reading, at, name: `entry ${index + 1} of \`allowedJkus\`` },
      keys.private,
    );
  }
  return { ...authentication, keys: readKeys(authentication, below(reading, ['keys'])) };
}

function checkKeyAddress(
  text: string,
  rules: {
    readonly reading: Reading;
    readonly at: readonly (string | number)[];
    readonly name: string;
  },
  isPrivate: boolean,
): void {
  const url = checkHttpsAddress(text, { ...rules, mayHaveQuery: true });
  if (url === undefined) return;
  checkPrivateAddress(url, isPrivate, rules);
  if (isPublicTestAddress(text))
    rules.reading.problem(rules.at, `${rules.name}: ${testClientReason}`);
}

function readKeys({ keys, algorithms }: AuthenticationFile, reading: Reading): ClientKeys {
  const { jwksUrl, inline, private: isPrivate } = keys;
  if ((jwksUrl === undefined) === (inline === undefined)) {
    reading.problem([], '`keys` must have either `jwksUrl` or `inline`.');
  }
  if (jwksUrl !== undefined) {
    checkKeyAddress(jwksUrl, { reading, at: ['jwksUrl'], name: '`jwksUrl`' }, isPrivate);
    return { kind: 'remote', url: jwksUrl, isPrivate };
  }
  const given = inline ?? [];
  for (const [index, key] of given.entries()) {
    const isRepeated = given.slice(0, index).some(({ kid }) => kid === key.kid);
    const fault = isRepeated ? 'has the `kid` of an earlier key' : keyFault(key, algorithms);
    if (fault === undefined) continue;
    reading.problem(['inline', index], `entry ${index + 1} of \`inline\` ${fault}.`);
  }
  return { kind: 'inline', jwks: { keys: given } };
}

function keyFault(
  key: PublicKey,
  algorithms: AuthenticationFile['algorithms'],
): string | undefined {
  return key.kid === publicTestKeyId
    ? 'has the `kid` of the public CDS Hooks sandbox, whose private key is published'
    : publicKeyFault(key, algorithms);
}
