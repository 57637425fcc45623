import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { outOfSight, rule } from '../../../source/ui/kit/rule.ts';
import { PLAIN_THEME } from '../../../source/ui/kit/theme.ts';

describe('the rule below a text that is higher than the screen', () => {
  const below = (top: number, height: number, count: number) =>
    stripVTControlCharacters(rule(24, PLAIN_THEME, outOfSight(top, height, count)));

  test('says how many lines are out of sight, and where', () => {
    assert.equal(below(0, 10, 52), '─────────── v 42 below ─');
    assert.equal(below(42, 10, 52), '─────────── ^ 42 above ─');
    assert.deepEqual(outOfSight(3, 10, 1_250), [[' ^ 3 above v 1,237 below ', 'quiet']]);
  });

  test('says nothing where all of it is in sight', () => {
    assert.equal(below(0, 10, 10), '─'.repeat(24));
    assert.equal(below(0, 10, 0), '─'.repeat(24));
  });
});
