import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PartKnown } from '../../../../source/analysis/related-place.ts';
import type { AppState } from '../../../../source/ui/state/app-state.ts';
import { leftAfter, openApp } from '../../helpers/app-screen.ts';
import { relatedAmong } from '../../helpers/fake-related.ts';
import { fakeRows } from '../../helpers/fake-rows.ts';
import { fakeScan, finishedScan } from '../../helpers/fake-scan.ts';
import { fakeServices } from '../../helpers/fake-services.ts';
import { checkFrame, frame } from '../../helpers/frame.tsx';
import { after, LARGE, opened, SMALL, withRowsOf } from '../../helpers/states.ts';

/** A row in full with all that is related to it. */
function detail(tab: string, row: number, size = SMALL, scan = finishedScan()): AppState {
  const rows = fakeRows();
  const loaded = rows[tab]?.find((one) => one.row === row);
  const related = relatedAmong(rows, tab, row);
  if (loaded === undefined || related === undefined) throw new Error('no such row');
  const moves = Array.from({ length: row - 1 }, () => 'down' as const);
  return after(
    withRowsOf(opened(scan, size), tab),
    ...moves,
    'enter',
    { type: 'detail arrived', tab, row, loaded },
    { type: 'related arrived', tab, row, related },
  );
}

const lineOf = (state: AppState, header: string) =>
  frame(state)
    .split('\n')
    .find((line) => line.slice(1).startsWith(header));

for (const { name, size } of [
  { name: '80x24', size: SMALL },
  { name: '120x40', size: LARGE },
]) {
  describe(`at ${name} a row in full shows`, () => {
    test('what a task is related to', (context) =>
      checkFrame(context, `related-to-a-task-${name}`, detail('tasks', 1, size)));
    test('the timeline of the source of a snapshot', (context) =>
      checkFrame(context, `related-to-a-snapshot-${name}`, detail('ebs', 8, size)));
  });
}

/** A copy of a snapshot of another account, and how far that one is known. */
function copyOfAnother(part: PartKnown, size = SMALL): AppState {
  const [tab, row, origin] = ['rds', 1, 'arn:aws:rds:us-east-1:900000000009:snapshot:orders'] as const;
  const loaded = fakeRows().rds?.[0];
  const related = relatedAmong(fakeRows(), tab, row);
  if (loaded === undefined || related === undefined) throw new Error('no such row');
  const values = { ...loaded.values, source_snapshot: origin, source_account: '900000000009' };
  const place = {
    by: 'arn',
    account: '900000000009 (pay)',
    isOwn: false,
    region: 'us-east-1',
    part,
  } as const;
  const copied = {
    relation: 'copied-from',
    values: [origin],
    count: 0,
    first: null,
    accounts: null,
    place,
    sharing: null,
  };
  return after(
    withRowsOf(opened(finishedScan(), size), tab),
    'enter',
    { type: 'detail arrived', tab, row, loaded: { ...loaded, values } },
    { type: 'related arrived', tab, row, related: { ...related, rows: [...related.rows, copied] } },
  );
}

for (const { name, size } of [
  { name: '80x24', size: SMALL },
  { name: '120x40', size: LARGE },
])
  test(`a copy at ${name} says that the account of its origin is not in the scan`, (context) =>
    checkFrame(
      context,
      `a-copy-of-another-account-${name}`,
      copyOfAnother({ is: 'account not in scan' }, size),
    ));

test('copies are told with the number of accounts that they are in', () => {
  const spread = (accounts: number) => {
    const state = copyOfAnother({ is: 'read' });
    const [tab, row, first] = ['rds', 1, fakeRows().rds?.[1] ?? null] as const;
    const copies = {
      relation: 'copies',
      values: ['arn'],
      count: 3,
      first,
      accounts,
      place: null,
      sharing: null,
    };
    const related = { rows: [copies], timeline: null, timelineLeftOut: 0, findings: [] };
    return lineOf(after(state, { type: 'related arrived', tab, row, related }), 'Copies of it') ?? '';
  };
  assert.match(spread(2), /^\+Copies of it +3 snapshots in 2 accounts, the newest ledger-final/);
  assert.match(spread(1), /^\+Copies of it +3 snapshots, the newest ledger-final/);
});

test('what is in another account is told in two lines where one has no room for it', () => {
  const state = copyOfAnother({ is: 'read' });
  const [tab, row, first] = ['rds', 1, fakeRows().rds?.[1] ?? null] as const;
  const place = {
    by: 'arn',
    account: '900000000009 (pay)',
    isOwn: false,
    region: 'us-east-1',
    part: { is: 'read' },
  } as const;
  const copied = {
    relation: 'copied-from',
    values: ['arn'],
    count: 1,
    first,
    accounts: null,
    place,
    sharing: null,
  };
  const related = { rows: [copied], timeline: null, timelineLeftOut: 0, findings: [] };
  const lines = frame(after(state, { type: 'related arrived', tab, row, related })).split('\n');
  const at = lines.findIndex((line) => line.startsWith('+Copied from'));
  assert.match(lines[at] ?? '', /^\+Copied from +account 900000000009 \(pay\): ledger-final/);
  assert.match(lines[at + 1] ?? '', /^ +\S.*available/);
});

test('a copy whose origin could not be read says so, and leads nowhere', () => {
  assert.match(
    lineOf(copyOfAnother({ is: 'not read', phase: 'denied' }), 'Copied from') ?? '',
    /^ Copied from +account 900000000009 \(pay\) was not read: denied$/,
  );
});

describe('a link of a row in full says', () => {
  test('what there is, by its name where it is one', () => {
    assert.match(
      lineOf(detail('tasks', 1), 'Destination location') ?? '',
      /^\+Destination location +S3 s3:\/\/migration-landing/,
    );
    assert.match(
      lineOf(detail('tasks', 1), 'Executions') ?? '',
      /^\+Executions +2 executions, the newest SUCCESS 2026-11-20/,
    );
  });

  test('that there is none, or that nobody knows', () => {
    assert.match(lineOf(detail('tasks', 1), 'Source location') ?? '', /^>Source location +none$/);
    assert.match(lineOf(detail('tasks', 2), 'Source location') ?? '', /^>Source location +-$/);
  });

  test('that none may mean that nobody was allowed to look', () => {
    const denied = { phase: 'denied', error: { code: 'AccessDenied', message: 'no' } } as const;
    const scan = fakeScan({ 'us-east-1 datasync-location': denied });
    assert.match(
      lineOf(detail('tasks', 1, SMALL, scan), 'Source location') ?? '',
      /none found, 1 region denied$/,
    );
  });

  test('that it is being read, and why it could not be', () => {
    const { row, tab } = { row: 1, tab: 'tasks' };
    const reading = after(detail('tasks', 1), 'back', 'enter', {
      type: 'detail arrived',
      tab,
      row,
      loaded:
        fakeRows().tasks?.[0] ??
        (() => {
          throw new Error('no row');
        })(),
    });
    assert.match(lineOf(reading, 'Source location') ?? '', /reading$/);
    const failed = after(reading, { type: 'related failed', tab, row, error: 'disk I/O error' });
    assert.match(lineOf(failed, 'Source location') ?? '', /could not be read: disk I\/O error$/);
  });

  test('what the rows have in common', () => {
    assert.match(
      lineOf(detail('ebs', 1), 'Snapshots of its volume') ?? '',
      /vol-00000000000000001: 5 snapshots/,
    );
  });
});

describe('following links', () => {
  const run = async (body: (app: ReturnType<typeof openApp>) => Promise<void>) => {
    const app = openApp(
      fakeServices(finishedScan()),
      { mode: 'scan', choice: {} },
      { columns: 100, rows: 30 },
    );
    await app.text('Region');
    await leftAfter(app, () => body(app));
  };

  test('leads from an execution to its task, to all executions of it, and back the same way', async () => {
    await run(async (app) => {
      app.keys('6');
      await app.text('row 1 of 2');
      app.keys('j{enter}');
      await app.text(/\+Executions of its task +2 executions/);
      app.keys('{enter}');
      await app.text('DataSync task nas-to-s3-nightly');
      await app.text(/\+Executions +2 executions/);
      app.keys('jjjj{enter}');
      await app.text(/DataSync executions +2 · filter task_arn=/);
      app.keys('{enter}');
      await app.text('DataSync execution ');
      await app.text(/>Task +nas-to-s3-nightly/);
      app.keys('{esc}');
      await app.text(/filter task_arn=/);
      app.keys('{back}');
      await app.text(/>Executions +2 executions/);
      app.keys('{back}');
      await app.text(/>Task +nas-to-s3-nightly/);
      app.keys('{back}');
      await app.text('row 2 of 2');
      await app.text(/> {2}nas-to-s3-nightly .* ERROR /);
      app.keys('{back}');
      await app.text('40 of 40 cells');
    });
  });

  test('leads from a field that names something to it', async () => {
    await run(async (app) => {
      app.keys('3');
      await app.text('row 1 of 2');
      app.keys('j{enter}');
      await app.text(/\+Executions +2 executions/);
      app.keys('jjjjj');
      await app.text(/>Findings +none/);
      app.keys('j');
      await app.text(/>Task Name/);
      app.keys('jjjj');
      await app.text(/>Destination Location ARN/);
      app.keys('{enter}');
      await app.text('DataSync location s3://migration-landing');
      await app.text(/\+Agents +dc1 OFFLINE/);
    });
  });

  test('stays where there is nothing to go to', async () => {
    await run(async (app) => {
      app.keys('3');
      await app.text('row 1 of 2');
      app.keys('j{enter}');
      await app.text(/>Source location +none/);
      app.keys('{enter}j');
      await app.text(/>Destination location/);
    });
  });
});

describe('the way back from a link', () => {
  const filtered = (state: AppState, text: string) => after(state, { type: 'filter chosen', text });
  const executionsOf = (state: AppState) => state.tables.executions?.filter.text;

  test('gives the table that it led to its own filter back', () => {
    const own = filtered(withRowsOf(opened(finishedScan(), SMALL), 'executions'), 'status:ERROR');
    const rows = fakeRows();
    const loaded = rows.tasks?.[0];
    const related = relatedAmong(rows, 'tasks', 1);
    assert.ok(loaded !== undefined && related !== undefined);
    const task = after(
      withRowsOf(own, 'tasks'),
      'enter',
      { type: 'detail arrived', tab: 'tasks', row: 1, loaded },
      { type: 'related arrived', tab: 'tasks', row: 1, related },
    );
    const links = frame(task)
      .split('\n')
      .filter((line) => /^[>+ ][A-Z]/.test(line));
    const at = links.findIndex((line) => line.slice(1).startsWith('Executions')) - 1;
    const moves = Array.from({ length: at }, () => 'down' as const);
    const there = after(task, ...moves, 'enter');
    assert.match(executionsOf(there) ?? '', /^task_arn=/);
    const back = after(there, 'back');
    assert.equal(back.detail?.tab, 'tasks');
    assert.equal(executionsOf(back), 'status:ERROR');
  });

  test('gives a table opened from the grid its own filter back', () => {
    const own = filtered(withRowsOf(opened(finishedScan(), SMALL), 'tasks'), 'nightly');
    const there = after(own, { open: 'scan' }, 'enter');
    assert.deepEqual(there.tables.tasks?.filter, { text: '', region: 'us-east-1', kind: null });
    const back = after(there, 'back');
    assert.equal(back.view, 'scan');
    assert.equal(back.tables.tasks?.filter.text, 'nightly');
  });

  test('leads back to rows of one table through a link into the same', () => {
    const own = filtered(withRowsOf(opened(finishedScan(), SMALL), 'ebs'), 'size>1GiB');
    const there = after(own, { open: 'scan' }, 'right', 'right', 'right', 'right', 'enter');
    assert.equal(there.tables.ebs?.filter.region, 'us-east-1');
    assert.equal(after(there, 'back').tables.ebs?.filter.text, 'size>1GiB');
  });
});
