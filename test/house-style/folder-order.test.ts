import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { circles, filesOutside, importsOfDemo, importsOfOtherViews, upwardImports } from './folder-order.ts';
import { sourceFiles } from './source-files.ts';

const files = sourceFiles('source');

suite('the order of the folders', () => {
  test('has a place for every file', () => {
    assert.deepEqual(filesOutside(files), []);
  });

  test('lets no file import from a folder above its own, types included', () => {
    assert.deepEqual(upwardImports(files), []);
  });

  test('leaves no circle between files, types included', () => {
    assert.deepEqual(circles(files), []);
  });

  test('keeps the simulated AWS to itself and to the commands that start it', () => {
    assert.deepEqual(importsOfDemo(files), []);
  });

  test('lets no view import another one', () => {
    assert.deepEqual(importsOfOtherViews(files), []);
  });
});

suite('what breaks the order of the folders', () => {
  const file = (name: string, ...lines: readonly string[]) => ({ name, text: lines.join('\n') });

  test('is named with its line, be it a type, a re-export, a lazy import or a type named in place', () => {
    const broken = [
      file('source/base/a.ts', "import fs from 'node:fs';", "import type { B } from '../model/b.ts';"),
      file('source/model/b.ts', 'export type B = 1;', "export * from '../aws/c.ts';"),
      file('source/aws/c.ts', "export const c = await import('../ui/kit/d.ts');"),
      file('source/ui/kit/d.ts', "export type D = import('../state/e.ts').E;"),
      file('source/ui/state/e.ts', "import { c } from '../../aws/c.ts';", 'export type E = typeof c;'),
    ];
    assert.deepEqual(upwardImports(broken), [
      'source/base/a.ts:2 imports source/model/b.ts from a folder above',
      'source/model/b.ts:2 imports source/aws/c.ts from a folder above',
      'source/aws/c.ts:1 imports source/ui/kit/d.ts from a folder above',
      'source/ui/kit/d.ts:1 imports source/ui/state/e.ts from a folder above',
    ]);
  });

  test('is a circle of two files in one folder too, and each circle is named once', () => {
    const broken = [
      file('source/model/a.ts', "import type { B } from './b.ts';"),
      file('source/model/b.ts', '', "import type { A } from './a.ts';"),
      file('source/model/c.ts', "import { a } from './a.ts';"),
    ];
    assert.deepEqual(circles(broken), [
      'source/model/a.ts:1 imports source/model/b.ts, source/model/b.ts:2 imports source/model/a.ts',
    ]);
  });

  test('is a file that lies beside the folders', () => {
    assert.deepEqual(filesOutside([file('source/more.ts'), file('source/cli.ts')]), ['source/more.ts']);
  });

  test('is an import of the simulated AWS by the engine', () => {
    const broken = [
      file('source/scan/a.ts', "import { demo } from '../demo/b.ts';"),
      file('source/commands/demo.ts', "import { demo } from '../demo/b.ts';"),
    ];
    assert.deepEqual(importsOfDemo(broken), ['source/scan/a.ts:1 imports source/demo/b.ts']);
  });

  test('is a view that imports another one, not what lies beside or below them', () => {
    const broken = [
      file('source/ui/views/table/a.ts', "import { b } from '../facets/b.ts';"),
      file(
        'source/ui/views/summary/panels/c.ts',
        "import { d } from '../d.ts';",
        "import '../../table/a.ts';",
      ),
      file('source/ui/views/registry.ts', "import { a } from './table/a.ts';"),
      file('source/ui/views/facets/b.ts', "import type { View } from '../view.ts';"),
    ];
    assert.deepEqual(importsOfOtherViews(broken), [
      'source/ui/views/table/a.ts:1 imports source/ui/views/facets/b.ts',
      'source/ui/views/summary/panels/c.ts:2 imports source/ui/views/table/a.ts',
    ]);
  });
});
