import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { screenReaderLines } from '../../../source/ui/screen/screen-reader.ts';
import type { AppEvent } from '../../../source/ui/state/events.ts';
import { openApp } from '../helpers/app-screen.ts';
import { calendarOf } from '../helpers/fake-calendar.ts';
import { topologyOf } from '../helpers/fake-related.ts';
import { fakeRows } from '../helpers/fake-rows.ts';
import { finishedScan, midScan, SCAN_START } from '../helpers/fake-scan.ts';
import { fakeServices } from '../helpers/fake-services.ts';
import { fakeSummary } from '../helpers/fake-summary.ts';
import { after, atNumber, LARGE, opened, withRowsOf } from '../helpers/states.ts';

const typed = (text: string): AppEvent => ({ type: 'typed', text });
const table = withRowsOf(opened(finishedScan()), 'ebs');
/** The sentences but the first, about the scan, and the last, about the keys. */
const sentences = (state: typeof table) => screenReaderLines(state).slice(1, -1);

describe('what a screen reader reads', () => {
  test('says of the grid where one is and how the cell is', () => {
    assert.deepEqual(sentences(after(opened(midScan()), 'right', 'right')), [
      'Grid, 5 regions by 8 kinds.',
      'ap-southeast-1 Agents: denied, 1 call. AccessDeniedException: User: arn:aws:iam::123456789012:user/demo is not ' +
        'authorized to perform: datasync:ListAgents on resource: * add datasync:ListAgents to the role (snapdeck ' +
        'iam-policy prints the whole policy)',
    ]);
  });

  test('says of a table what it shows, and the row with the names of its columns', () => {
    const [title, row] = sentences(after(table, 'down', 'mark', 'up'));
    assert.equal(title, 'EBS snapshots, 42+ · 1 region denied · 1 marked · sorted by Created v, row 2 of 42');
    assert.match(
      row ?? '',
      /^Marked\. Snapshot ID: snap-00000000000000002; Region: us-east-1; Source: vol-00000000000000002, gone; Size: 78\.0 GiB; Created: 2026-11-18 12:00; /,
    );
  });

  test('says what the rows of a table come to, the marked ones too', () => {
    assert.deepEqual(sentences(table).slice(2), [
      '42+ rows: 6.7 TiB+, 7 of unknown size · $0.00+ to $344.00+ a month, 7 of unknown cost.',
    ]);
  });

  test('says what is wrong with a row, and that there are none', () => {
    const fifth = after(table, 'down', 'down', 'down', 'down');
    assert.match(
      sentences(fifth)[1] ?? '',
      /^Problem: Size is negative\. Snapshot ID: snap-00000000000000005/,
    );
    const none = withRowsOf(after(table, 'filter', typed('zz'), 'enter'), 'ebs', []);
    assert.deepEqual(sentences(none).slice(1), [
      'No row matches. 1 region denied: there may be some that do.',
      'Esc goes back, / changes the filter; emptied, it shows all rows.',
    ]);
  });

  test('says of a filter what is typed, what is wrong with it and what could follow', () => {
    const wrong = sentences(after(table, 'filter', typed('sise>1')));
    assert.deepEqual(wrong.slice(3), ['Filter: sise>1', 'Wrong: there is no field sise; close: size']);
    const command = sentences(after(table, 'command line', typed('the')));
    assert.deepEqual(command.slice(3), ['Command: the', 'Tab suggests then-by, theme']);
  });

  test('says of a row in full one field at a time', () => {
    const loaded = fakeRows().ebs?.[0];
    if (loaded === undefined) throw new Error('no row');
    const detail = after(table, 'enter', { type: 'detail arrived', tab: 'ebs', row: 1, loaded }, 'last');
    const [title, field, about] = sentences(detail);
    assert.match(title ?? '', /^EBS snapshot snap-00000000000000001/);
    assert.match(field ?? '', /^[A-Z][^:]*: .*\.$/);
    assert.match(about ?? '', /Field (\d+) of \1\.$/);
  });

  test('says of the Summary which number it is on, in which panel, and what Enter opens', () => {
    const report = fakeSummary();
    const summary = after(opened(finishedScan()), { open: 'summary' }, { type: 'summary arrived', report });
    assert.deepEqual(sentences(summary), [
      'Summary. Enter: 44 All snapshots. Number 1 of 73.',
      'Kept: 9.1 TiB+; 44+ snapshots; compared when it ends; oldest 2024-06-04.',
    ]);
    assert.deepEqual(sentences(atNumber(summary, 'service ebs-snapshot EBS')), [
      'Summary. Enter: 42 EBS snapshots service=EBS. Number 7 of 73.',
      'Snapshots by service, 1 region denied.',
      'Columns: Count, Size, Oldest, Newest, Share.',
      'EBS, 42+, 9.0 TiB+ 2024-06-04 2026-11-21.',
    ]);
  });

  test('never mixes panels of the Summary that stand side by side', () => {
    const report = fakeSummary();
    const wide = after(
      opened(finishedScan(), LARGE),
      { open: 'summary' },
      { type: 'summary arrived', report },
    );
    for (const place of [wide, after(wide, 'down', 'down'), after(wide, 'right'), after(wide, 'last')]) {
      const titles = sentences(place).filter((line) =>
        /^(Kept|Cost a month|Needs attention|Snapshots by|By |DataSync|Cost|Candidates|Sources|Rows by kind)/.test(
          line,
        ),
      );
      assert.equal(titles.length, 1);
    }
  });

  test('says of the calendar which task and day it is on, and what fell on that', () => {
    const calendar = calendarOf(fakeRows());
    const open = after(opened(finishedScan()), 'calendar', { type: 'calendar arrived', calendar });
    assert.deepEqual(sentences(open), [
      'Calendar, 2 tasks · days in UTC, line 1 of 2',
      '2026-11-21 Sat · fileserver-migration · 1 run: 1 good; 1 missed; there may be more: not all was read',
    ]);
    assert.deepEqual(sentences(after(open, 'left', 'group', 'up')), [
      'Calendar, 2 tasks · days in UTC · by agent, line 3 of 4',
      'agents not known, 1 task.',
      '2026-11-20 Fri',
    ]);
  });

  test('says of the tree of DataSync what hangs there, how deep, and what is folded', () => {
    const topology = topologyOf(fakeRows());
    const tree = after(opened(finishedScan()), 'topology', { type: 'topology arrived', topology });
    assert.deepEqual(sentences(tree), [
      'DataSync, 2 tasks · 1 location · 1 agent, line 1 of 8',
      'us-east-1, 2 tasks. Level 1, 2 lines below, unfolded.',
    ]);
    assert.deepEqual(sentences(after(tree, 'down', 'left')).slice(1), [
      'fileserver-migration, RUNNING. Level 2, 2 lines below, folded.',
    ]);
    assert.deepEqual(sentences(after(tree, 'down', 'down')).slice(1), [
      'source not known: the task could not be described. Level 3.',
    ]);
  });

  test('says of a list which item it is on', () => {
    const [title, item] = sentences(after(table, 'columns'));
    assert.equal(title, 'Columns.');
    assert.match(item ?? '', /^Marked: Snapshot ID, The snapshot as AWS names it\. 1 of \d+\.$/);
  });

  test('changes while a scan runs only by tenths', () => {
    const scan = midScan();
    const one = screenReaderLines(opened(scan));
    const later = { ...scan, cells: scan.cells.map((cell) => ({ ...cell, calls: cell.calls + 7 })) };
    const other = screenReaderLines(
      after(opened(scan), { type: 'scan changed', scan: later, now: SCAN_START + 9000 }),
    );
    assert.equal(one[0], 'snapdeck: scanning, 80% done, 5 problems.');
    assert.equal(other[0], one[0]);
  });

  test('never holds bars, rules or escape sequences', () => {
    for (const state of [
      after(opened(), { open: 'summary' }),
      after(opened(), 'help'),
      after(table, 'ask export'),
    ]) {
      for (const line of screenReaderLines(state)) assert.doesNotMatch(line, /[─█\p{Cc}]|#{2,}| {2,}/u);
    }
  });

  test('ends with the keys that work', () => {
    assert.match(screenReaderLines(table).at(-1) ?? '', /^Keys: \/ filter, Enter detail, /);
  });
});

test('the app in screen-reader mode is text that keys move through, without a screen of its own', async () => {
  const app = openApp(fakeServices(finishedScan()), undefined, undefined, true);
  await app.text('snapdeck: scan complete, 1 problem.');
  app.keys('7');
  await app.text('Snapshot ID: snap-00000000000000001;');
  app.keys('j');
  await app.text('row 2 of 42');
  await app.text('Snapshot ID: snap-00000000000000002;');
  assert.deepEqual(
    { alternate: app.screen.state().alternateScreen, mouse: app.screen.state().mouse },
    { alternate: false, mouse: false },
  );
  app.keys('q');
  assert.deepEqual(await app.ended, { exitCode: 0, lines: [] });
});
