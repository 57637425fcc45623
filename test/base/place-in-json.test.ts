import assert from 'node:assert/strict';
import { it } from 'node:test';
import { placeInJson } from '../../source/base/place-in-json.ts';

it('the place of a number, a word, an object or a list in JSON is where it begins', () => {
  const text = '{"a": {"n": -1,\n "w": null, "o": {"x": []}}, "n": 2}';
  assert.deepEqual(placeInJson(text, ['a', 'n'], 0), { line: 1, column: 13 });
  assert.deepEqual(placeInJson(text, ['a', 'w'], 0), { line: 2, column: 7 });
  assert.deepEqual(placeInJson(text, ['a'], 0), { line: 1, column: 7 });
  assert.deepEqual(placeInJson(text, ['a', 'o', 'x'], 0), { line: 2, column: 24 });
  assert.deepEqual(placeInJson(text, ['n'], 0), { line: 2, column: 35 });
});

it('the place of a text in JSON is found by the keys that lead there', () => {
  const text =
    '{\n  "a": "match",\n  "list": [{ "match": "x" },\n    { "b": [1, {}], "match": "tag:\\"a b\\"" }]\n}';
  assert.deepEqual(placeInJson(text, ['a'], 0), { line: 2, column: 9 });
  assert.deepEqual(placeInJson(text, ['list', 0, 'match'], 0), { line: 3, column: 24 });
  assert.deepEqual(placeInJson(text, ['list', 1, 'match'], 0), { line: 4, column: 31 });
  // A character that is written with two counts as one.
  assert.deepEqual(placeInJson(text, ['list', 1, 'match'], 5), { line: 4, column: 37 });
  assert.equal(placeInJson(text, ['list', 2, 'match'], 0), null);
});
