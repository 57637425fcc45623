import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Command } from '../../../../source/ui/kit/key-binding.ts';
import { pageOf, summaryRoom } from '../../../../source/ui/views/summary/draw-summary.ts';
import { linkAt, nextLink } from '../../../../source/ui/views/summary/summary-cursor.ts';
import type { PlacedLink } from '../../../../source/ui/views/summary/summary-page.ts';
import { finishedScan } from '../../helpers/fake-scan.ts';
import { fakeSummary } from '../../helpers/fake-summary.ts';
import { accountTotalsOf, finishedManyScan } from '../../helpers/many-scan.ts';
import { after, atNumber, opened, SMALL } from '../../helpers/states.ts';

const BOX = { from: 0, to: 40, top: 0, below: 3 };

function placed(id: string, line: number, cell: number, column = 0): PlacedLink {
  return { link: { id, to: { to: 'list', list: 'sources' }, rows: null }, line, cell, column, box: BOX };
}

/**
 *   a  b | c
 *   d    |
 *        | e
 */
const LINKS = [
  placed('a', 0, 0),
  placed('b', 0, 10),
  placed('d', 1, 0),
  placed('c', 0, 30, 1),
  placed('e', 2, 30, 1),
];

function way(from: string, ...commands: readonly Command[]): string | undefined {
  return commands.reduce<PlacedLink | undefined>(
    (at, command) => (at === undefined ? at : nextLink(LINKS, at, command, 2)),
    linkAt(LINKS, from),
  )?.link.id;
}

describe('the cursor of the summary', () => {
  test('goes along a line and then to the next column', () => {
    assert.equal(way('a', 'right'), 'b');
    assert.equal(way('a', 'right', 'right'), 'c');
    assert.equal(way('c', 'left'), 'b');
    assert.equal(way('e', 'left'), 'd');
  });

  test('stays where there is nothing beyond', () => {
    assert.equal(way('a', 'left'), 'a');
    assert.equal(way('a', 'up'), 'a');
    assert.equal(way('e', 'down'), 'e');
    assert.equal(way('e', 'right'), 'e');
  });

  test('goes up and down within a column of panels, to the nearest number', () => {
    assert.equal(way('b', 'down'), 'd');
    assert.equal(way('d', 'up'), 'a');
    assert.equal(way('c', 'down'), 'e');
  });

  test('goes by pages and to the ends', () => {
    assert.equal(way('c', 'page down'), 'e');
    assert.equal(way('e', 'page up'), 'c');
    assert.equal(way('e', 'first'), 'a');
    assert.equal(way('a', 'last'), 'd');
  });

  test('is on the first number where its own is gone', () => {
    assert.equal(linkAt(LINKS, 'gone')?.link.id, 'a');
    assert.equal(linkAt([], 'gone'), undefined);
  });
});

describe('Enter on a number of the summary', () => {
  const summary = () =>
    after(
      opened(finishedScan(), SMALL),
      { open: 'summary' },
      { type: 'summary arrived', report: fakeSummary() },
    );

  test('opens its rows, and Backspace leads back to it', () => {
    const at = atNumber(summary(), 'age 30-90 days ebs');
    const table = after(at, 'enter');
    assert.equal(table.view, 'ebs');
    assert.deepEqual(table.tables.ebs?.filter, { text: 'age>30d age<=90d', region: null, kind: null });
    const back = after(table, 'back');
    assert.equal(back.view, 'summary');
    assert.deepEqual(back.summary, at.summary);
  });

  test('stays on its number while the numbers change', () => {
    const at = atNumber(summary(), 'status error ebs');
    const { byStatus } = fakeSummary();
    const changed = after(at, {
      type: 'summary arrived',
      report: fakeSummary({ byStatus: byStatus.toReversed() }),
    });
    assert.deepEqual(after(changed, 'enter').tables.ebs?.filter.text, 'status=error');
  });

  test('is in sight after another size laid the panels out anew', () => {
    const at = atNumber(summary(), 'source 0');
    const smaller = after(at, { type: 'resized', size: { columns: 60, rows: 16 } });
    const { report, cursor, top } = smaller.summary;
    assert.ok(report);
    const line = pageOf(smaller, report).links.find(({ link }) => link.id === cursor)?.line ?? -1;
    const room = summaryRoom(16);
    assert.deepEqual([cursor, line >= top, line < top + room], ['source 0', true, true]);
    assert.ok(line >= at.summary.top + room, 'without scrolling it would be below the screen');
  });

  test('opens the snapshots of a source in its region, and those without a known source', () => {
    assert.deepEqual(after(atNumber(summary(), 'source 0'), 'enter').tables.ebs?.filter, {
      text: 'source=vol-00000000000000002 service=EBS',
      region: 'us-east-1',
      kind: null,
    });
    assert.deepEqual(after(atNumber(summary(), 'source 1'), 'enter').tables.ebs?.filter, {
      text: 'source:? service=EBS',
      region: 'eu-west-1',
      kind: null,
    });
  });

  test('opens the table of all sources, from which the way leads back through it', () => {
    const sources = after(atNumber(summary(), 'sources'), 'enter');
    assert.equal(sources.summary.list, 'sources');
    const rows = after(sources, 'down', 'enter');
    assert.equal(rows.view, 'ebs');
    const back = after(rows, 'back');
    assert.deepEqual(
      [back.view, back.summary.list, back.summary.lists.sources.cursor],
      ['summary', 'sources', 1],
    );
    assert.equal(after(back, 'back').summary.list, null);
  });

  test('narrows every table down to an account, and the way back leads to all as they were', () => {
    const scan = finishedManyScan();
    const report = fakeSummary({ accounts: accountTotalsOf(scan) });
    const asked = after(opened(scan), { open: 'tasks' }, { type: 'filter chosen', text: 'web' });
    const list = after(asked, { open: 'summary' }, { type: 'summary arrived', report });
    const accounts = after(atNumber(list, 'accounts'), 'enter');
    assert.equal(accounts.summary.list, 'accounts');
    const rows = after(accounts, 'down', 'enter');
    assert.equal(rows.view, 'ebs');
    const texts = (state: typeof rows) => [
      ...new Set(Object.values(state.tables).map(({ filter }) => filter.text)),
    ];
    assert.deepEqual(texts(rows), ['account=700000000026']);
    const back = after(rows, 'back');
    assert.deepEqual(
      [back.view, back.summary.list, back.summary.lists.accounts.cursor, texts(back)],
      ['summary', 'accounts', 1, ['web', '']],
    );
  });

  test('opens nothing of an account that was not read', () => {
    const scan = finishedManyScan();
    const report = fakeSummary({ accounts: accountTotalsOf(scan) });
    const list = after(opened(scan), { open: 'summary' }, { type: 'summary arrived', report });
    const last = after(atNumber(list, 'accounts'), 'enter', 'last');
    assert.equal(after(last, 'enter'), last);
  });

  test('keeps the title of a panel in sight above its first number', () => {
    const down = after(
      atNumber(summary(), 'kind datasync-task'),
      'up',
      'up',
      'up',
      'up',
      'up',
      'up',
      'up',
      'up',
    );
    assert.ok(down.summary.top > 0);
    const up = after(down, ...Array.from({ length: 12 }, () => 'page up' as const));
    assert.equal(up.summary.top, 0);
  });
});
