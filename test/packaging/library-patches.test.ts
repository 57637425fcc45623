import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { anyText } from '../helpers/any-text.ts';
import { ROOT } from '../house-style/source-files.ts';

interface Patch {
  readonly file: string;
  readonly edit: (text: string) => string;
}

const patchModule = pathToFileURL(path.join(ROOT, 'scripts/library-patches.mjs')).href;
const { patches, libraryPatches }: { readonly patches: readonly Patch[]; readonly libraryPatches: Plugin } =
  await import(patchModule);

suite('what the build changes in libraries', () => {
  for (const { file, edit } of patches) {
    const text = fs.readFileSync(path.join(ROOT, 'node_modules', file), 'utf8');

    test(`fits the text of ${file}, and is refused by another one`, () => {
      assert.notEqual(edit(text), text);
      assert.throws(() => edit('export const other = true;'), /another text than the patch was made for/);
    });
  }
});

type Width = (text: string, options?: { readonly ambiguousIsNarrow?: boolean }) => number;

/** string-width as the build changes it. */
async function bundledWidth(): Promise<Width> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    stdin: { contents: "export { default } from 'string-width';", resolveDir: ROOT },
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
    plugins: [libraryPatches],
  });
  const text = outputFiles[0]?.text ?? '';
  assert.match(text, /u2500-/);
  const module = `data:text/javascript;base64,${Buffer.from(text).toString('base64')}`;
  const { default: width }: { readonly default: Width } = await import(module);
  assert.notEqual(width, stringWidth);
  return width;
}

/** Ideographs, syllables and private use: 250,000 characters of the same kind, none of which joins its neighbours. */
const ALIKE = /\p{Unified_Ideograph}|\p{Co}|[\uac00-\ud7a3]/u;
/** Who changes beside others what it is alone: beyond the first plane only what may be an emoji, and marks. */
const CHANGES = /[\0-\uffff]|\p{Extended_Pictographic}|\p{Emoji}|\p{M}/u;

/** Every assigned character. */
function assigned(): readonly string[] {
  const all = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code));
  return all.filter((character) => !/\p{Cn}/u.test(character));
}

suite('the bundled width', () => {
  const bundled = bundledWidth();

  test('of every assigned character, alone and beside others, is that of string-width', async () => {
    const width = await bundled;
    const holds = (text: string) => assert.equal(width(text), stringWidth(text), text);
    const characters = assigned();
    // A hundred in a row are told apart and measured one by one as well, and much faster.
    const alike = characters.filter((character) => ALIKE.test(character));
    for (let at = 0; at < alike.length; at += 100) holds(alike.slice(at, at + 100).join(''));
    for (const character of characters) {
      if (ALIKE.test(character)) continue;
      holds(character);
      if (!CHANGES.test(character)) continue;
      for (const text of [`a${character}`, `${character}\u0301`, `${character}\ufe0f`, `─${character}`])
        holds(text);
    }
  });

  test('of any string is that of string-width', async () => {
    const width = await bundled;
    const pieces = [
      '\u001B[1m',
      '\u001B[0m',
      '👩‍👩‍👧',
      '🏽',
      '🇨🇭',
      'क्षि',
      '─',
      '…',
      '\u0301',
      '\u200d',
      '\ufe0f',
    ];
    const text = fc.array(fc.oneof(fc.constantFrom(...pieces), anyText, fc.string({ unit: 'grapheme' })));
    fc.assert(
      fc.property(text, fc.boolean(), (parts, ambiguousIsNarrow) => {
        const given = parts.join('');
        assert.equal(width(given, { ambiguousIsNarrow }), stringWidth(given, { ambiguousIsNarrow }));
      }),
      { numRuns: 500 },
    );
  });

  test('of ambiguous characters is two cells where they are wide', async () => {
    const width = await bundled;
    for (const text of ['─', '·', '…', 'é', '\u001B[1m──\u001B[22m'])
      assert.equal(
        width(text, { ambiguousIsNarrow: false }),
        stringWidth(text, { ambiguousIsNarrow: false }),
      );
  });
});
