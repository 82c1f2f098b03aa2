import base from './jest.config.js';

/** The tests that need a PostgreSQL server; they find it by TEST_DATABASE_URL. */
export default {
  ...base,
  testMatch: ['<rootDir>/test/**/*.postgres.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
};
