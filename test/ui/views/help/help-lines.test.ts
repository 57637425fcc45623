import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KEY_BINDINGS } from '../../../../source/ui/screen/keys.ts';
import { helpLines } from '../../../../source/ui/views/help/draw-help.ts';
import { VIEWS } from '../../../../source/ui/views/registry.ts';

test('no key and no command of the help touches what it does', () => {
  for (const view of VIEWS.all) {
    for (const [first, second] of helpLines(view, VIEWS, KEY_BINDINGS)) {
      if (first !== undefined && second !== undefined)
        assert.match(first[0], / $/, `${first[0]}${second[0]}`);
    }
  }
});
