// Changes the sources in small ways, one at a time, and tells which changes no test notices. Takes long; what has not
// changed since the last run is not run again.
//
//   npm run mutants                       all folders below
//   npm run mutants -- model store/filter one folder after the other

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { testEnvironment } from './test-environment.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const folders = ['model', 'analysis', 'kinds', 'store/filter', 'scan'];

const { positionals } = parseArgs({ allowPositionals: true });
const unknown = positionals.find((folder) => !fs.existsSync(path.join(root, 'source', folder)));
if (unknown === undefined) {
  for (const folder of positionals.length > 0 ? positionals : folders) await mutate(folder);
} else {
  process.stderr.write(`mutants: there is no folder source/${unknown}\n`);
  process.exitCode = 2;
}

/** The mutants of a folder of sources, with the tests of the folder that mirrors it. */
async function mutate(folder) {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'snapdeck-mutants-'));
  const results = path.join('.cache', 'mutants', folder.replaceAll('/', '-'));
  // The runner starts the `node` that it finds first.
  const PATH = [path.dirname(process.execPath), process.env.PATH].join(path.delimiter);
  process.env = { ...testEnvironment(home), PATH };
  process.stdout.write(`\n== source/${folder}\n`);
  try {
    await new Stryker({
      configFile: path.join(root, 'stryker.config.mjs'),
      mutate: [`source/${folder}/**/*.{ts,tsx}`],
      tap: { testFiles: [`test/${folder}/**/*.test.ts`] },
      incrementalFile: `${results}.json`,
      htmlReporter: { fileName: `${results}.html` },
      concurrency: os.availableParallelism(),
    }).runMutationTest();
  } finally {
    fs.rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  }
}
