import assert from 'node:assert/strict';
import { test } from 'node:test';
import spinners from 'cli-spinners';
import { spinnerAt } from '../../../source/ui/kit/spinner.ts';

test('the spinner has one picture at a time, the next one with every tenth of a second', () => {
  const pictures = [0, 99, 100, 200, 300, 400].map((now) => {
    assert.equal(spinnerAt(now), 'line');
    return [...spinners.line.frames];
  });
  assert.deepEqual(pictures, [['-'], ['-'], ['\\'], ['|'], ['/'], ['-']]);
});
