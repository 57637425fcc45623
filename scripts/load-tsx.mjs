// Lets Node load .tsx files. It takes the types off .ts files itself, which is much cheaper than a loader; JSX it leaves.

import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
/** What became of files before, by what is in them: for each one esbuild starts a process. */
const KEPT = path.join(import.meta.dirname, '..', '.cache', 'jsx');

registerHooks({
  load(url, context, nextLoad) {
    if (!url.endsWith('.tsx')) return nextLoad(url, context);
    return { format: 'module', source: transformed(fileURLToPath(url)), shortCircuit: true };
  },
});

function transformed(file) {
  const source = fs.readFileSync(file, 'utf8');
  const { version } = require('esbuild/package.json');
  const kept = path.join(KEPT, createHash('sha1').update(`${version} ${file} ${source}`).digest('hex'));
  try {
    return fs.readFileSync(kept, 'utf8');
  } catch {
    const code = withoutJsx(source, file);
    keep(kept, code);
    return code;
  }
}

function withoutJsx(source, file) {
  // Loaded late: few tests need it.
  const { code } = require('esbuild').transformSync(source, {
    loader: 'tsx',
    jsx: 'automatic',
    sourcefile: file,
    sourcemap: 'inline',
  });
  return code;
}

/** By a rename: another process never reads half of it. */
function keep(file, code) {
  const draft = `${file}.${process.pid}`;
  fs.mkdirSync(KEPT, { recursive: true });
  fs.writeFileSync(draft, code);
  fs.renameSync(draft, file);
}
