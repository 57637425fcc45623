import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { columnsOfTab } from '../../../../source/kinds/registry.ts';
import type { Column } from '../../../../source/model/columns.ts';
import { rowLine } from '../../../../source/ui/kit/table.ts';
import type { ColumnLayout } from '../../../../source/ui/kit/table-columns.ts';
import { PLAIN_THEME, type Theme } from '../../../../source/ui/kit/theme.ts';
import { initialTable } from '../../../../source/ui/state/table.ts';
import { scrollBar, shownShares } from '../../../../source/ui/views/table/row-looks.ts';
import { fakeRow } from '../../helpers/fake-rows.ts';

function columnOf(id: string): Column {
  const column = columnsOfTab('ebs').find((one) => one.id === id);
  assert.ok(column !== undefined);
  return column;
}

suite('bars behind sizes', () => {
  const rows = [400, 100, 0, null].map((size, index) => fakeRow(index + 1, 'ebs-snapshot', { size }));
  const table = { ...initialTable('ebs'), rows: new Map(rows.map((row) => [row.row, row])) };
  const sharesOf = (shown: readonly number[], id = 'size') => {
    const share = shownShares(table, Uint32Array.from(shown));
    return shown.flatMap((number) => {
      const row = table.rows.get(number);
      return row == null ? [] : [share(row, columnOf(id))];
    });
  };

  test('are as long as a size is beside the largest in sight; nothing and the unknown have none', () => {
    assert.deepEqual(sharesOf([1, 2, 3, 4]), [1, 0.25, null, null]);
    assert.deepEqual(sharesOf([2, 3]), [1, null]);
    assert.deepEqual(sharesOf([1, 2], 'status'), [null, null]);
  });

  test('stand behind the number, which is whole, and end where it is chosen', () => {
    const heat = { on: '\u001B[44m', off: '\u001B[49m' };
    const theme: Theme = { styles: { ...PLAIN_THEME.styles, selected: [], heat2: [heat] } };
    const columns = [{ column: columnOf('size'), width: 8 }];
    const layout: ColumnLayout = { columns, gap: 1, moreLeft: false, moreRight: false };
    const line = (share: number | null, selected = false) =>
      rowLine(
        layout,
        () => '1.5 GiB',
        { selected, marked: false, share: () => share, end: ['█', 'border'] },
        { theme: { styles: { ...theme.styles, border: [] } }, width: 12 },
      )
        .replace(heat.on, '<')
        .replace(heat.off, '>');
    assert.equal(line(null), '   1.5 GiB █');
    assert.equal(line(0.5), '  < 1.5> GiB █');
    assert.equal(line(0.001), '  < >1.5 GiB █');
    assert.equal(line(1), '  < 1.5 GiB> █');
    assert.equal(line(1, true), '>  1.5 GiB █');
  });
});

suite('the scroll bar', () => {
  const drawn = (top: number, height: number, count: number) => {
    const piece = scrollBar(top, height, count);
    return piece === null ? null : Array.from({ length: height }, (_, line) => piece(line)[0]).join('');
  };

  test('is not there where all rows are in sight', () => {
    assert.equal(drawn(0, 10, 10), null);
  });

  test('is as long as what is in sight, where it is', () => {
    assert.equal(drawn(0, 10, 20), '█████│││││');
    assert.equal(drawn(10, 10, 20), '│││││█████');
    assert.equal(drawn(5, 10, 20), '│││█████││');
    assert.equal(drawn(0, 10, 1_000_000), '█│││││││││');
    assert.equal(drawn(999_990, 10, 1_000_000), '│││││││││█');
  });
});
