import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ScanState } from '../../../source/model/cell.ts';
import { VIEWS } from '../../../source/ui/views/registry.ts';
import { type BareApp, bareApp, typed } from '../helpers/bare-app.ts';
import { finishedScan, midScan } from '../helpers/fake-scan.ts';
import { finishedManyScan } from '../helpers/many-scan.ts';

const filterOf = ({ state }: BareApp) => state().tables.ebs?.filter;
const front = ({ state }: BareApp) => VIEWS.front(state()).id;
const opened = (keys: readonly string[], scan: ScanState = finishedScan()) => bareApp(keys, { scan });

/** To the EBS snapshots of eu-west-1 in the grid. */
const TO_CELL = ['g', 'j', ...'hhhhhhhh', ...'llll'];

for (const key of ['escape', 'backspace']) {
  describe(`${key} goes back to where one came from, with the position kept:`, () => {
    test('from the rows of a cell to the cell', async () => {
      const app = await opened(TO_CELL);
      const { grid } = app.state();
      await app.press(['enter']);
      assert.deepEqual(filterOf(app), { text: '', region: 'eu-west-1', kind: null });
      await app.press(['j', key]);
      assert.equal(front(app), 'scan');
      assert.deepEqual(app.state().grid, grid);
      await app.press(['7']);
      assert.deepEqual(filterOf(app), { text: '', region: null, kind: null });
    });

    test('from the rows of a facet’s value to the facet, then to the table', async () => {
      const app = await opened(['7', 'j', 'j', 'f', ...typed('status'), 'j', 'enter']);
      assert.match(filterOf(app)?.text ?? '', /^status[:=]/);
      await app.press([key]);
      assert.deepEqual([front(app), app.state().facet?.cursor], ['facet', 1]);
      await app.press([key]);
      assert.deepEqual([front(app), app.state().tables.ebs?.cursor, filterOf(app)?.text], ['table', 2, '']);
    });

    test('from the rows of a pivot’s cell to the pivot, its column, the table', async () => {
      const app = await opened(['7', 'f', ...typed('status'), 'P', ...typed('tier'), 'right', 'enter']);
      assert.equal(front(app), 'table');
      const columns: unknown[] = [];
      for (let step = 0; step < 3; step += 1) {
        await app.press([key]);
        columns.push(app.state().facet?.columns ?? front(app));
      }
      assert.deepEqual(columns, [['status', 'storage_tier'], ['status'], 'table']);
    });

    test('from a filtered table, and the filter stays', async () => {
      const app = await opened(['7', '/', ...typed('status:completed'), key]);
      assert.equal(front(app), 'scan');
      await app.press(['7']);
      assert.equal(filterOf(app)?.text, 'status:completed');
    });

    test('from the Summary to the grid, and from there nowhere, which it says', async () => {
      const app = await opened(['2', key]);
      assert.equal(front(app), 'scan');
      await app.press([key]);
      assert.equal(app.state().message?.text, 'there is nothing to go back to; q leaves');
    });
  });
}

describe('a filter is cleared', () => {
  test('with Esc while it is typed', async () => {
    const app = await opened(['7', '/', ...'web', 'escape']);
    assert.deepEqual([front(app), filterOf(app)?.text], ['table', '']);
  });

  test('with / and Enter on an empty line, with the region of a cell too', async () => {
    const app = await opened([...TO_CELL, 'enter']);
    assert.equal(filterOf(app)?.region, 'eu-west-1');
    await app.press(['/', 'enter']);
    assert.deepEqual(filterOf(app), { text: '', region: null, kind: null });
    await app.press(['/', ...typed('status:completed'), '/', 'ctrl+u', 'enter']);
    assert.equal(filterOf(app)?.text, '');
  });
});

describe('q', () => {
  const WAYS: readonly (readonly [closes: string, keys: readonly string[], opens: string])[] = [
    ['the detail of a row', ['7', 'enter'], 'table'],
    ['a facet', ['7', 'f', ...typed('status')], 'table'],
    ['the tree of DataSync', ['t'], 'scan'],
    ['the problems', ['p'], 'scan'],
    ['the help', ['7', '?'], 'table'],
    ['a note', ['7', 'o'], 'table'],
  ];
  for (const [closes, keys, opens] of WAYS) {
    test(`closes ${closes}, and leaves only from what is below it`, async () => {
      const app = await opened([...keys, 'q']);
      assert.deepEqual([front(app), app.reached], [opens, []]);
      await app.press(['q']);
      assert.deepEqual(app.reached, ['end 0']);
    });
  }

  test('is text in a list to pick from', async () => {
    const app = await opened(['7', 's', 'q']);
    assert.deepEqual([front(app), app.state().picker?.typed.text, app.reached], ['picker', 'q', []]);
  });

  test('behind a colon leaves from anywhere; Ctrl-C too, with 130', async () => {
    const typedQuit = await opened(['7', 'enter', ':', ...typed('q')]);
    assert.deepEqual(typedQuit.reached, ['end 0']);
    const interrupted = await opened(['7', 'enter', 'ctrl+c']);
    assert.deepEqual(interrupted.reached, ['end 130']);
  });

  test('asks once from a main view while a scan runs, behind a colon too', async () => {
    for (const keys of [['q'], ['7', 'enter', 'q', 'q'], [':', ...typed('quit')]]) {
      const app = await opened(keys, midScan());
      assert.deepEqual([front(app), app.reached], ['quit', []], keys.join(' '));
      await app.press(['q']);
      assert.deepEqual(app.reached, ['end 0']);
    }
  });
});

describe('p shows the problems of the scan', () => {
  const ROWS = [
    [[], 'scan'],
    [['2'], 'summary'],
    [['7'], 'table'],
    [['7', 'enter'], 'detail'],
    [['7', ...typed('f'), 'enter'], 'facet'],
    [['t'], 'topology'],
    [['C'], 'calendar'],
  ] as const;
  for (const [keys, id] of ROWS) {
    test(`over ${id}, and Esc, p or q lead back there`, async () => {
      for (const back of ['escape', 'p', 'q']) {
        const app = await opened([...keys]);
        assert.equal(front(app), id);
        const before = app.state();
        await app.press(['p']);
        assert.equal(front(app), 'problems');
        await app.press([back]);
        assert.equal(front(app), id);
        assert.deepEqual(app.state().tables, before.tables);
      }
    });
  }
});

describe('a key that can do nothing says why:', () => {
  const SAYS: readonly (readonly [keys: readonly string[], words: string, scan?: ScanState])[] = [
    [
      ['p'],
      'no problems',
      finishedScan({ cells: finishedScan().cells.filter(({ error }) => error === null) }),
    ],
    [['7', 'j', 'k', 'k'], 'this is the first row'],
    [['7', 'G', 'j'], 'this is the last row'],
    [['7', 'u'], 'no row is marked'],
    [['7', '+'], '+ does nothing here, but in the Scan grid; ? lists the keys'],
    [['#'], '# does nothing here'],
    [['/'], '/ does nothing here, but in a table; ? lists the keys'],
    [['y'], 'y does nothing here, but in a table and a row in full; ? lists the keys'],
    [
      ['a', 'F'],
      'F does nothing here, but in a table and the accounts of the Scan view; ? lists the keys',
      finishedManyScan(),
    ],
    [['F'], 'F does nothing here, but in a table; ? lists the keys'],
    [
      ['a', 's'],
      's does nothing here, but in a table, the accounts of the Scan view and 3 other views; ? lists the keys',
      finishedManyScan(),
    ],
    [['n'], 'n does nothing here'],
    [['7', 'enter', 'left'], 'this is the first row'],
    [[':', 'up'], 'nothing was typed earlier'],
  ];
  for (const [keys, words, scan] of SAYS)
    test(`${keys.join(' ')}: ${words}`, async () => {
      assert.equal((await opened(keys, scan)).state().message?.text, words);
    });

  test('Right stops at the last column of a table', async () => {
    const app = await opened(['7']);
    for (let step = 0; step < 60; step += 1) await app.press(['right']);
    assert.equal(app.state().message?.text, 'this is the last column');
    const off = app.state().tables.ebs?.columnsOff ?? 0;
    await app.press(['left', 'right', 'right']);
    assert.equal(app.state().tables.ebs?.columnsOff, off);
  });
});
