import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counted, errorLine } from '../../source/model/words.ts';

test('a count takes its noun in the singular only for one', () => {
  assert.deepEqual(
    [0, 1, 2, 1204].map((count) => counted(count, 'row')),
    ['0 rows', '1 row', '2 rows', '1,204 rows'],
  );
});

test('an error is one line of safe text, whatever was thrown', () => {
  assert.equal(errorLine(new Error('Access denied')), 'Access denied');
  assert.equal(errorLine('no such host'), 'no such host');
  assert.equal(errorLine(new Error('  first\r\n\tsecond  ')), 'first second');
  // A control character, one that turns text around, a line and a paragraph separator.
  assert.equal(errorLine('a\u001bb\u202ec\u2028d\u2029e'), 'a b c d e');
  assert.equal(errorLine('a\u2028\u2029\u202e\u001b\u00a0b'), 'a b');
});

test('an error without words is an unknown error, never an empty line', () => {
  assert.equal(errorLine(''), 'unknown error');
  assert.equal(errorLine(' \n\u2028'), 'unknown error');
});
