import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PendingQuestions } from '../../source/scan/pending-questions.ts';

test('each answer reaches who asked, in whatever order they come; one that nobody asked for reaches nobody', async () => {
  const questions = new PendingQuestions<string>();
  const sent: number[] = [];
  const ask = () => questions.ask((id) => void sent.push(id));
  const [first, second] = [ask(), ask()];
  assert.deepEqual(sent, [1, 2]);
  questions.settle(7, 'nobody');
  questions.settle(2, 'to the second');
  questions.settle(1, 'to the first');
  questions.settle(1, 'again');
  assert.deepEqual(await Promise.all([first, second]), ['to the first', 'to the second']);
});

test('whoever still waits at the end of the scan is told of it, and so is who asks later, without a question', async () => {
  const questions = new PendingQuestions<string>();
  const sent: number[] = [];
  const answered = questions.ask((id) => void sent.push(id));
  const waiting = questions.ask((id) => void sent.push(id));
  questions.settle(1, 'in time');
  questions.end();
  questions.end();
  assert.equal(await answered, 'in time');
  await assert.rejects(waiting, { message: 'the scan has ended' });
  await assert.rejects(
    questions.ask((id) => void sent.push(id)),
    { message: 'the scan has ended' },
  );
  assert.deepEqual(sent, [1, 2]);
});
