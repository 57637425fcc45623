import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Key } from 'ink';
import { keyNames } from '../../../source/ui/kit/key-names.ts';
import { findCommand, KEY_BINDINGS } from '../../../source/ui/screen/keys.ts';
import { DIGITS, MAIN_VIEWS } from '../../../source/ui/settings/main-views.ts';

const NO_KEY: Key = {
  upArrow: false,
  downArrow: false,
  leftArrow: false,
  rightArrow: false,
  pageDown: false,
  pageUp: false,
  home: false,
  end: false,
  return: false,
  escape: false,
  ctrl: false,
  shift: false,
  tab: false,
  backspace: false,
  delete: false,
  meta: false,
  super: false,
  hyper: false,
  capsLock: false,
  numLock: false,
};

describe('key names', () => {
  test('name special keys', () => {
    assert.deepEqual(keyNames('', { ...NO_KEY, upArrow: true }), ['up']);
    assert.deepEqual(keyNames('', { ...NO_KEY, tab: true, shift: true }), ['shift+tab']);
    assert.deepEqual(keyNames('c', { ...NO_KEY, ctrl: true }), ['ctrl+c']);
    assert.deepEqual(keyNames(' ', { ...NO_KEY, ctrl: true }), ['ctrl+space']);
  });

  test('take apart what came in one piece', () => {
    assert.deepEqual(keyNames('/web 日\r', NO_KEY), ['/', 'w', 'e', 'b', ' ', '日', 'enter']);
    assert.deepEqual(keyNames('a\u0012\u007F', NO_KEY), ['a', 'ctrl+r', 'backspace']);
    assert.deepEqual(keyNames('j\0', NO_KEY), ['j', 'ctrl+space']);
  });

  test('take Escape and a key right behind it as the two that they were', () => {
    assert.deepEqual(keyNames('q', { ...NO_KEY, meta: true }), ['escape', 'q']);
  });
});

describe('the key table', () => {
  test('binds no key twice in a view', () => {
    const seen = new Map<string, string>();
    const twice: string[] = [];
    for (const binding of KEY_BINDINGS) {
      for (const view of binding.views) {
        for (const key of binding.keys) {
          const place = `${view}: ${key}`;
          if (seen.has(place)) twice.push(`${place} (${seen.get(place)}, ${binding.description})`);
          seen.set(place, binding.description);
        }
      }
    }
    assert.deepEqual(twice, []);
  });

  test('opens the first ten views with the digits from 1 to 9, then 0', () => {
    assert.deepEqual(
      DIGITS.map((digit) => findCommand('table', digit)),
      MAIN_VIEWS.slice(0, 10).map((view) => ({ open: view.id })),
    );
    assert.deepEqual(DIGITS.join(''), '1234567890');
  });

  test('takes digits and letters as text inside inputs', () => {
    for (const view of ['filter', 'command', 'picker'] as const) {
      assert.deepEqual(
        [...'123456789qejkghlsrRWp?/:'].filter((key) => findCommand(view, key) !== undefined),
        [],
      );
    }
  });

  test('leaves with Ctrl-C from everywhere', () => {
    const views = new Set(KEY_BINDINGS.flatMap((binding) => binding.views));
    assert.deepEqual(
      [...views].filter((view) => findCommand(view, 'ctrl+c') !== 'interrupt'),
      [],
    );
  });
});
