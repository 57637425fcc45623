import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { columnsOfTab } from '../../../../source/kinds/registry.ts';
import { sourceRowKind } from '../../../../source/kinds/sources/source-columns.ts';
import type { ScanState } from '../../../../source/model/cell.ts';
import type { Value } from '../../../../source/model/columns.ts';
import type { TableRow } from '../../../../source/model/table-query.ts';
import { type AppState, openTable } from '../../../../source/ui/state/app-state.ts';
import { withView } from '../../../../source/ui/state/navigation.ts';
import { whatChoices } from '../../../../source/ui/views/export/export-form.ts';
import { finishedScan, SCAN_START } from '../../helpers/fake-scan.ts';
import { frame } from '../../helpers/frame.tsx';
import { after, opened, SMALL, withRowsOf } from '../../helpers/states.ts';

function source(row: number, values: Readonly<Record<string, Value>>): TableRow {
  const unknown = Object.fromEntries(columnsOfTab('sources').map(({ id }) => [id, null]));
  const region = 'us-east-1';
  const place = { account: '123456789012', region, kind: sourceRowKind('ebs-snapshot') };
  return { row, ...place, problem: null, values: { ...unknown, region, ...values } };
}

const ROWS: readonly TableRow[] = [
  source(1, { source_id: 'vol-1', name: 'web-data', service: 'EBS', protection: 'unprotected', backups: 0 }),
  source(2, {
    ...{ source_id: 'orders', service: 'RDS', protection: 'late', reason: 'newest backup of last week' },
    ...{ newest_backup: SCAN_START - 7 * 86_400_000, rule: 'default', backups: 3 },
  }),
];
const open = withRowsOf(opened(finishedScan()), 'sources', ROWS);

describe('the view of sources', () => {
  it('stands on the tab line only while it is open', () => {
    assert.doesNotMatch(frame(opened(finishedScan())), /Sources/);
    assert.match(frame(open), / 9 EFS.*Sources/);
  });

  it('shows how each is protected, and says where its backups were not all read', () => {
    const [, , , title, head, first, second] = frame(open).split('\n');
    assert.match(
      title ?? '',
      /^ Sources {3}2\+ of 0\+ · 1 unprotected · 1 late · 1 region denied · sorted by Protection \^/,
    );
    assert.match(head ?? '', /Source +Name +Service +Region +Protection \^ Newest Backup +Restorable To/);
    assert.match(first ?? '', /vol-1 +web-data +EBS +us-east-1 +unprotected/);
    assert.match(second ?? '', /orders +RDS +us-east-1 +late +2026-11-14/);
  });

  it('counts those listed by how they are protected, and keeps the counts while the same are listed again', () => {
    const title = (state: AppState) => frame(state).split('\n')[3] ?? '';
    const many = Array.from({ length: 1300 }, (_, index) =>
      source(index + 1, { protection: ['unprotected', 'unknown', 'exempt', 'protected'][index % 4] ?? '' }),
    );
    const wide = withRowsOf(opened(finishedScan()), 'sources', many);
    const counts = '325 unprotected · 325 unknown · 325 exempt ·';
    assert.ok(title(wide).includes(counts));
    assert.match(
      title(withRowsOf(opened(finishedScan(), SMALL), 'sources', many)),
      /1,300\+ of 0\+ · 1 region denied · 325 unprotected · 3…/,
    );
    const { order } = openTable(wide) ?? {};
    assert.ok(order);
    const more = { ...order, rows: order.rows.subarray(1) };
    const renewed = { type: 'order arrived', tab: 'sources', order: more, rows: new Map() } as const;
    assert.ok(title(after(wide, renewed)).includes(counts));
    const others = { ...renewed, order: { ...more, query: { ...more.query, filter: 'name:x' } } };
    assert.doesNotMatch(title(after(wide, others, { type: 'filter chosen', text: 'name:x' })), /325/);
  });

  it('has every column of a source in its detail, first its backups', () => {
    const [row] = ROWS;
    assert.ok(row);
    const detail = after(open, 'enter', {
      type: 'detail arrived',
      tab: 'sources',
      row: row.row,
      loaded: row,
    });
    const text = frame(detail);
    assert.match(text, /\n Source vol-1 /);
    assert.match(text, /Protection +unprotected/);
  });

  it('begins with its first columns when it is opened again, as no other table does', () => {
    const small = opened(finishedScan(), SMALL);
    const scrolled = after(withRowsOf(small, 'sources', ROWS), 'right', 'right');
    assert.equal(openTable(scrolled)?.columnsOff, 2);
    assert.equal(openTable(withView(scrolled, 'sources'))?.columnsOff, 2, 'it is open already');
    assert.equal(openTable(withView(withView(scrolled, 'scan'), 'sources'))?.columnsOff, 0);
    const ebs = after(withRowsOf(small, 'ebs', []), 'right');
    assert.equal(openTable(withView(withView(ebs, 'scan'), 'ebs'))?.columnsOff, 1);
  });

  it('is exported as it is filtered, by what is marked, or with everything', () => {
    const marked = after(open, 'mark');
    assert.deepEqual(
      whatChoices(marked).map(({ what }) => what),
      ['view', 'marked', 'everything'],
    );
  });

  it('says of which services nothing is known where no source matches, since their kinds are off', () => {
    const none = withRowsOf(opened(finishedScan()), 'sources', []);
    const { order } = openTable(none) ?? {};
    assert.ok(order);
    const filter = 'service:DynamoDB';
    const narrowed = after(
      none,
      { type: 'filter chosen', text: filter },
      {
        ...{ type: 'order arrived', tab: 'sources', rows: new Map() },
        order: { ...order, total: 7, query: { ...order.query, filter } },
      },
    );
    assert.match(
      frame(narrowed).replaceAll(/\s+/g, ' '),
      /Of .*DynamoDB.* nothing is known: their kinds are off in this scan\./,
    );
  });

  it('says where nothing is listed that an earlier version wrote the file, without sources that have no backup', () => {
    const missing = /Sources without a backup are missing: an earlier version wrote this file\./;
    const shown = (scan: ScanState): string =>
      frame(withRowsOf(opened(scan), 'sources', [])).replaceAll(/\s+/g, ' ');
    assert.match(shown({ ...finishedScan(), lacksSources: true }), missing);
    assert.doesNotMatch(shown(finishedScan()), missing);
  });
});
