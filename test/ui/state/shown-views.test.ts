import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialState } from '../../../source/ui/state/app-state.ts';
import { shownViews } from '../../../source/ui/state/shown-views.ts';
import { fakeScan } from '../helpers/fake-scan.ts';
import { after, LARGE, opened } from '../helpers/states.ts';

const BEFORE = initialState(opened().setting, LARGE, 'scan', 0);
const SOME = opened(fakeScan({}, { kinds: ['datasync-agent', 'rds-snapshot'] }));

test('tabs are shown of the kinds that are scanned, under the keys that they always have', () => {
  assert.deepEqual(
    shownViews(SOME).map(({ id, title }) => `${SOME.digits[id]} ${title}`),
    ['1 Scan', '2 Summary', '5 Agents', '8 RDS'],
  );
});

test('before there is a scan, tabs are shown of the kinds that usually are scanned', () => {
  assert.deepEqual(
    shownViews({ scan: null, view: 'scan' }).map(({ id }) => BEFORE.digits[id]),
    ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
  );
});

test('the next view and the one before are among those that are shown', () => {
  const [next, round] = [after(SOME, 'previous view'), after(SOME, { open: 'summary' }, 'next view')];
  assert.equal(next.view, 'rds');
  assert.equal(after(next, 'next view').view, 'scan');
  assert.equal(round.view, 'agents');
});

test('a table that is opened all the same has its tab while it is open', () => {
  const open = after(SOME, { open: 'ebs' });
  assert.deepEqual(
    shownViews(open).map(({ id }) => id),
    ['scan', 'summary', 'agents', 'ebs', 'rds'],
  );
});
