import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { listenToProcess } from '../../source/scan/listen-to-process.ts';

/** A thread whose warnings were printed, and what is logged and printed now. */
function threadWithTest() {
  const thread = new EventEmitter();
  const printed: unknown[] = [];
  const logged: string[] = [];
  thread.on('warning', (warning) => void printed.push(warning));
  listenToProcess(thread, (line) => void logged.push(line));
  return { thread, printed, logged };
}

const warning = (name: string, message: string) => Object.assign(new Error(message), { name });

test('warnings go into the log by their names and not onto the screen, but those of what Node still tries', () => {
  const { thread, printed, logged } = threadWithTest();
  thread.emit('warning', warning('ExperimentalWarning', 'SQLite is new'));
  thread.emit('warning', warning('DeprecationWarning', 'punycode is old'));
  assert.deepEqual(logged, ['DeprecationWarning: punycode is old']);
  assert.deepEqual(printed, []);
});

test('rejections that nobody waits for go into the log, and do not end the thread', () => {
  const { thread, logged } = threadWithTest();
  assert.equal(thread.emit('unhandledRejection', new Error('no answer')), true);
  thread.emit('unhandledRejection', 'just words');
  assert.deepEqual(logged, ['left behind: no answer', 'left behind: just words']);
});
