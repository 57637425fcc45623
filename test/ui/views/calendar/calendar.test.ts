import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AppState } from '../../../../source/ui/state/app-state.ts';
import { calendarOf } from '../../helpers/fake-calendar.ts';
import { fakeRows } from '../../helpers/fake-rows.ts';
import { finishedScan, midScan } from '../../helpers/fake-scan.ts';
import { checkFrame, frame } from '../../helpers/frame.tsx';
import { after, LARGE, opened, SMALL } from '../../helpers/states.ts';

const read = (state: AppState, rows = fakeRows()) =>
  after(state, { type: 'calendar arrived', calendar: calendarOf(rows) });
const calendar = (size = SMALL) => read(after(opened(finishedScan(), size), 'calendar'));
const lineOf = (state: AppState, text: string) =>
  frame(state)
    .split('\n')
    .find((line) => line.includes(text)) ?? '';
const said = (state: AppState) => lineOf(state, '2026-11-');

describe('the calendar of transfers', () => {
  for (const size of [SMALL, LARGE])
    test(`looks as it should at ${size.columns}x${size.rows}`, (context) => {
      checkFrame(context, `calendar-${size.columns}x${size.rows}`, calendar(size));
      checkFrame(
        context,
        `calendar-by-agent-${size.columns}x${size.rows}`,
        after(calendar(size), 'group', 'left'),
      );
    });

  test('fits the smallest screen', (context) => {
    checkFrame(context, 'calendar-60x16', calendar({ columns: 60, rows: 16 }));
  });

  test('says in words what fell on the day under the cursor', () => {
    const open = calendar();
    assert.match(
      said(open),
      /^ 2026-11-21 Sat · fileserver-migration · 1 run: 1 good; 1 missed; there may be/,
    );
    assert.match(said(after(open, 'left')), /^ 2026-11-20 Fri · .* · 1 likely skipped *$/);
    assert.match(
      said(after(open, 'left', 'left')),
      /^ 2026-11-19 Thu · .* · not known: not all that tells it/,
    );
    const third = after(open, 'left', 'left', 'left');
    assert.match(said(third), /^ 2026-11-18 Wed · .* · 12 runs: 12 good *$/);
    assert.match(lineOf(third, 'fileserver-migr'), /✓12✓ {2}\? {2}~ {2}! *$/);
    assert.match(said(after(open, 'down')), /^ 2026-11-21 Sat · .* · 1 run: 1 under way *$/);
    assert.match(said(after(open, 'down', 'left')), /nothing was due *$/);
  });

  test('goes back to the first day and no further', () => {
    const first = after(calendar(), ...Array.from({ length: 40 }, () => 'left' as const));
    assert.match(frame(first), /^ 2026-10-22 Thu/m);
    assert.equal(first.calendar.daysBack, 30);
    assert.match(lineOf(first, ' Task '), / 22 23 24 /);
    assert.match(lineOf(calendar(), ' Task '), /< 1\d days .* 20 21 *$/);
  });

  test('leads to the runs of a task on a day, and back', () => {
    const runs = after(calendar(), 'left', 'left', 'left', 'enter');
    assert.equal(runs.view, 'executions');
    assert.equal(runs.calendar.open, false);
    const filter = 'task_arn=arn:aws:datasync:::task/task-2 start_time>=2026-11-18 start_time<2026-11-19';
    assert.equal(runs.tables.executions?.filter.text, filter);
    const back = after(runs, 'back');
    assert.deepEqual([back.calendar.open, back.calendar.daysBack], [true, 3]);
    const none = calendar();
    assert.equal(after(none, 'down', 'left', 'enter').calendar.open, true, 'a day without runs opens none');
  });

  test('puts tasks of the same agent beside each other, and stays with its task', () => {
    const open = after(calendar(), 'down');
    const grouped = after(open, 'group');
    assert.match(frame(grouped), /^ agent nas +1 task$/m);
    assert.match(frame(grouped), /^ agents not known +1 task$/m);
    assert.equal(said(grouped), said(open));
    assert.equal(said(after(grouped, 'group')), said(open));
  });

  test('says why it is empty, or not whole', () => {
    const waiting = after(opened(finishedScan(), SMALL), 'calendar');
    assert.match(frame(waiting), /Reading\.\.\./);
    assert.match(
      frame(after(waiting, { type: 'calendar failed', error: 'disk I/O error' })),
      /The scan file could not be read: disk I\/O error/,
    );
    const renewed = after(calendar(), { type: 'calendar failed', error: 'disk I/O error' });
    assert.match(frame(renewed), /not renewed: disk I\/O error/);
    const none = read(waiting, {});
    assert.match(frame(none), /Nothing so far, but|There are no tasks: every region answered/);
    const running = read(after(opened(midScan(), SMALL), 'calendar'));
    assert.match(frame(running), /Calendar .* 2 regions still to come/);
  });
});
