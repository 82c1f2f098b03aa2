import { expect, test } from '@jest/globals';
import { unsafeEnvironment } from '../../src/config/unsafe-environment.js';

test.each(['undici', 'fetch', 'http', 'https,net', 'HTTP2', 'timer,tls', '*'])(
  'NODE_DEBUG=%s would print addresses and is refused',
  (NODE_DEBUG) => {
    expect(unsafeEnvironment({ NODE_DEBUG })).toMatch(/^NODE_DEBUG would print patient data/);
  },
);

test.each(['', 'timer', 'module,worker'])('NODE_DEBUG=%s is harmless', (NODE_DEBUG) => {
  expect(unsafeEnvironment({ NODE_DEBUG })).toBeUndefined();
});
