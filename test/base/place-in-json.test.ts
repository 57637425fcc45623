import assert from 'node:assert/strict';
import { it } from 'node:test';
import { placeInJson } from '../../source/base/place-in-json.ts';

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
