import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { charsetOfLocale, createProbeReader } from '../../source/base/cursor-probe.ts';

const said = (...columns: readonly number[]) => {
  const read = createProbeReader();
  return columns.map((column) => read(`[7;${column}R`));
};

describe('the places of the cursor behind two characters', () => {
  test('tell of UTF-8, of wide glyphs, and of neither', () => {
    assert.deepEqual(said(2, 3), [null, 'all']);
    assert.deepEqual(said(2, 4), [null, 'no glyphs']);
    assert.deepEqual(said(3, 5), [null, 'ascii']);
  });

  test('are told from those that something else asked for', () => {
    assert.deepEqual(said(40, 2, 3, 40, 80), [null, null, 'all', null, null]);
    const read = createProbeReader();
    assert.deepEqual(
      ['[I', '[7;2R', '[?62c', '[7;3R'].map((report) => read(report)),
      [null, null, null, 'all'],
    );
  });
});

test('the locale speaks where the terminal does not', () => {
  assert.equal(charsetOfLocale({ LANG: 'en_US.UTF-8' }, 'linux'), 'all');
  assert.equal(charsetOfLocale({ LANG: 'de_DE.utf8', LC_ALL: '' }, 'darwin'), 'all');
  assert.equal(charsetOfLocale({ LANG: 'en_US.UTF-8', LC_ALL: 'C' }, 'linux'), 'ascii');
  assert.equal(charsetOfLocale({ LANG: 'en_US.UTF-8', LC_CTYPE: 'C' }, 'linux'), 'ascii');
  assert.equal(charsetOfLocale({}, 'linux'), 'ascii');
  assert.equal(charsetOfLocale({}, 'win32'), 'all');
});
