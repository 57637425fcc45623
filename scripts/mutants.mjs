// Changes the sources in small ways, one at a time, and tells which changes no test notices. What has not changed since
// the last run is not run again.
//
//   npm run mutants                       all folders below
//   npm run mutants -- model store/filter one folder after the other
//   npm run mutants -- --jobs 4            four processes at a time instead of one for each processor

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { report } from './mutants/report.mjs';
import { testEnvironment } from './test-environment.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** The folders of sources, and of the tests that hold them: their mirror, and those that use them most. */
const folders = {
  model: ['model', 'analysis', 'kinds', 'store/filter', 'queries'],
  analysis: ['analysis', 'kinds'],
  kinds: ['kinds', 'analysis'],
  'store/filter': [
    'store/filter',
    'store/facets',
    'store/number-text-sql',
    'export/export-filter',
    'export/export-selection',
    'commands/filter',
    'kinds/findings',
  ],
  // Not those that try faults by the dozen, two scans each.
  scan: ['scan/!(faults*|lower-priority|scan-faults)'],
};

/** Below so many percent of the mutants noticed a folder fails. */
const WANTED = 85;

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { jobs: { type: 'string', default: String(os.availableParallelism()) } },
});
const unknown = positionals.find((folder) => !Object.hasOwn(folders, folder));
if (unknown === undefined) {
  for (const folder of positionals.length > 0 ? positionals : Object.keys(folders)) await mutate(folder);
} else {
  process.stderr.write(`mutants: source/${unknown} is none of ${Object.keys(folders).join(', ')}\n`);
  process.exitCode = 2;
}

/** The mutants of a folder of sources. */
async function mutate(folder) {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'snapdeck-mutants-'));
  const results = path.join('.cache', 'mutants', folder.replaceAll('/', '-'));
  process.env = testEnvironment(home);
  process.stdout.write(`\n== source/${folder}\n`);
  try {
    await new Stryker({
      testRunner: 'warm',
      plugins: [path.join(root, 'scripts', 'mutants', 'test-runner.mjs')],
      testRunnerNodeArgs: ['--import', new URL('./mutants/worker-coverage.mjs', import.meta.url).href],
      warm: { testFiles: folders[folder].map((tests) => `test/${tests}{/**/*,}.test.ts`) },
      mutate: [`source/${folder}/**/*.{ts,tsx}`],
      coverageAnalysis: 'perTest',
      ignoreStatic: true,
      incremental: true,
      incrementalFile: `${results}.json`,
      // Types are not what is tested: those that a mutant breaks are taken off like all others.
      checkers: [],
      disableTypeChecks: false,
      // There is none of this name: it would be rewritten with an interface of TypeScript that its version 7 does not have.
      tsconfigFile: 'none.json',
      ignorePatterns: ['.cache', 'docs', 'output', 'logs'],
      tempDirName: '.cache/mutants/sandbox',
      reporters: ['progress-append-only', 'html', 'json'],
      htmlReporter: { fileName: `${results}.html` },
      jsonReporter: { fileName: `${results}.report.json` },
      concurrency: Number(flags.jobs),
      dryRunTimeoutMinutes: 30,
      timeoutMS: 5000,
      timeoutFactor: 4,
    }).runMutationTest();
    if (report(JSON.parse(fs.readFileSync(`${results}.report.json`, 'utf8'))) < WANTED) process.exitCode = 1;
  } finally {
    fs.rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  }
}
