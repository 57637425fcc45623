import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerTimes, withAnswers } from '../../source/scan/answer-times.ts';

/** A clock that is read at these instants. */
function clock(...instants: readonly number[]): () => number {
  const left = [...instants];
  return () => left.shift() ?? Number.NaN;
}

test('a run is read from the first answer to the last, and unread before', () => {
  const answers = answerTimes(clock(10, 20, 35));
  assert.equal(answers.known(), null);
  answers.note();
  assert.deepEqual(answers.known(), { at: 10, until: 10 });
  answers.note();
  answers.note();
  assert.deepEqual(answers.known(), { at: 10, until: 35 });
  assert.deepEqual(answers.soFar(), { at: 10, until: 35 });
});

test('what others have asked for was read by the time it is there', () => {
  const answers = answerTimes(clock(10, 20));
  assert.deepEqual(answers.soFar(), { at: 10, until: 10 });
  answers.note();
  assert.deepEqual(answers.known(), { at: 10, until: 20 });
});

test('answers of a region are noted and passed on', () => {
  const heard: string[] = [];
  const answers = answerTimes(clock(10));
  const region = withAnswers({ name: 'eu-west-1', onServed: () => void heard.push('served') }, answers);
  region.onServed();
  assert.deepEqual([region.name, heard, answers.known()], ['eu-west-1', ['served'], { at: 10, until: 10 }]);
});
