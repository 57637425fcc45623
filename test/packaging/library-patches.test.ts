import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';
import fc from 'fast-check';
import stringWidth from 'string-width';
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

/** Ideographs, syllables and private use are 300,000 of the same kind: one in 16 of them stands for the others. */
function isSampled(code: number): boolean {
  const alike = /\p{Unified_Ideograph}|\p{Co}|[\uac00-\ud7a3]/u.test(String.fromCodePoint(code));
  return !alike || code % 16 === 0;
}

suite('the bundled width', () => {
  const bundled = bundledWidth();

  test('of every assigned character, alone and beside others, is that of string-width', async () => {
    const width = await bundled;
    for (let code = 0; code <= 0x10ffff; code += 1) {
      const character = String.fromCodePoint(code);
      if (/\p{Cn}/u.test(character)) continue;
      if (!isSampled(code)) continue;
      assert.equal(width(character), stringWidth(character), `U+${code.toString(16)}`);
      for (const text of [`a${character}`, `${character}\u0301`, `${character}\ufe0f`, `─${character}`])
        assert.equal(width(text), stringWidth(text), `U+${code.toString(16)} in ${JSON.stringify(text)}`);
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
    const text = fc.array(
      fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })),
    );
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
