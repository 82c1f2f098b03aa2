import js from '@eslint/js';
import ts from 'typescript-eslint';

export default ts.config(
  {
    ignores: [
      'dist',
      'coverage',
      '**/*.cjs',
      '**/*.config.js',
      'bin/*.js',
      'docs/examples/**/*.mjs',
      'test/support/build-for-tests.js',
    ],
  },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: false },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-console': 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['warn', { max: 50, skipBlankLines: true, skipComments: true }],
      complexity: ['warn', 12],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Error']", message: 'throw a typed error' },
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'take the clock as a parameter',
        },
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'take the clock as a parameter',
        },
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message: 'only src/config reads the environment',
        },
      ],
    },
  },
  // A benchmark is a program of its own: it has the clock, the environment and the processes in its hand.
  { files: ['bench/**'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['src/main.ts', 'src/config/**', 'test/**'],
    rules: { 'no-restricted-syntax': 'off', 'max-lines-per-function': 'off', complexity: 'off' },
  },
);
