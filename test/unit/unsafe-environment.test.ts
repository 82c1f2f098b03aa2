import { expect, test } from '@jest/globals';
import { unsafeEnvironment } from '../../src/config/unsafe-environment.js';

test.each(['*', 'fhir-kit-client:*', 'fhir-kit-client:info', 'express:*,fhir-kit-client:error'])(
  'DEBUG=%s would print charts and is refused',
  (DEBUG) => {
    expect(unsafeEnvironment({ DEBUG })).toContain('patient data');
  },
);

test.each([undefined, '', 'express:*'])('DEBUG=%s is harmless', (DEBUG) => {
  expect(unsafeEnvironment(DEBUG === undefined ? {} : { DEBUG })).toBeUndefined();
});
