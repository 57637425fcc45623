import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ScanNotices } from '../../source/scan/scan-notices.ts';

function noticesWithTest() {
  const shown: (string | null)[] = [];
  return { shown, notices: new ScanNotices((words) => void shown.push(words)) };
}

test('what is worth knowing stays beside what comes later, each once', () => {
  const { notices, shown } = noticesWithTest();
  notices.add('the regions could not be listed');
  notices.add('the clock is behind');
  notices.add('the clock is behind');
  assert.deepEqual(shown, [
    'the regions could not be listed',
    'the regions could not be listed; the clock is behind',
  ]);
});

test('what holds the scan up is shown meanwhile, the gravest first, and then what was there before', () => {
  const { notices, shown } = noticesWithTest();
  notices.add('the clock is behind');
  notices.hold('credentials', 'waiting for the process');
  notices.hold('file', 'the disk is slow');
  notices.hold('expired', 'sign in again');
  notices.hold('file', null);
  notices.hold('expired', null);
  notices.hold('credentials', null);
  assert.deepEqual(shown, [
    'the clock is behind',
    'waiting for the process',
    'the disk is slow',
    'sign in again',
    'waiting for the process',
    'the clock is behind',
  ]);
});

test('a line that is shown already is not shown anew', () => {
  const { notices, shown } = noticesWithTest();
  notices.hold('expired', 'sign in again');
  notices.hold('expired', 'sign in again');
  notices.hold('expired', null);
  notices.hold('expired', null);
  assert.deepEqual(shown, ['sign in again', null]);
});
