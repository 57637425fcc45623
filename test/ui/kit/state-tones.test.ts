import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stateBarTone } from '../../../source/ui/kit/state-tones.ts';

test('parts of a bar have the tone of their state, and neighbours whose state has none differ', () => {
  const states = ['completed', 'error', 'pending', 'ENABLED', 'gone', 'deleting'];
  assert.deepEqual(
    states.map((state) => stateBarTone(state, 0)),
    ['good', 'bad', 'busy', 'good', 'bad', 'busy'],
  );
  assert.deepEqual(
    [0, 1, 2, 3].map((place) => stateBarTone('a word of AWS that is new', place)),
    ['accent', 'plain', 'accent', 'plain'],
  );
});
