// Changes the sources in small ways, one at a time, and tells which changes no test notices. What has not changed since
// the last run is not run again.
//
//   npm run mutants                       all folders below
//   npm run mutants -- model store/filter one folder after the other
//   npm run mutants -- scan/sign-in.ts    one file, by the tests of its folder
//   npm run mutants -- scan --one-in 7    every seventh change only, for a first look
//   npm run mutants -- --jobs 4           four processes at a time instead of one for each processor

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
  scan: ['scan/!(faults*|scan-faults)'],
};

/** Below so many percent of the mutants noticed a folder fails. */
const WANTED = 85;

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    jobs: { type: 'string', default: String(os.availableParallelism()) },
    'one-in': { type: 'string', default: '1' },
  },
});
const oneIn = Number(flags['one-in']);
const unknown = positionals.find((place) => folderOf(place) === undefined);
if (unknown === undefined) {
  for (const place of positionals.length > 0 ? positionals : Object.keys(folders)) await mutate(place);
} else {
  process.stderr.write(`mutants: source/${unknown} is none of ${Object.keys(folders).join(', ')}\n`);
  process.exitCode = 2;
}

/** The folder above that a place is, or is a file of; undefined: none. */
function folderOf(place) {
  const isIn = (folder) => place === folder || (place.startsWith(`${folder}/`) && place.endsWith('.ts'));
  return Object.keys(folders).find(isIn);
}

/** The mutants of a folder of sources, or of one file of it. */
async function mutate(place) {
  const folder = folderOf(place);
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'snapdeck-mutants-'));
  const results = path.join(
    '.cache',
    'mutants',
    [place.replaceAll('/', '-'), ...(oneIn > 1 ? [`one-in-${oneIn}`] : [])].join('-'),
  );
  process.env = testEnvironment(home);
  process.stdout.write(`\n== source/${place}\n`);
  try {
    await new Stryker({
      testRunner: 'warm',
      plugins: [path.join(root, 'scripts', 'mutants', 'test-runner.mjs')],
      testRunnerNodeArgs: ['--import', new URL('./mutants/worker-coverage.mjs', import.meta.url).href],
      warm: { testFiles: folders[folder].map((tests) => `test/${tests}{/**/*,}.test.ts`), oneIn },
      mutate: [place === folder ? `source/${folder}/**/*.{ts,tsx}` : `source/${place}`],
      coverageAnalysis: 'perTest',
      ignoreStatic: true,
      incremental: oneIn === 1,
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
    const score = report(JSON.parse(fs.readFileSync(`${results}.report.json`, 'utf8')), oneIn);
    if (score < WANTED) process.exitCode = 1;
  } finally {
    fs.rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  }
}
