import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ScanState } from '../../../source/model/cell.ts';
import type { ScanChoice } from '../../../source/ui/loading/services.ts';
import { NO_PREFERENCES, type Preferences } from '../../../source/ui/preferences/preferences.ts';
import { type AppScreen, leftAfter, openApp } from '../helpers/app-screen.ts';
import { fakeScan, finishedScan, midScan } from '../helpers/fake-scan.ts';
import { type FakeServices, fakeHandle, fakeServices } from '../helpers/fake-services.ts';

/** An app over a scan, waited for until its grid is there; it is left at the end of the test. */
async function withApp(
  scan: ScanState,
  body: (app: AppScreen, services: FakeServices) => Promise<void>,
  services = fakeServices(scan),
): Promise<void> {
  const app = openApp(services);
  await app.text('Region');
  await leftAfter(app, () => body(app, services));
}

const rowsOf = (app: AppScreen) => app.screen.lines().slice(5, 38);
const typedOf = (app: AppScreen) => app.screen.lines()[38] ?? '';

describe('leaving', () => {
  test('q ends a finished scan with 0 and restores the terminal', async () => {
    const services = fakeServices(finishedScan());
    const app = openApp(services);
    await app.text('complete');
    assert.deepEqual(
      { alternate: app.screen.state().alternateScreen, hidden: app.screen.state().cursorHidden },
      { alternate: true, hidden: true },
    );
    app.keys('q');
    assert.deepEqual(await app.ended, { exitCode: 0, lines: [] });
    await app.until('the normal screen', () => !app.screen.state().alternateScreen);
    assert.deepEqual(
      { hidden: app.screen.state().cursorHidden, paste: app.screen.state().bracketedPaste },
      { hidden: false, paste: false },
    );
    assert.equal(services.handles[0]?.stopped(), true);
  });

  test('q asks once while a scan runs, Esc goes on, a second q stops it', async () => {
    const services = fakeServices(midScan());
    const app = openApp(services);
    await app.text('scanning 35/40');
    app.keys('q');
    await app.text('Stop it and leave?');
    app.keys('{esc}');
    await app.noText('Stop it and leave?');
    assert.equal(services.handles[0]?.stopped(), false);
    app.keys('qq');
    assert.deepEqual(await app.ended, { exitCode: 0, lines: [] });
    assert.equal(services.handles[0]?.stopped(), true);
  });

  test('Ctrl-R asks once while a scan runs, Esc goes on, a second Ctrl-R starts anew', async () => {
    const services = fakeServices(midScan());
    await withApp(
      midScan(),
      async (app) => {
        app.keys('{ctrl-r}');
        await app.text('Stop it and start a new one?');
        app.keys('{esc}');
        await app.noText('start a new one?');
        assert.equal(services.handles.length, 1);
        app.keys('{ctrl-r}{ctrl-r}');
        await app.until('another scan', () => services.handles.length === 2);
        assert.equal(services.handles[0]?.stopped(), true);
        await app.noText('start a new one?');
      },
      services,
    );
  });

  test('the question says so when the scan ends meanwhile, and its answer lands nowhere else', async () => {
    const services = fakeServices(midScan());
    const app = openApp(services);
    await app.text('scanning 35/40');
    app.keys('q');
    await app.text('The scan is still running. Stop it and leave?');
    await app.text('35 of 40 ');
    services.handles[0]?.emit(finishedScan());
    await app.text('The scan is complete now, with 1 problem. Leave?');
    await app.text('q leaves, Esc goes back');
    await app.text('40 of 40 ');
    app.keys('{esc}');
    await app.text('40 of 40 cells');
    await app.noText('Leave?');
    app.keys('q');
    assert.deepEqual(await app.ended, { exitCode: 0, lines: [] });
  });

  test('Ctrl-C ends with 130 at once, also inside an input', async () => {
    const app = openApp(fakeServices(midScan()));
    await app.text('scanning');
    app.keys(':abc{ctrl-c}');
    assert.deepEqual(await app.ended, { exitCode: 130, lines: [] });
  });

  test('a refused scan ends with its exit code and its lines', async () => {
    const refusal = { lines: ['No credentials were found.', 'Try: aws configure'], exitCode: 4 } as const;
    const app = openApp(fakeServices(fakeScan({}, { stage: 'refused', refusal, regions: [] })));
    assert.deepEqual(await app.ended, { exitCode: 4, lines: refusal.lines });
  });

  test('a refused scan goes back to the one that was open, and says why; the next wish is as before', async () => {
    const refusal = { lines: ['No credentials were found.', 'Try: aws configure'], exitCode: 4 } as const;
    const chosen: ScanChoice[] = [];
    const services = fakeServices(finishedScan(), {
      startScan: (choice) => {
        chosen.push(choice);
        return fakeHandle(
          chosen.length === 2 ? fakeScan({}, { stage: 'refused', refusal, regions: [] }) : finishedScan(),
        );
      },
    });
    await withApp(
      finishedScan(),
      async (app) => {
        await app.text('complete');
        app.keys('{ctrl-r}');
        await app.text('no new scan: No credentials were found. Try: aws configure');
        await app.text('40 of 40 cells');
        app.keys('{ctrl-r}');
        await app.noText('no new scan');
        assert.deepEqual(chosen, [{}, {}, {}]);
      },
      services,
    );
  });

  test('a scan that cannot be started ends with one line', async () => {
    const startScan = () => {
      throw Object.assign(new Error('There is no region eu-west-9.'), { name: 'UsageError' });
    };
    const app = openApp(fakeServices(finishedScan(), { startScan }));
    assert.deepEqual(await app.ended, { exitCode: 2, lines: ['There is no region eu-west-9.'] });
  });

  test('what was exported is said again after the screen is gone', async () => {
    const services = fakeServices(finishedScan());
    const app = openApp(services);
    await app.text('complete');
    app.keys('e');
    await app.text('exporting');
    services.exports[0]?.finish({ paths: ['output/a.xlsx'], rows: 51, partial: false });
    await app.text('exported 51 rows');
    app.keys('q');
    assert.deepEqual(await app.ended, { exitCode: 0, lines: ['exported 51 rows to output/a.xlsx'] });
  });
});

describe('the grid', () => {
  test('follows the scan', async () => {
    await withApp(midScan(), async (app, services) => {
      await app.text('scanning 35/40');
      services.handles[0]?.emit(finishedScan());
      await app.text('complete, 1 problem');
      await app.text('40 of 40 cells');
    });
  });

  test('runs the cell under the cursor again, and all that are not done', async () => {
    await withApp(finishedScan(), async (app, services) => {
      app.keys('{down}{down}{right}{right}{right}{right}r');
      await app.text('running 1 cell again');
      app.keys('R');
      await app.until('both', () => services.handles[0]?.retried.length === 2);
      assert.deepEqual(services.handles[0]?.retried, [[13], [13]]);
    });
  });

  test('says so where there is nothing to run again', async () => {
    await withApp(fakeScan(), async (app, services) => {
      app.keys('R');
      await app.text('every cell is done');
      assert.deepEqual(services.handles[0]?.retried, []);
    });
  });

  test('opens the rows of a cell, and Backspace leads back', async () => {
    await withApp(finishedScan(), async (app, services) => {
      app.keys('{right}{right}{right}{right}{right}{right}{enter}');
      await app.text('RDS cluster snapshots   1 of 2 · filter us-east-1');
      assert.deepEqual(services.queries.asked.at(-1), {
        tab: 'rds',
        region: 'us-east-1',
        kind: 'rds-cluster-snapshot',
        sort: { column: 'creation_time', descending: true },
      });
      app.keys('{back}');
      await app.text('40 of 40 cells');
    });
  });

  test('starts a new scan with Ctrl-R and closes the one before', async () => {
    await withApp(finishedScan(), async (app, services) => {
      app.keys('{ctrl-r}');
      await app.until('a second scan', () => services.handles.length === 2);
      assert.equal(services.handles[0]?.stopped(), true);
      assert.deepEqual(services.choices, [{}, {}]);
    });
  });
});

describe('a table', () => {
  test('moves, and takes several keys that come at once', async () => {
    await withApp(finishedScan(), async (app) => {
      app.keys('7');
      await app.text('row 1 of 42');
      app.keys('jjj');
      await app.text('row 4 of 42');
      app.keys('G');
      await app.text('row 42 of 42');
      await app.text('>  snap-00000000000000003');
      app.keys('gk{pgdn}');
      await app.text('row 34 of 42');
    });
  });

  test('sorts by a column that is typed, and the other way round', async () => {
    await withApp(finishedScan(), async (app, services) => {
      app.keys('7');
      await app.text('row 1 of 42');
      app.keys('ssize{enter}');
      await app.text('sorted by Size v');
      await app.text('>  snap-00000000000000035');
      app.keys('s{enter}');
      await app.text('sorted by Size ^');
      assert.deepEqual(services.queries.asked.at(-1)?.sort, { column: 'size', descending: false });
    });
  });

  test('filters while it is typed; Enter keeps the filter, Esc in its line clears it', async () => {
    await withApp(finishedScan(), async (app, services) => {
      app.keys('7');
      await app.text('row 1 of 42');
      app.keys('/pending q');
      await app.noText('snap-00000000000000002');
      assert.match(typedOf(app), /^ \/pending q/);
      app.keys('{back}{back}{enter}');
      await app.text('1+ of 42+ · 1 region denied · filter pending');
      assert.deepEqual(rowsOf(app).filter((line) => line !== '').length, 1);
      assert.deepEqual(services.queries.asked.at(-1)?.filter, 'pending');
      app.keys('/');
      await app.text(/ \/pending +\n/);
      app.keys('{esc}');
      await app.text('EBS snapshots   42+ ');
    });
  });

  test('takes a paste into the filter as text', async () => {
    await withApp(finishedScan(), async (app) => {
      app.keys('7');
      await app.text('row 1 of 42');
      app.keys('/');
      await app.text('snapshot_id');
      app.keys('\u001B[200~web\r\ndata\u001B[201~');
      await app.text(' /web data');
    });
  });

  test('opens a row with every field and comes back to it', async () => {
    await withApp(finishedScan(), async (app) => {
      app.keys('7');
      await app.text('row 1 of 42');
      app.keys('j{enter}');
      await app.text('EBS snapshot snap-00000000000000002');
      await app.text('78.0 GiB (83,751,862,272 bytes)');
      app.keys('{right}');
      await app.text('EBS snapshot snap-00000000000000004');
      app.keys('{esc}');
      await app.text('>  snap-00000000000000004');
      await app.text('row 3 of 42');
    });
  });

  test('keeps the cursor on its row while rows come in above it', async () => {
    await withApp(midScan(), async (app, services) => {
      const all = services.queries.rows.ebs ?? [];
      services.queries.rows = { ...services.queries.rows, ebs: all.slice(10) };
      app.keys('7');
      await app.text('row 1 of 32');
      app.keys('jj');
      await app.text('row 3 of 32');
      services.queries.rows = { ...services.queries.rows, ebs: all };
      services.handles[0]?.emit(finishedScan());
      await app.text('row 12 of 42');
      await app.text('>  snap-00000000000000013');
    });
  });

  test('says why it could not be read, and tries again when it is opened again', async () => {
    await withApp(finishedScan(), async (app, services) => {
      services.queries.failure = new Error('disk I/O error');
      app.keys('7');
      await app.text('The scan file could not be read: disk I/O error');
      services.queries.failure = null;
      app.keys('17');
      await app.text('row 1 of 42');
    });
  });
});

describe('an export', () => {
  test('shows how far it is without stopping the screen', async () => {
    await withApp(finishedScan(), async (app, services) => {
      app.keys('e');
      await app.text('exporting  ');
      services.exports[0]?.progress({ rows: 51, share: 0.4, part: 'EBS Snapshots' });
      await app.text('exporting EBS Snapshots: 40% of 51 rows');
      app.keys('7');
      await app.text('row 1 of 42');
      app.keys('e');
      await app.text('an export is being written already');
      services.exports[0]?.finish({ paths: ['output/a.xlsx'], rows: 51, partial: false });
      await app.text('exported 51 rows to output/a.xlsx');
      assert.equal(services.exports.length, 1);
    });
  });

  test('says that it is partial while the scan runs', async () => {
    await withApp(midScan(), async (app, services) => {
      app.keys('e');
      await app.text('the workbook will be marked partial');
      services.exports[0]?.finish({ paths: ['a.xlsx'], rows: 5, partial: true });
      await app.text('exported 5 rows to a.xlsx (marked partial: not every cell was done)');
    });
  });

  test('says how many files there are and where, not each of them', async () => {
    await withApp(finishedScan(), async (app, services) => {
      app.keys('e');
      await app.text('exporting');
      const paths = ['tasks', 'ebs', 'coverage'].map((part) => `output/PROD-2026-11-29-${part}.csv`);
      services.exports[0]?.finish({ paths, rows: 51, partial: false });
      await app.text('exported 51 rows to 3 files in output/');
    });
  });

  test('leaves its message until the next key, which may be one of another view', async () => {
    await withApp(finishedScan(), async (app, services) => {
      app.keys('e');
      await app.text('exporting');
      services.exports[0]?.fail(new Error('no space left on /data'));
      await app.text('the export failed');
      app.keys('7');
      await app.text('row 1 of 42');
      await app.noText('the export failed');
    });
  });

  test('says why it failed', async () => {
    await withApp(finishedScan(), async (app, services) => {
      app.keys('e');
      await app.text('exporting');
      services.exports[0]?.fail(new Error('no space left on /data'));
      await app.text('the export failed: no space left on /data');
    });
  });

  test('is stopped when the app is left', async () => {
    const services = fakeServices(finishedScan());
    const app = openApp(services);
    await app.text('complete');
    app.keys('e');
    await app.text('exporting');
    app.keys('q');
    assert.deepEqual(await app.ended, { exitCode: 0, lines: [] });
    assert.equal(services.exports[0]?.signal.aborted, true);
  });
});

describe('pickers', () => {
  test('regions are marked, and Enter scans them; Ctrl-R scans the same again', async () => {
    await withApp(finishedScan(), async (app, services) => {
      app.keys(':regions{enter}');
      await app.text('[ ] eu-west-1');
      app.keys('us- ');
      await app.text('[x] us-east-1');
      app.keys(' {enter}');
      await app.until('a second scan', () => services.handles.length === 2);
      await app.text('40 of 40 cells');
      app.keys('{ctrl-r}');
      await app.until('a third scan', () => services.handles.length === 3);
      const regions = ['us-east-1', 'us-west-2'];
      assert.deepEqual(services.choices, [{}, { regions }, { regions }]);
    });
  });

  test('a region that is off cannot be had', async () => {
    await withApp(finishedScan(), async (app, services) => {
      app.keys(':regions{enter}');
      await app.text('[ ] eu-west-1');
      app.keys('af-{enter}');
      await app.text('af-south-1 is not enabled for this account');
      assert.equal(services.handles.length, 1);
    });
  });

  test('accounts are listed below their units, a unit marks all that are open below it, and Enter scans them', async () => {
    await withApp(finishedScan(), async (app, services) => {
      app.keys(':accounts{enter}');
      await app.text('[ ] acme  123456789012');
      await app.text('[ ] Workloads  3 accounts');
      await app.text('      old-shop  700000003333 · Workloads/Dev · suspended');
      app.keys('workloads ');
      await app.text('3 marked');
      await app.text('[x] Workloads/Dev  1 account');
      await app.text('[x]   pay-prod  000000000042 · Workloads/Prod');
      app.keys('{enter}');
      await app.until('a second scan', () => services.handles.length === 2);
      assert.deepEqual(services.choices[1]?.accounts?.toSorted(), [
        '000000000042',
        '700000001111',
        '700000004444',
      ]);
    });
  });

  /** Services that remember these accounts, and what was saved of them. */
  const remembering = (accounts: Preferences['accounts']) => {
    const saved: Preferences['accounts'][] = [];
    const preferences = {
      load: () => ({ preferences: { ...NO_PREFERENCES, accounts }, faults: [] }),
      save: (one: Preferences) => saved.push(one.accounts),
    };
    return { saved, services: fakeServices(finishedScan(), { preferences }) };
  };

  test('accounts that were picked last are marked the next time, and nothing is scanned for them before', async () => {
    const { saved, services } = remembering({
      '123456789012': ['700000001111', '700000003333', '999999999999'],
      '222222222222': ['333333333333'],
    });
    await withApp(
      finishedScan(),
      async (app) => {
        assert.deepEqual(services.choices, [{}]);
        app.keys(':accounts{enter}');
        await app.text('2 accounts picked last are gone or closed');
        await app.text('1 marked');
        await app.text('>[x]   data-dev');
        app.keys('pay-prod ');
        await app.text('2 marked');
        app.keys('{enter}');
        await app.until('a second scan', () => services.handles.length === 2);
      },
      services,
    );
    assert.deepEqual(services.choices[1], { accounts: ['700000001111', '000000000042'] });
    assert.deepEqual(saved.at(-1), {
      '123456789012': ['700000001111', '000000000042'],
      '222222222222': ['333333333333'],
    });
  });

  test('accounts that are gone are forgotten, and all of them where that is asked for', async () => {
    const { saved, services } = remembering({ '123456789012': ['700000001111', '999999999999'] });
    await withApp(
      finishedScan(),
      async (app) => {
        app.keys(':accounts{enter}');
        await app.text('1 account picked last is gone or closed');
        app.keys('{esc}:accounts all{enter}');
        await app.text(':accounts takes nothing after it but forget');
      },
      services,
    );
    assert.deepEqual(saved.at(-1), { '123456789012': ['700000001111'] });
    const again = remembering({ '123456789012': ['700000001111'] });
    await withApp(
      finishedScan(),
      async (app) => {
        app.keys(':accounts forget{enter}');
        await app.text('no account is remembered as picked');
        app.keys(':accounts{enter}');
        await app.text('Space marks, Enter takes');
        await app.noText('[x]');
      },
      again.services,
    );
    assert.deepEqual(again.saved.at(-1), {});
  });

  test('without a mark the account under the cursor is scanned, and one that is closed cannot be had', async () => {
    await withApp(finishedScan(), async (app, services) => {
      app.keys(':accounts{enter}');
      await app.text('[ ] acme');
      app.keys('old-shop{enter}');
      await app.text(/old-shop is 700000003333 .* suspended/);
      assert.equal(services.handles.length, 1);
      app.keys('{esc}pay-prod{enter}');
      await app.until('a second scan', () => services.handles.length === 2);
      assert.deepEqual(services.choices[1], { accounts: ['000000000042'] });
    });
  });

  test('a profile starts a new scan', async () => {
    await withApp(finishedScan(), async (app, services) => {
      app.keys(':profiles{enter}');
      await app.text('>dev');
      app.keys('{enter}');
      await app.until('a second scan', () => services.handles.length === 2);
      assert.deepEqual(services.choices[1], { profile: 'dev' });
    });
  });

  test('open first where that was asked for: the profile, then its regions', async () => {
    const asked: (string | undefined)[] = [];
    const plain = fakeServices(finishedScan());
    const services = fakeServices(finishedScan(), {
      listRegions: (profile) => {
        asked.push(profile);
        return plain.listRegions();
      },
    });
    const app = openApp(services, { mode: 'pick' });
    await app.text('Profile for a new scan');
    await app.text('>dev');
    app.keys('{down}{enter}');
    await app.text(/Regions for a new scan ─+ profile prod · /);
    await app.text('[ ] eu-west-1');
    app.keys('{enter}');
    await app.text('complete');
    assert.deepEqual(asked, ['prod']);
    assert.deepEqual(services.choices, [{ profile: 'prod', regions: ['eu-west-1'] }]);
    app.keys('q');
    assert.equal((await app.ended).exitCode, 0);
  });

  test('that are asked for another profile meanwhile are that one’s, whoever answers last', async () => {
    const { identity } = await fakeServices(finishedScan()).listRegions();
    const answers = new Map<string | undefined, (name: string) => void>();
    const services = fakeServices(finishedScan(), {
      listRegions: (profile) =>
        new Promise((resolve) => {
          const status = 'opted-in';
          answers.set(profile, (name) => resolve({ identity, regions: [{ name, status }] }));
        }),
    });
    const app = openApp(services, { mode: 'pick' });
    await app.text('>dev');
    app.keys('{enter}');
    await app.text(/profile dev · /);
    app.keys('{esc}:profiles{enter}');
    await app.text('>dev');
    app.keys('{down}{enter}');
    await app.text(/profile prod · /);
    answers.get('prod')?.('eu-west-1');
    await app.text('[ ] eu-west-1');
    answers.get('dev')?.('us-east-1');
    app.keys('{enter}');
    await app.text('complete');
    assert.deepEqual(services.choices, [{ profile: 'prod', regions: ['eu-west-1'] }]);
    app.keys('q');
    assert.equal((await app.ended).exitCode, 0);
  });

  test('say why there is no list', async () => {
    const services = fakeServices(finishedScan(), {
      listRegions: () => Promise.reject(new Error('The token has expired: aws sso login')),
    });
    await withApp(
      finishedScan(),
      async (app) => {
        app.keys(':regions{enter}');
        await app.text('The token has expired: aws sso login Esc closes this list.');
        app.keys('{esc}');
        await app.text('40 of 40 cells');
      },
      services,
    );
  });
});

describe('the command line', () => {
  test('opens views, filters by region, and says what it does not know', async () => {
    await withApp(finishedScan(), async (app) => {
      app.keys(':ebs{enter}');
      await app.text('row 1 of 42');
      app.keys(':region eu-w{tab}{enter}');
      await app.text('2 of 42+ · filter eu-west-1');
      app.keys(':region mars{enter}');
      await app.text('mars is not among the regions of this scan');
      app.keys(':bogus{enter}');
      await app.text('there is no command :bogus');
      app.keys(':{up}');
      await app.text(' :bogus');
      app.keys('{esc}:q{enter}');
      assert.deepEqual(await app.ended, { exitCode: 0, lines: [] });
    });
  });
});

describe('a finished scan file', () => {
  test('opens with what it holds, and its cells are not run again', async () => {
    const services = fakeServices(finishedScan());
    const app = openApp(services, { mode: 'file', scanFile: '/data/old.sqlite' });
    await app.text('40 of 40 cells');
    app.keys('r');
    await app.text('this is a finished scan file: Ctrl-R starts a new scan');
    app.keys('q');
    assert.equal((await app.ended).exitCode, 0);
    assert.equal(services.queries.closed(), true);
  });

  test('that cannot be read ends the app with one line', async () => {
    const services = fakeServices(finishedScan());
    services.queries.failure = new Error('/data/old.sqlite is no scan file');
    const app = openApp(services, { mode: 'file', scanFile: '/data/old.sqlite' });
    assert.deepEqual(await app.ended, { exitCode: 2, lines: ['/data/old.sqlite is no scan file'] });
  });
});

describe('the screen', () => {
  test('follows every resize without leaving a trace of the old size', async () => {
    await withApp(finishedScan(), async (app) => {
      for (const [columns, rows] of [
        [80, 24],
        [59, 20],
        [200, 60],
        [60, 16],
        [120, 40],
      ] as const) {
        await app.resize(columns, rows);
        const small = columns < 60;
        await app.until(`a whole frame at ${columns}x${rows}`, (lines) =>
          small
            ? lines.join('').trim() === '60x16 needed'
            : lines[0]?.startsWith(' snapdeck') === true &&
              lines[2] === '─'.repeat(columns) &&
              lines[rows - 2] === '─'.repeat(columns) &&
              lines.filter((line) => line.length === columns && /^(?:─|│ ─)─+( .* )?─+(?: │)?$/.test(line))
                .length === 3,
        );
      }
    });
  });

  test('is whole again after Ctrl-L when something wrote over it', async () => {
    await withApp(finishedScan(), async (app) => {
      await app.screen.write('\u001B[3;1Hrubbish');
      app.keys('\f');
      await app.noText('rubbish');
      assert.equal(app.screen.lines()[2], '─'.repeat(120));
    });
  });
});
