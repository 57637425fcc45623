import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { targetAt } from '../../../../source/ui/screen/draw-screen.ts';
import { left, openApp } from '../../helpers/app-screen.ts';
import { finishedScan } from '../../helpers/fake-scan.ts';
import { fakeServices } from '../../helpers/fake-services.ts';
import { fakeSummary } from '../../helpers/fake-summary.ts';
import { frame } from '../../helpers/frame.tsx';
import { after, opened, withRowsOf } from '../../helpers/states.ts';

const HEAD = 4;
const GRID_HEAD = 4;
const grid = opened(finishedScan());
const table = withRowsOf(grid, 'ebs');

/** The state after a click on this word of a line of the screen. */
function clicked(state: typeof grid, word: string, line = HEAD): typeof grid {
  const column = frame(state).split('\n')[line]?.indexOf(word) ?? -1;
  assert.notEqual(column, -1, `no ${word}`);
  const target = targetAt(state, { column, line });
  assert.equal(target?.current, false);
  return target.state;
}
const sortOf = ({ tables }: typeof grid) => tables.ebs?.sort;

describe('a click on a header', () => {
  test('sorts by its column, and once more the other way round', () => {
    const sorted = clicked(table, 'Size');
    assert.deepEqual(sortOf(sorted), { column: 'size', descending: true });
    assert.deepEqual(sortOf(clicked(sorted, 'Size')), { column: 'size', descending: false });
    assert.deepEqual(sortOf(clicked(sorted, 'Delete?')), { column: 'deletability', descending: false });
  });

  test('keeps the further keys where it turns the first one round', () => {
    const keys = after(clicked(table, 'Size'), 'add sort', { type: 'typed', text: 'status' }, 'enter');
    const turned = clicked(keys, 'Size').tables.ebs;
    assert.deepEqual(turned?.sort, { column: 'size', descending: false });
    assert.deepEqual(turned?.thenBy, [{ column: 'status', descending: false }]);
    assert.deepEqual(clicked(keys, 'Created').tables.ebs?.thenBy, []);
  });

  test('finds the column where others are scrolled off, and beside the marks of a watch', () => {
    const scrolled = after(table, 'right', 'right');
    assert.deepEqual(sortOf(clicked(scrolled, 'Status')), { column: 'status', descending: false });
    const watched = after(table, {
      type: 'watch changed',
      watch: { cells: [], what: 'all cells', intervalMs: 60_000, rounds: 0, reading: false },
    });
    assert.deepEqual(sortOf(clicked(watched, 'Delete?')), { column: 'deletability', descending: false });
  });

  test('leaves the filter that is being typed as it is', () => {
    const typing = after(table, 'filter', { type: 'typed', text: 'web' });
    const sorted = clicked(typing, 'Size');
    assert.deepEqual(sortOf(sorted), { column: 'size', descending: true });
    assert.equal(sorted.input?.line.text, 'web');
  });

  test('sorts the sources, too', () => {
    const summary = after(grid, { open: 'summary' }, { type: 'summary arrived', report: fakeSummary() });
    const sources = { ...summary, summary: { ...summary.summary, list: 'sources' as const } };
    const sorted = clicked(sources, 'Count');
    assert.deepEqual(sorted.summary.lists.sources.sort, { column: 'count', descending: true });
    assert.deepEqual(clicked(sorted, 'Count').summary.lists.sources.sort, {
      column: 'count',
      descending: false,
    });
  });

  test('of the grid opens the rows of that kind in every region', () => {
    const locations = clicked(grid, 'Locs', GRID_HEAD);
    assert.equal(locations.view, 'locations');
    assert.deepEqual(locations.tables.locations?.filter, { text: '', region: null, kind: null });
    const clusters = clicked(grid, 'Clusters', GRID_HEAD);
    assert.equal(clusters.view, 'rds');
    assert.equal(clusters.tables.rds?.filter.kind, 'rds-cluster-snapshot');
    assert.equal(targetAt(grid, { column: 1, line: GRID_HEAD }), null);
  });
});

test('headers are clicked in the app', async () => {
  const app = openApp(fakeServices(finishedScan()));
  await app.text('Region');
  app.keys('7');
  await app.text('row 1 of 42');
  app.keys(`\u001B[<0;5;${HEAD + 1}M`);
  await app.text('sorted by Snapshot ID ^');
  app.keys(`\u001B[<0;5;${HEAD + 1}M`);
  await app.text('sorted by Snapshot ID v');
  await left(app);
});
