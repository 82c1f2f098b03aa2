#!/usr/bin/env node
/**
 * Plays an EHR that signs its requests, to try production mode on one machine. Needs nothing but Node.
 *
 *   node trial.mjs prepare FOLDER   writes a key pair and a configuration that trusts it
 *   node trial.mjs token FOLDER     prints a token for one request: good for five minutes, and once
 */
import { createPrivateKey, generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const issuer = 'https://ehr.trial.example/fhir/r4';
const audience = 'https://cds.trial.example/cds-services/nelm-patient-view';
const keyId = 'trial-1';

/** The public half goes into the configuration, as EHRs publish it at their `jwksUrl`. */
function prepare(folder) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: keyId, alg: 'ES384', use: 'sig' };
  const configuration = {
    server: { baseUrl: 'https://cds.trial.example', port: 3001, trustedProxies: ['127.0.0.1'] },
    pseudonymKey: { file: 'pseudonym-key' },
    clients: [
      {
        id: 'trial-ehr',
        timeZone: 'Europe/Berlin',
        authentication: {
          issuer,
          audiences: [audience],
          algorithms: ['ES384'],
          keys: { inline: [jwk] },
        },
        fhirServers: [{ url: issuer }],
      },
    ],
  };
  mkdirSync(folder, { recursive: true });
  const onlyForMe = { mode: 0o600 };
  writeFileSync(
    join(folder, 'private-key.pem'),
    privateKey.export({ type: 'pkcs8', format: 'pem' }),
    onlyForMe,
  );
  writeFileSync(join(folder, 'pseudonym-key'), randomBytes(48).toString('base64'), onlyForMe);
  // JSON is YAML, too.
  writeFileSync(join(folder, 'nelm-cds.yaml'), `${JSON.stringify(configuration, null, 2)}\n`);
}

/** A JSON Web Token: header, claims and signature, each in base64url. */
function token(folder) {
  const key = createPrivateKey(readFileSync(join(folder, 'private-key.pem')));
  const now = Math.floor(Date.now() / 1000);
  const header = { alg: 'ES384', typ: 'JWT', kid: keyId };
  const claims = { iss: issuer, aud: audience, iat: now, exp: now + 300, jti: randomUUID() };
  const signed = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signature = sign('sha384', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
}

const [command, folder] = process.argv.slice(2);
if (command === 'prepare' && folder !== undefined) prepare(folder);
else if (command === 'token' && folder !== undefined) console.log(token(folder));
else {
  console.error('Usage: node trial.mjs prepare FOLDER | token FOLDER');
  process.exitCode = 2;
}
