export default {
  testEnvironment: 'node',
  // No test asserts a time: this only ends one that hangs, on the slowest machine too.
  testTimeout: 60_000,
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } },
    ],
  },
  globalSetup: '<rootDir>/test/support/build-for-tests.js',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '[.](postgres|browser)[.]test[.]ts$'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};
