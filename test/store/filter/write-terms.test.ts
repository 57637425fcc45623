import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Operand } from '../../../source/store/filter/expression.ts';
import { parseFilter } from '../../../source/store/filter/parse-filter.ts';
import { leavesOf } from '../../../source/store/filter/tree.ts';
import { allFilters, isOneOf, isValue } from '../../../source/store/filter/write-terms.ts';

/** What the filter language understands of the only term of a text. */
function understood(text: string): readonly Operand[] {
  const parsed = parseFilter(text, [{ id: 'name', type: 'text' }]);
  assert.ok('ok' in parsed, text);
  const terms = leavesOf(parsed.ok.terms);
  assert.equal(terms.length, 1, text);
  const asked = terms[0]?.test;
  assert.ok(asked?.on === 'field', text);
  return asked.oneOf;
}

test('a term for a value is short where it can be, and in double quotes where it would be read otherwise', () => {
  assert.equal(isValue('name', 'vol-1'), 'name=vol-1');
  assert.equal(isValue('name', 'a b'), 'name="a b"');
  assert.equal(isValue('name', 'really!'), 'name="really!"');
  assert.equal(isOneOf('name', ['a', 'b,c', 'd']), 'name=a,"b,c",d');
  assert.equal(isValue('name', null), 'name:?');
});

test('a term that is written is read as just the values that it was written for', () => {
  const values = ['x', 'a b', ' a', 'b ', 'a,b', '!a', 'a!', 'say "hi"', '"', 'back\\slash', '*', '?', ''];
  for (const value of values)
    assert.deepEqual(understood(isValue('name', value)), [{ is: 'text', text: value }]);
  assert.deepEqual(
    understood(isOneOf('name', values)),
    values.map((text) => ({ is: 'text', text })),
  );
  assert.deepEqual(understood(isValue('name', null)), [{ is: 'unknown' }]);
});

test('filters that all must hold keep their alternatives together', () => {
  assert.equal(allFilters(['a or b', ' ', 'c', '(d or e)', 'f or (g)']), '(a or b) c (d or e) (f or (g))');
  assert.equal(allFilters(['a or b', '']), 'a or b');
  assert.equal(
    allFilters(['name:copy( or', 'c']),
    'name:copy( or c',
    'what is not understood is left as it is',
  );
  assert.equal(isValue('name', 'copy (1)'), 'name="copy (1)"');
  assert.equal(isValue('name', 'f(x)'), 'name="f(x)"');
});
