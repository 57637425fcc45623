import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import stringWidth from 'string-width';
import { temporaryFolder } from '../store/folders.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

type Width = (text: string, options?: { readonly ambiguousIsNarrow?: boolean }) => number;

/** string-width as the build changes it. */
async function bundledWidth(folder: string): Promise<Width> {
  const [esbuild, lean]: readonly { readonly build?: unknown; readonly leanLibraries?: unknown }[] =
    await Promise.all([
      import('esbuild'),
      import(pathToFileURL(path.join(root, 'scripts/lean-libraries.mjs')).href),
    ]);
  assert.ok(typeof esbuild?.build === 'function');
  const outfile = path.join(folder, 'width.mjs');
  await Reflect.apply(esbuild.build, esbuild, [
    {
      absWorkingDir: root,
      stdin: { contents: "export { default } from 'string-width';", resolveDir: root },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile,
      plugins: [lean?.leanLibraries],
    },
  ]);
  assert.match(fs.readFileSync(outfile, 'utf8'), /u2500-/);
  const { default: width }: { readonly default: Width } = await import(pathToFileURL(outfile).href);
  return width;
}

test('the bundled width of every character, alone and beside others, is that of string-width', async () => {
  using folder = temporaryFolder();
  const width = await bundledWidth(folder.path);
  assert.notEqual(width, stringWidth);
  for (let code = 0; code <= 0xffff; code += 1) {
    const character = String.fromCharCode(code);
    for (const text of [
      character,
      `a${character}`,
      `${character}\u0301`,
      `${character}\ufe0f`,
      `─${character}`,
    ])
      assert.equal(width(text), stringWidth(text), `U+${code.toString(16)} in ${JSON.stringify(text)}`);
  }
});

test('the bundled width of ambiguous characters is two cells where they are wide', async () => {
  using folder = temporaryFolder();
  const width = await bundledWidth(folder.path);
  for (const text of ['─', '·', '…', 'é', '\u001B[1m──\u001B[22m'])
    assert.equal(width(text, { ambiguousIsNarrow: false }), stringWidth(text, { ambiguousIsNarrow: false }));
});
