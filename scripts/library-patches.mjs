// What libraries do when they are loaded, or at the first character beyond ASCII, and what none of it is needed for.
// Only what saves over 10 ms of start-up, or a thirtieth of an export, has a place here: CONTRIBUTING.md says what each
// one saves. A patch is pieces of text for others; where an update of a library has made one another text, the build
// stops and says so.

import fs from 'node:fs/promises';

// Stands in for a pattern until somebody matches with it.
const whenAsked = `
function whenAsked(make) {
  let made;
  const pattern = () => (made ??= make());
  return { test: (text) => pattern().test(text), [Symbol.search]: (text) => text.search(pattern()) };
}
`;

/** Each: the file within node_modules, and how its text is changed. */
export const patches = [
  {
    // Through fetch() of a data: URL, which loads Node's whole HTTP client, and in three turns of the event loop.
    file: 'yoga-layout/dist/binaries/yoga-wasm-base64-esm.js',
    edit: (text) => {
      const [source = '', base64 = ''] = /"data:application\/octet-stream;base64,([^"]+)"/.exec(text) ?? [];
      const instantiate = [
        'loadYoga = { instantiateWasm(imports, use) {',
        `use(new WebAssembly.Instance(new WebAssembly.Module(Buffer.from("${base64}", "base64")), imports));`,
        'return {}; } };',
      ].join('\n');
      const emptied = swapped(text, source, '"data:application/octet-stream;base64,"');
      return swapped(emptied, 'loadYoga = loadYoga || {};', instantiate);
    },
  },
  {
    // For the package.json of a program, which we do not let it look for.
    file: 'meow/build/dependencies.js',
    edit: (text) =>
      swapped(
        text,
        /var normalizeExports = requireNormalize\(\);\nconst normalizePackageData = .*;/,
        'const normalizePackageData = (data) => getDefaultExportFromCjs(requireNormalize())(data);',
      ),
  },
  {
    // Checksums in JavaScript took a thirtieth of an export; Node has them since 22.2.
    file: 'crc32-stream/lib/crc32-stream.js',
    edit: withNativeChecksums,
  },
  {
    file: 'crc32-stream/lib/deflate-crc32-stream.js',
    edit: withNativeChecksums,
  },
  {
    // Latin, punctuation and what boxes are drawn with take one cell each, but are found to be no emoji first, from
    // tables that take long to read and to compile.
    file: 'string-width/index.js',
    edit: (text) => {
      const first = 'if (/^[\\u0020-\\u007E]*$/.test(string)) {';
      const quick = `if (ambiguousIsNarrow && /^[ -~\\u00A1-\\u00AC\\u00AE-\\u02FF\\u2010-\\u2027\\u2500-\\u257F]*$/.test(string)) return string.length;\n${first}`;
      const tables = /^const (visibleCharacterRegex|spacingMarkRegex|rgiEmojiRegex) = (\/.*\/v);$/gm;
      return swapped(swapped(text, first, quick), tables, 'const $1 = whenAsked(() => $2);') + whenAsked;
    },
  },
];

function withNativeChecksums(text) {
  return swapped(
    text,
    "const crc32 = require('crc-32');",
    "const crc32 = { buf: (chunk, before) => require('zlib').crc32(chunk, Number(before) || 0) };",
  );
}

/** The text with `to` for `from`. Throws where there is nothing to change. */
function swapped(text, from, to) {
  const result = from === '' ? text : text.replace(from, typeof from === 'string' ? () => to : to);
  if (result === text) throw new Error('it has another text than the patch was made for');
  return result;
}

export const libraryPatches = {
  name: 'library-patches',
  setup(build) {
    for (const { file, edit } of patches) {
      build.onLoad({ filter: endOfPath(file) }, async ({ path }) => {
        try {
          return { contents: edit(await fs.readFile(path, 'utf8')), loader: 'js' };
        } catch (error) {
          return { errors: [{ text: `scripts/library-patches.mjs no longer fits: ${error.message}` }] };
        }
      });
    }
  },
};

function endOfPath(file) {
  const parts = file.split('/').map((part) => part.replace(/[.\\]/g, '\\$&'));
  return new RegExp(`[\\\\/]node_modules[\\\\/]${parts.join('[\\\\/]')}$`);
}
