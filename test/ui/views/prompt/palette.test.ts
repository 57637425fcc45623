import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PALETTE } from '../../../../source/ui/palette/palette.ts';
import { readAppearance } from '../../../../source/ui/screen/read-appearance.ts';
import { type AppScreen, leftAfter, openApp } from '../../helpers/app-screen.ts';
import { finishedScan } from '../../helpers/fake-scan.ts';
import { type FakeServices, fakeServices } from '../../helpers/fake-services.ts';
import { fakeSummary } from '../../helpers/fake-summary.ts';
import { frame } from '../../helpers/frame.tsx';
import { accountTotalsOf, finishedManyScan } from '../../helpers/many-scan.ts';
import { after, opened } from '../../helpers/states.ts';

describe('the commands', () => {
  test('have names of their own, and help', () => {
    const names = PALETTE.map(({ name }) => name);
    assert.deepEqual(names, [...new Set(names)]);
    assert.deepEqual(
      PALETTE.filter(({ about, name }) => about === '' || !/^[a-z-]+$/.test(name)),
      [],
    );
  });

  test('are listed in the help behind the keys of the view, with the key that does the same', () => {
    const help = frame(after(opened(finishedScan(), { columns: 120, rows: 116 }), 'help'));
    assert.ok(help.indexOf('Keys in the Scan grid') < help.indexOf('Commands, typed behind a :'));
    assert.match(help, / :ebs {11}open EBS \(7\)\n/);
    assert.match(
      help,
      / :theme {9}the colours; auto goes by the background of the terminal {2}auto, dark, light, high-contrast, ansi, none\n/,
    );
  });

  test('say what they do while they are typed', () => {
    const typing = after(opened(), 'command line', { type: 'typed', text: 'theme ' });
    assert.match(frame(typing), /\n auto {2}dark {2}light {2}high-contrast {2}ansi {2}none\n$/);
    const typed = after(opened(), 'command line', { type: 'typed', text: 'wide x' });
    assert.match(frame(typed), /\n :wide {2}show all columns, or the chosen ones \(W\)\n$/);
  });
});

async function withApp(
  change: Parameters<typeof fakeServices>[1],
  body: (app: AppScreen, services: FakeServices) => Promise<void>,
): Promise<void> {
  const services = fakeServices(finishedScan(), change);
  const app = openApp(services);
  await app.text('Region');
  await leftAfter(app, () => body(app, services));
}

describe('a typed command', () => {
  test('filters the open table, and says where a filter is wrong', async () => {
    await withApp({}, async (app) => {
      app.keys(':filter error{enter}');
      await app.text('open a table first, such as :ebs');
      app.keys('7:filter Status:error{enter}');
      await app.text('1+ of 42+ · 1 region denied · filter Status:error');
      app.keys(':filter bogus>1{enter}');
      await app.text('there is no field bogus');
      await app.text('filter Status:error');
    });
  });

  test('opens the lists behind the Summary, that of accounts where there are several', async () => {
    await withApp({}, async (app) => {
      app.keys(':costs{enter}');
      await app.text('this scan has one account');
      app.keys(':kept{enter}');
      await app.text('largest first');
      app.keys('{esc}');
      await app.text('─ Kept ─');
      app.keys(':kept{enter}');
      await app.text('largest first');
      app.keys('2');
      await app.text('─ Kept ─');
      app.keys(':kept all{enter}');
      await app.text(':kept takes nothing after it');
    });
    const services = fakeServices(finishedManyScan());
    services.queries.report = fakeSummary({ accounts: accountTotalsOf(finishedManyScan()) });
    const app = openApp(services);
    await app.text('30 of 30 accounts');
    await leftAfter(app, async () => {
      app.keys(':costs{enter}');
      await app.text('30 accounts · dearest first');
    });
  });

  test('sorts the open table by a column, and says which is close where there is none of that name', async () => {
    await withApp({}, async (app) => {
      app.keys(':sort size{enter}');
      await app.text('open a table first, such as :ebs');
      app.keys('7:sort size{enter}');
      await app.text('sorted by Size v');
      app.keys(':sort size asc{enter}');
      await app.text('sorted by Size ^');
      app.keys(':sort usual{enter}');
      await app.text('sorted by Created v');
      app.keys(':sort size asc{enter}');
      await app.text('sorted by Size ^');
      app.keys(':sort sise{enter}');
      await app.text('there is no column sise here; close: size');
      await app.text('sorted by Size ^');
    });
  });

  test('sorts by a second column, which Tab completes', async () => {
    await withApp({}, async (app) => {
      app.keys('7:sort status{enter}');
      await app.text('sorted by Status ^');
      app.keys(':then-by siz{tab}{enter}');
      await app.text('sorted by Status ^, Size v');
    });
  });

  test('counts the values of a column, from a row in full too', async () => {
    await withApp({}, async (app) => {
      app.keys('7');
      await app.text('row 1 of 42');
      app.keys('{enter}');
      await app.text('other rows');
      app.keys(':facet status{enter}');
      await app.text('EBS snapshots by Status');
    });
  });

  test('writes everything in another format', async () => {
    await withApp({}, async (app, services) => {
      app.keys(':export csv{enter}');
      await app.until('an export', () => services.exports.length === 1);
      assert.deepEqual(services.exports[0]?.choice, { format: 'csv', output: 'output' });
    });
  });

  test('changes the colours at once', async () => {
    await withApp({}, async (app) => {
      const cell = () => app.screen.cellAt(20, 119);
      app.keys(':theme none{enter}');
      await app.until('no colours', () =>
        Array.from({ length: 40 * 120 }, (_, at) => app.screen.cellAt(Math.floor(at / 120), at % 120)).every(
          ({ fg }) => fg === undefined,
        ),
      );
      app.keys(':theme light{enter}');
      await app.until('colours', () =>
        Array.from({ length: 120 }, (_, at) => app.screen.cellAt(39, at)).some(({ fg }) => fg !== undefined),
      );
      assert.equal(cell().char, ' ');
    });
  });
});

describe('a configured app', () => {
  test('has the keys, the columns and the footer that config.json asks for', async () => {
    const appearance = readAppearance({
      theme: 'dark',
      themes: {},
      colors: {},
      keys: { sort: ['z'], 'open-ebs': ['b'] },
      columns: { ebs: ['snapshot_id', 'region'] },
      mouse: true,
    });
    await withApp({ appearance }, async (app) => {
      app.keys('b');
      await app.text('row 1 of 42');
      assert.match(app.screen.lines()[4] ?? '', /^ {3}Snapshot ID +Region\s*$/);
      await app.text('z sort');
      app.keys('zsize{enter}');
      await app.text('sorted by Size v');
    });
  });
});
