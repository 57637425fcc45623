import assert from 'node:assert/strict';
import { test } from 'node:test';
import { footerKeys } from '../../../source/ui/screen/footer.ts';
import type { AppState } from '../../../source/ui/state/app-state.ts';
import { relatedAmong } from '../helpers/fake-related.ts';
import { fakeRows } from '../helpers/fake-rows.ts';
import { finishedScan, SCAN_START } from '../helpers/fake-scan.ts';
import { frame } from '../helpers/frame.tsx';
import { finishedManyScan, midManyScan } from '../helpers/many-scan.ts';
import { after, opened, SMALL, withRowsOf } from '../helpers/states.ts';

const header = (state: AppState) => frame(state).split('\n')[0] ?? '';

test('nothing in the header moves while the data grows older', () => {
  const at = (seconds: number) =>
    header(after(opened(finishedScan(), SMALL), { type: 'ticked', now: SCAN_START + seconds * 1000 }));
  const headers = [20, 59, 90, 600, 3700, 90_000].map(at);
  assert.deepEqual(
    headers.map((line) => line.slice(line.indexOf('data'))),
    ['data 19s old', 'data 58s old', 'data  1m old', 'data  9m old', 'data  1h old', 'data  1d old'],
  );
  assert.deepEqual([...new Set(headers.map((line) => line.indexOf('data')))], [67]);
});

test('the header of many accounts begins with the name of the organization, else of the account that they were listed with', () => {
  const who = (state: AppState) => header(state).slice(0, 45).trimEnd();
  const scan = midManyScan();
  const plain = opened(scan);
  assert.equal(who(plain), ' snapdeck  acme · 5 accounts · AWS Commercial');
  const named = (state: AppState): AppState => ({
    ...state,
    setting: { ...state.setting, organizationName: 'Acme\u001b[31m Group' },
  });
  assert.equal(who(named(plain)), ' snapdeck  Acme\ufffd[31m Group · 5 accounts · AWS');
  const nameless = opened(finishedManyScan());
  assert.equal(who(nameless), ' snapdeck  30 accounts · AWS Commercial · pro');
  const into = after(named(nameless), 'enter');
  assert.equal(who(into), ' snapdeck  Acme\ufffd[31m Group › app-0 · AWS Comm');
  const whole = ' snapdeck  Acme\ufffd[31m Group · 30 accounts · AW';
  for (const open of ['summary', 'ebs', 'rds'] as const) assert.equal(who(after(into, { open })), whole);
  assert.equal(who(after(into, { open: 'ebs' }, { open: 'scan' })), who(into));
});

test('the keys of the footer stand apart from what is said before them, at every width', () => {
  for (let columns = 60; columns <= 130; columns += 1) {
    for (const state of [
      opened(finishedScan(), { columns, rows: 24 }),
      withRowsOf(opened(finishedScan(), { columns, rows: 24 }), 'ebs'),
    ]) {
      const footer = frame(state).split('\n')[23] ?? '';
      assert.match(footer, /^ 51 rows(?: · [\w ]+?)* {3,}\S/, `${columns}: ${footer}`);
    }
  }
});

test('the footer of a row offers Enter where it leads on, and nowhere else', () => {
  const [loaded] = fakeRows().executions ?? [];
  if (loaded === undefined) throw new Error('no row');
  const table = withRowsOf(opened(finishedScan(), SMALL), 'executions');
  const detail = after(table, 'enter', {
    type: 'detail arrived',
    tab: 'executions',
    row: loaded.row,
    loaded,
  });
  const keys = (state: AppState) => footerKeys(state).map(({ footer }) => footer);
  assert.ok(!keys(detail).includes('go to'), 'still reading what is related');
  const related = relatedAmong(fakeRows(), 'executions', loaded.row);
  if (related === undefined) throw new Error('nothing related');
  const read = after(detail, { type: 'related arrived', tab: 'executions', row: loaded.row, related });
  assert.ok(keys(read).includes('go to'), 'on its task');
  assert.ok(!keys(after(read, 'last')).includes('go to'), 'on a value');
});
