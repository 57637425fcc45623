import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { mouseEvent } from '../../../source/ui/kit/mouse.ts';
import { targetAt } from '../../../source/ui/screen/draw-screen.ts';
import { DEFAULT_APPEARANCE } from '../../../source/ui/screen/read-appearance.ts';
import { type AppScreen, openApp } from '../helpers/app-screen.ts';
import { finishedScan } from '../helpers/fake-scan.ts';
import { type FakeServices, fakeServices } from '../helpers/fake-services.ts';
import { frame } from '../helpers/frame.tsx';
import { after, opened, withRowsOf } from '../helpers/states.ts';

describe('a report of the mouse', () => {
  const cases = [
    ['[<0;10;5M', { kind: 'click', column: 9, line: 4 }],
    ['[<16;1;1M', { kind: 'click', column: 0, line: 0 }],
    ['[<64;300;50M', { kind: 'wheel up', column: 299, line: 49 }],
    ['[<65;2;3M', { kind: 'wheel down', column: 1, line: 2 }],
    ['[<0;10;5m', undefined],
    ['[<2;10;5M', undefined],
    ['[<0;10M', null],
    ['[M *%', { kind: 'click', column: 9, line: 4 }],
    ['[M`\u00ff\u0021', { kind: 'wheel up', column: 222, line: 0 }],
    ['[M#*%', undefined],
    ['[M \ufffd%', undefined],
    ['q', null],
  ] as const;
  for (const [input, expected] of cases) {
    test(`${input} is understood`, () => assert.deepEqual(mouseEvent(input), expected));
  }
});

const grid = opened(finishedScan());
const table = withRowsOf(grid, 'ebs');
const at = (state: typeof grid, column: number, line: number) => targetAt(state, { column, line });

describe('a click', () => {
  test('on a row of a table puts the cursor there', () => {
    const target = at(table, 20, 8);
    assert.equal(target?.state.tables.ebs?.cursor, 3);
    assert.equal(target?.current, false);
    assert.equal(target === null ? null : at(target.state, 3, 8)?.current, true);
  });

  test('on a cell of the grid puts the cursor there', () => {
    const target = at(grid, 24, 8);
    assert.deepEqual([target?.state.grid.row, target?.state.grid.column], [3, 0]);
    const far = at(grid, 87, 5);
    assert.deepEqual([far?.state.grid.row, far?.state.grid.column], [0, 7]);
  });

  test('on a tab opens its view', () => {
    assert.equal(at(table, 1, 1)?.state.view, 'scan');
    assert.equal(at(table, 12, 1)?.state.view, 'summary');
    assert.equal(at(table, 119, 1), null);
  });

  test('on an item of a list puts the cursor there', () => {
    const list = after(table, 'sort');
    const label = list.picker?.items?.[2]?.label ?? '';
    const line = frame(list)
      .split('\n')
      .findIndex((drawn) => drawn.includes('│') && drawn.includes(label));
    assert.ok(line > 0, frame(list));
    assert.equal(at(list, 5, line)?.state.picker?.cursor, 2);
  });

  test('on nothing does nothing', () => {
    for (const [column, line] of [
      [5, 0],
      [5, 3],
      [0, 4],
      [5, 39],
      [5, 2],
    ] as const) {
      assert.equal(at(table, column, line), null, `${column} ${line}`);
    }
    assert.equal(at(withRowsOf(grid, 'agents'), 5, 20), null);
    assert.equal(at(after(table, 'help'), 5, 8), null);
  });
});

describe('the mouse in the app', () => {
  const report = (button: number, column: number, line: number) =>
    `\u001B[<${button};${column + 1};${line + 1}M`;

  async function withApp(
    body: (app: AppScreen) => Promise<void>,
    services: FakeServices = fakeServices(finishedScan()),
  ): Promise<void> {
    const app = openApp(services);
    await app.text('Region');
    try {
      await body(app);
    } finally {
      app.keys('{ctrl-c}');
      await app.ended;
      await app.until('the mouse given back', () => !app.screen.state().mouse);
      app.screen.dispose();
    }
  }

  test('scrolls, selects, and takes what is clicked twice', async () => {
    await withApp(async (app) => {
      await app.until('the mouse', () => app.screen.state().mouse);
      app.keys('7');
      await app.text('row 1 of 42');
      app.keys(report(65, 10, 10));
      await app.text('row 4 of 42');
      app.keys(report(64, 10, 10));
      await app.text('row 1 of 42');
      app.keys(report(0, 10, 9));
      await app.text('row 5 of 42');
      app.keys(report(0, 10, 9));
      await app.text('EBS snapshot snap-00000000000000006');
      app.keys(report(0, 1, 1));
      await app.text('40 of 40 cells');
    });
  });

  test('is turned off and on by :mouse', async () => {
    await withApp(async (app) => {
      await app.until('the mouse', () => app.screen.state().mouse);
      app.keys(':mouse off{enter}');
      await app.until('no mouse', () => !app.screen.state().mouse);
      app.keys(':mouse on{enter}');
      await app.until('the mouse again', () => app.screen.state().mouse);
    });
  });

  test('stays with the terminal where the configuration says so', async () => {
    const appearance = { ...DEFAULT_APPEARANCE, mouse: false };
    await withApp(
      async (app) => {
        app.keys('7');
        await app.text('row 1 of 42');
        assert.equal(app.screen.state().mouse, false);
      },
      fakeServices(finishedScan(), { appearance }),
    );
  });
});
