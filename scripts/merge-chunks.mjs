// Puts chunks into one file that are always loaded together. The bundler makes a chunk for every set of entries that a
// module is part of, each `import()` being an entry: a start would load near a hundred small files, and Node takes half
// a millisecond and more to find, read and link one. What is loaded at one of the starts below is as good as one piece.
//
// Rollup does it, which can be told what goes together; the code was bundled and made small before, and stays as it is.

import path from 'node:path';
import { rollup } from 'rollup';

/** What is loaded whole at some moment, by the files that are asked for then. A thread of its own is a start of its own. */
const starts = [
  ['source/cli.ts'],
  ['source/commands/open-session.ts', 'source/commands/flags.ts', 'source/store/history/prune-scans.ts'],
  ['source/commands/app.ts', 'source/ui/app/run-app.tsx'],
  ['source/commands/scan.ts'],
  ['source/scan/scan-worker.ts'],
  ['source/queries/query-worker.ts'],
  ['source/export/export-worker.ts'],
  ['source/export/delete-plan/delete-plan-worker.ts'],
  ['source/export/excel/summary-worker.ts'],
  ['source/demo/demo-main.ts'],
];

/** The files of a bundle, of fewer chunks; `outputFiles` and `metafile` are those of esbuild. */
export async function mergedChunks({ outputFiles, metafile, outdir }) {
  const outputs = new Map(
    Object.entries(metafile.outputs).map(([file, output]) => [path.basename(file), output]),
  );
  const texts = new Map(outputFiles.map((file) => [path.basename(file.path), file.text]));
  const groups = groupsOf(outputs);
  const entries = [...outputs].filter(([name, { entryPoint }]) => entryPoint && !name.startsWith('chunk-'));
  const bundle = await rollup({
    input: Object.fromEntries(entries.map(([name]) => [path.basename(name, '.js'), name])),
    // Everything was kept for a reason already.
    treeshake: false,
    preserveEntrySignatures: 'strict',
    plugins: [
      {
        name: 'chunks',
        resolveId: (source) => {
          const name = source.replace(/^\.\//, '');
          return texts.has(name) ? name : { id: source, external: true };
        },
        load: (id) => texts.get(id),
      },
    ],
  });
  try {
    const { output } = await bundle.generate({
      format: 'es',
      compact: true,
      entryFileNames: '[name].js',
      chunkFileNames: ({ name }) => `chunk-${plainName(name)}[hash].js`,
      manualChunks: (id) => groups.get(id),
      onlyExplicitManualChunks: true,
      hoistTransitiveImports: false,
    });
    return output.map(({ fileName, code }) => ({
      path: path.join(outdir, fileName),
      contents: Buffer.from(code),
    }));
  } finally {
    await bundle.close();
  }
}

/** The group of each chunk that is part of some start: those that are part of the same ones are one. */
function groupsOf(outputs) {
  const startsOf = new Map();
  for (const [index, sources] of starts.entries())
    for (const name of loadedWith(sources, outputs))
      startsOf.set(name, [...(startsOf.get(name) ?? []), index]);
  const names = new Map();
  for (const [name, of] of startsOf) {
    // What is asked for by itself stays a file of its own.
    if (outputs.get(name).entryPoint) continue;
    names.set(name, `shared-${of.join('-')}`);
  }
  return names;
}

/** The chunks that are loaded with these sources, by the names of their files. */
function loadedWith(sources, outputs) {
  const waiting = [...outputs]
    .filter(([, { entryPoint }]) => sources.includes(entryPoint))
    .map(([name]) => name);
  if (waiting.length < sources.length) throw new Error(`not in the bundle: one of ${sources.join(', ')}`);
  const loaded = new Set(waiting);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    for (const { path: file, kind } of outputs.get(name).imports) {
      const imported = path.basename(file);
      if (kind !== 'import-statement' || loaded.has(imported) || !outputs.has(imported)) continue;
      loaded.add(imported);
      waiting.push(imported);
    }
  }
  return loaded;
}

/** The name of a chunk without what the bundler and the groups added to it, and a hyphen; nothing where that is all. */
function plainName(name) {
  const plain = name
    .replace(/^(chunk-)+/, '')
    .replace(/-?[0-9A-Z]{8}$/, '')
    .replace(/^shared-.*/, 'shared');
  return plain === '' ? '' : `${plain}-`;
}
