// Bundles source/ into dist/: one file per thread or process, shared chunks, all libraries inside, so that the
// published package installs alone and starts fast.
//
//   --sizes        prints what came out
//   --pack         also removes every file of earlier builds; otherwise recent ones stay, since a running snapdeck may
//                  still load them
//   --into FOLDER  builds into another folder than the project's own
//   --inputs FILE  also writes down, as JSON, every file that the bundle has code of

import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
import { libraryPatches } from './library-patches.mjs';
import { mergedChunks } from './merge-chunks.mjs';
import { writeNotices } from './notices.mjs';
import { quickBuiltins } from './quick-builtins.mjs';
import { schemaPatches } from './schema-patches.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const entries = [
  'source/cli.ts',
  'source/scan/scan-worker.ts',
  'source/queries/query-worker.ts',
  'source/export/export-worker.ts',
  'source/export/delete-plan/delete-plan-worker.ts',
  'source/queries/diff-worker.ts',
  'source/export/excel/summary-worker.ts',
  'source/analysis/diff/sections-worker.ts',
  'source/store/history/history-worker.ts',
  'source/demo/demo-main.ts',
];

// Ink loads the first in development only; exceljs reads workbooks and csv files with the next three, and we only write;
// every client of the SDK is given its credentials.
const unused = [
  ...['react-devtools-core', 'unzipper', 'fast-csv', 'saxes'],
  '@aws-sdk/credential-provider-node',
];

// exceljs and its dependencies call require(); their deprecation warnings would tear the screen.
const banner = [
  "import { createRequire as snapdeckCreateRequire } from 'node:module';",
  'const require = snapdeckCreateRequire(import.meta.url);',
  'process.noDeprecation = true;',
].join('');

const hour = 3_600_000;

export async function build({ pack = false, into = root, inputs } = {}) {
  const dist = path.join(into, 'dist');
  const { outputFiles, metafile } = await esbuild.build({
    absWorkingDir: root,
    // Flat names: a worker is found beside the file that starts it.
    entryPoints: Object.fromEntries(entries.map((entry) => [path.basename(entry, '.ts'), entry])),
    entryNames: '[name]',
    chunkNames: 'chunk-[name]-[hash]',
    outdir: dist,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22.16',
    // Node has them all; made anew by `new RegExp` where they stand, they would cost Ink a tenth of every frame.
    supported: { 'regexp-unicode-property-escapes': true, 'regexp-set-notation': true },
    mainFields: ['module', 'main'],
    external: ['node:*'],
    jsx: 'automatic',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    define: {
      'process.env.NODE_ENV': '"production"',
      'process.env.DEV': '"false"',
      'Intl.Segmenter': 'QuickSegmenter',
    },
    inject: ['source/ui/kit/quick-segmenter.ts'],
    alias: Object.fromEntries(unused.map((name) => [name, './scripts/empty-module.mjs'])),
    plugins: [libraryPatches, quickBuiltins, schemaPatches],
    banner: { js: banner },
    logLevel: 'warning',
    metafile: true,
    write: false,
  });
  const files = await mergedChunks({ outputFiles, metafile, outdir: dist });
  publish(files, dist, pack);
  writeNotices({ root, metafile, target: path.join(into, 'THIRD-PARTY-NOTICES.txt') });
  if (inputs) fs.writeFileSync(inputs, JSON.stringify(bundledFiles(metafile)));
  return files.map((file) => ({ name: path.basename(file.path), bytes: file.contents.length }));
}

function bundledFiles({ outputs }) {
  const all = Object.values(outputs).flatMap(({ inputs }) => Object.entries(inputs));
  return [...new Set(all.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([file]) => file))];
}

/**
 * Puts the files in place one by one, chunks before the entries that name them, each by a rename: at no moment does
 * dist/ hold half a file or an entry without its chunks, whoever else builds or runs meanwhile.
 */
function publish(files, dist, pack) {
  fs.mkdirSync(dist, { recursive: true });
  const isChunk = (file) => path.basename(file.path).startsWith('chunk-');
  for (const file of [...files.filter(isChunk), ...files.filter((file) => !isChunk(file))]) {
    const draft = path.join(dist, `.${path.basename(file.path)}.${process.pid}`);
    fs.writeFileSync(draft, file.contents);
    fs.renameSync(draft, file.path);
  }
  const current = new Set(files.map((file) => path.basename(file.path)));
  for (const name of fs.readdirSync(dist)) {
    if (name === '.stamp' || current.has(name)) continue;
    const file = path.join(dist, name);
    const age = Date.now() - (fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (pack || age > hour) fs.rmSync(file, { recursive: true, force: true });
  }
}

/** The bundler prints its own errors. */
function reportUnlessPrinted(error) {
  process.stderr.write(error.errors ? 'The build failed.\n' : `${error.stack}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      sizes: { type: 'boolean' },
      pack: { type: 'boolean' },
      into: { type: 'string' },
      inputs: { type: 'string' },
    },
  });
  const files = await build(values).catch(reportUnlessPrinted);
  if (!files) process.exitCode = 1;
  else if (values.sizes) {
    for (const { name, bytes } of files.sort((a, b) => b.bytes - a.bytes)) {
      console.log(`${String(Math.round(bytes / 1024)).padStart(6)} KiB  ${name}`);
    }
  }
}
