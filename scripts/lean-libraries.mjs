// What libraries do when they are loaded, or at the first character beyond ASCII, and what none of it is needed for:
// together it held the first frame up by a third. Each change is one piece of text for another; where an update of a
// library has made it another text, the build stops and says so.

import fs from 'node:fs/promises';

const changes = [
  {
    // Through fetch() of a data: URL, which loads Node's whole HTTP client, and in three turns of the event loop.
    file: /[\\/]yoga-layout[\\/]dist[\\/]binaries[\\/]yoga-wasm-base64-esm\.js$/,
    edit: (text) => {
      const [source, base64] = /"data:application\/octet-stream;base64,([^"]+)"/.exec(text) ?? [];
      if (base64 === undefined) return text;
      const instantiate = [
        'loadYoga = { instantiateWasm(imports, use) {',
        `use(new WebAssembly.Instance(new WebAssembly.Module(Buffer.from("${base64}", "base64")), imports));`,
        'return {}; } };',
      ].join('\n');
      return text
        .replace(source, '"data:application/octet-stream;base64,"')
        .replace('loadYoga = loadYoga || {};', () => instantiate);
    },
  },
  {
    // For the package.json of a program, which we do not let it look for.
    file: /[\\/]meow[\\/]build[\\/]dependencies\.js$/,
    edit: (text) =>
      text.replace(
        /var normalizeExports = requireNormalize\(\);\nconst normalizePackageData = .*;/,
        'const normalizePackageData = (data) => getDefaultExportFromCjs(requireNormalize())(data);',
      ),
  },
  {
    // It comes with ink-table, which numbers rows that have no key; ours have one each.
    file: /[\\/]object-hash[\\/]index\.js$/,
    edit: (text) =>
      text.replace(
        "var crypto = require('crypto');",
        "var crypto = { createHash: (name) => require('crypto').createHash(name) };",
      ),
  },
  {
    // One cell each, but found to be no emoji first: that table takes 30 ms to compile. Latin, punctuation, box drawing.
    file: /[\\/]string-width[\\/]index\.js$/,
    edit: (text) =>
      text.replace(
        'if (/^[\\u0020-\\u007E]*$/.test(string)) {',
        (line) =>
          `if (ambiguousIsNarrow && /^[ -~\\u00A1-\\u00AC\\u00AE-\\u02FF\\u2010-\\u2027\\u2500-\\u257F]*$/.test(string)) return string.length;\n${line}`,
      ),
  },
];

export const leanLibraries = {
  name: 'lean-libraries',
  setup(build) {
    for (const { file, edit } of changes) {
      build.onLoad({ filter: file }, async ({ path }) => {
        const text = await fs.readFile(path, 'utf8');
        const contents = edit(text);
        if (contents === text) return { errors: [{ text: 'scripts/lean-libraries.mjs no longer fits it' }] };
        return { contents, loader: 'js' };
      });
    }
  },
};
