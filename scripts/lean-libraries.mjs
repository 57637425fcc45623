// What libraries do when they are loaded, or at the first character beyond ASCII, and what none of it is needed for:
// together it held the first frame up by a third. Each change is one piece of text for another; where an update of a
// library has made it another text, the build stops and says so.

import fs from 'node:fs/promises';

// Stands in for a pattern until somebody matches with it.
const whenAsked = `
function whenAsked(make) {
  let made;
  const pattern = () => (made ??= make());
  return { test: (text) => pattern().test(text), [Symbol.search]: (text) => text.search(pattern()) };
}
`;

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
    // Ninety spinners, of which the header turns one.
    file: /[\\/]cli-spinners[\\/]spinners\.json$/,
    loader: 'json',
    edit: (text) => JSON.stringify({ line: JSON.parse(text).line }),
  },
  {
    // Checksums in JavaScript took a thirtieth of an export; Node has them since 22.2.
    file: /[\\/]crc32-stream[\\/]lib[\\/](?:deflate-)?crc32-stream\.js$/,
    edit: (text) =>
      text.replace(
        "const crc32 = require('crc-32');",
        "const crc32 = { buf: (chunk, before) => require('zlib').crc32(chunk, Number(before) || 0) };",
      ),
  },
  {
    // Latin, punctuation and what boxes are drawn with take one cell each, but are found to be no emoji first, from a
    // table that takes 4 ms to read and 30 to compile.
    file: /[\\/]string-width[\\/]index\.js$/,
    edit: (text) =>
      text
        .replace(
          'if (/^[\\u0020-\\u007E]*$/.test(string)) {',
          (line) =>
            `if (ambiguousIsNarrow && /^[ -~\\u00A1-\\u00AC\\u00AE-\\u02FF\\u2010-\\u2027\\u2500-\\u257F]*$/.test(string)) return string.length;\n${line}`,
        )
        .replace(
          /^const (visibleCharacterRegex|spacingMarkRegex|rgiEmojiRegex) = (\/.*\/v);$/gm,
          'const $1 = whenAsked(() => $2);',
        )
        .concat(whenAsked),
  },
];

export const leanLibraries = {
  name: 'lean-libraries',
  setup(build) {
    for (const { file, edit, loader = 'js' } of changes) {
      build.onLoad({ filter: file }, async ({ path }) => {
        const text = await fs.readFile(path, 'utf8');
        const contents = edit(text);
        if (contents === text) return { errors: [{ text: 'scripts/lean-libraries.mjs no longer fits it' }] };
        return { contents, loader };
      });
    }
  },
};
