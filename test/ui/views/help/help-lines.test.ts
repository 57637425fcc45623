import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KEY_BINDINGS } from '../../../../source/ui/screen/keys.ts';
import type { AppState } from '../../../../source/ui/state/app-state.ts';
import { helpLines, helpOf } from '../../../../source/ui/views/help/draw-help.ts';
import { VIEWS } from '../../../../source/ui/views/registry.ts';
import { finishedScan } from '../../helpers/fake-scan.ts';
import { finishedManyScan } from '../../helpers/many-scan.ts';
import { opened } from '../../helpers/states.ts';

test('no key and no command of the help touches what it does', () => {
  for (const view of VIEWS.all) {
    for (const [first, second] of helpLines(view, VIEWS, KEY_BINDINGS)) {
      if (first !== undefined && second !== undefined)
        assert.match(first[0], / $/, `${first[0]}${second[0]}`);
    }
  }
});

test('the key of the watch is told of where something can be watched: neither in a scan file nor over many accounts', () => {
  const hasWatch = (state: AppState) =>
    helpOf(state, VIEWS).some((line) =>
      line.some(([text]) => text.includes('mark what changed, or stop that')),
    );
  const one = opened(finishedScan());
  assert.ok(hasWatch(one));
  assert.ok(!hasWatch({ ...one, source: 'file' }));
  assert.ok(!hasWatch(opened(finishedManyScan())));
});
