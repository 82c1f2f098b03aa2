import base from './jest.config.js';

/** Tests in a real browser: they need Chromium (CHROMIUM names it where it is not /usr/bin/chromium). */
export default {
  ...base,
  testMatch: ['<rootDir>/test/browser/**/*.browser.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 2,
};
