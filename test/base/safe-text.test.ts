import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { safeText } from '../../source/base/safe-text.ts';

suite('text for a terminal', () => {
  test('keeps four combining marks on a character, in the Indic scripts too, and drops the fifth', () => {
    const marks = (count: number): string => '\u0301'.repeat(count);
    assert.equal(safeText(`e${marks(4)}f`), `e${marks(4)}f`);
    assert.equal(safeText(`e${marks(5)}f`), `e${marks(4)}f`);
    assert.equal(safeText(`e${marks(5_000)}f${marks(5)}`), `e${marks(4)}f${marks(4)}`);
    assert.equal(safeText('क\u094d\u093f\u0902\u0901\u093c'), 'क\u094d\u093f\u0902\u0901');
  });
});
