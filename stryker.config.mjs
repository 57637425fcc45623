// How `npm run mutants` changes sources and runs the tests on each change: see scripts/mutants.mjs, which adds the folders.

import { testOptions } from './scripts/test-environment.mjs';

export default {
  testRunner: 'tap',
  plugins: ['@stryker-mutator/tap-runner'],
  tap: { nodeArgs: [...testOptions, '--test-reporter=tap', '-r', '{{hookFile}}', '{{testFile}}'] },
  // Only the test files that reach a mutant are run on it.
  coverageAnalysis: 'perTest',
  incremental: true,
  // Types are not what is tested: those that a mutant breaks are taken off like all others.
  checkers: [],
  // There is none of this name: it would be rewritten with an interface of TypeScript that its version 7 does not have.
  tsconfigFile: 'none.json',
  ignorePatterns: ['.cache', 'docs', 'output', 'logs'],
  tempDirName: '.cache/mutants/sandbox',
  reporters: ['clear-text', 'progress-append-only', 'html'],
  clearTextReporter: { logTests: false, allowColor: false, allowEmojis: false },
  timeoutMS: 20_000,
};
