import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { consoleUrl } from '../../../../source/kinds/console-pages.ts';
import { clipboardSequence } from '../../../../source/ui/app/copying.ts';
import { chosenRows } from '../../../../source/ui/state/marks.ts';
import { type AppScreen, leftAfter, openApp } from '../../helpers/app-screen.ts';
import { fakeRow, fakeRows } from '../../helpers/fake-rows.ts';
import { finishedScan } from '../../helpers/fake-scan.ts';
import { type FakeServices, fakeServices } from '../../helpers/fake-services.ts';
import { frame } from '../../helpers/frame.tsx';
import { midManyScan } from '../../helpers/many-scan.ts';
import { after, opened, withRowsOf } from '../../helpers/states.ts';

const open = withRowsOf(opened(finishedScan()), 'ebs');
const marksOf = (state: typeof open) => [...(state.tables.ebs?.marked ?? [])];

describe('marks', () => {
  test('are set and taken away with Space, which goes on to the next row', () => {
    const marked = after(open, 'mark', 'mark');
    assert.deepEqual(marksOf(marked), [1, 2]);
    assert.equal(marked.tables.ebs?.cursor, 2);
    assert.deepEqual(marksOf(after(marked, 'up', 'mark')), [1]);
  });

  test('are counted in the title and seen without colour', () => {
    const lines = frame(after(open, 'mark', 'mark', 'up')).split('\n');
    assert.match(lines[3] ?? '', /^ EBS snapshots {3}42\+ · 1 region denied · 2 marked /);
    assert.deepEqual(
      lines.slice(5, 9).map((line) => line.slice(0, 22)),
      [
        'x  snap-00000000000000001',
        'X  snap-00000000000000002',
        '   snap-00000000000000004',
        '   snap-00000000000000005',
      ].map((line) => line.slice(0, 22)),
    );
  });

  test('stay on rows that a filter hides', () => {
    const hidden = withRowsOf(after(open, 'mark'), 'ebs', (fakeRows().ebs ?? []).slice(5, 8));
    assert.deepEqual(marksOf(hidden), [1]);
    assert.deepEqual(marksOf(after(hidden, 'mark all')), [1, 6, 7, 8]);
    assert.deepEqual(marksOf(after(hidden, 'mark all', 'mark all')), [1]);
  });

  test('are set on a range, from the row that was marked last to this one', () => {
    const down = ['down', 'down', 'down'] as const;
    const ranged = after(open, 'down', 'mark', ...down, 'mark range');
    assert.deepEqual(marksOf(ranged), [2, 3, 4, 5, 6]);
    assert.equal(ranged.tables.ebs?.cursor, 5);
    assert.deepEqual(marksOf(after(open, ...down, 'mark', 'first', 'mark range')).toSorted(), [1, 2, 3, 4]);
    assert.deepEqual(marksOf(after(ranged, 'down', 'mark range')), [2, 3, 4, 5, 6, 7]);
  });

  test('are taken away from a range that begins where one was taken away', () => {
    const marked = after(open, 'mark', 'mark', 'mark', 'mark', 'up', 'up', 'mark');
    assert.deepEqual(marksOf(marked), [1, 2, 4]);
    assert.deepEqual(marksOf(after(marked, 'first', 'mark range')), [4]);
  });

  test('are set on one row alone where a range has no beginning in the list', () => {
    assert.deepEqual(marksOf(after(open, 'down', 'mark range')), [2]);
    const hidden = withRowsOf(after(open, 'mark'), 'ebs', (fakeRows().ebs ?? []).slice(5, 8));
    assert.deepEqual(marksOf(after(hidden, 'down', 'mark range')), [1, 8]);
  });

  test('are all taken away by u, those on hidden rows, too', () => {
    const hidden = withRowsOf(after(open, 'mark'), 'ebs', (fakeRows().ebs ?? []).slice(5, 8));
    assert.deepEqual(marksOf(after(hidden, 'mark', 'unmark')), []);
  });

  test('go with rows that are no longer there', () => {
    const rows = (fakeRows().ebs ?? []).map((row) => ({ ...row, row: row.row + 100 }));
    assert.deepEqual(marksOf(withRowsOf(after(open, 'mark', 'mark'), 'ebs', rows)), []);
  });

  test('go when another scan is opened', () => {
    const other = after(after(open, 'mark'), {
      type: 'scan opened',
      allRunsOf: null,
      source: 'scan',
      scan: finishedScan(),
      now: 1,
    });
    assert.deepEqual(marksOf(other), []);
  });

  test('are acted on in the order of the list; without any the row under the cursor is', () => {
    const table = after(open, 'down', 'down', 'mark', 'first', 'mark').tables.ebs;
    assert.deepEqual(table === undefined ? [] : chosenRows(table), [1, 3]);
    const plain = after(open, 'down').tables.ebs;
    assert.deepEqual(plain === undefined ? [] : chosenRows(plain), [2]);
  });
});

describe('the clipboard', () => {
  async function withTable(
    keys: string,
    body: (app: AppScreen, services: FakeServices) => Promise<void>,
    services = fakeServices(finishedScan()),
  ): Promise<void> {
    const app = openApp(services);
    await app.text('Region');
    app.keys(keys);
    await app.text('row 1 of');
    await leftAfter(app, () => body(app, services));
  }

  test('gets the id of the row under the cursor', async () => {
    await withTable('7', async (app) => {
      app.keys('jy');
      await app.text("sent to the terminal's clipboard: snap-00000000000000002");
      assert.equal(app.screen.clipboard(), 'snap-00000000000000002');
    });
  });

  test('gets one id a line of all marked rows', async () => {
    await withTable('7', async (app) => {
      app.keys('  y');
      await app.text("sent 2 ids to the terminal's clipboard: snap-00000000000000001 snap-000");
      assert.equal(app.screen.clipboard(), 'snap-00000000000000001\nsnap-00000000000000002');
    });
  });

  test('gets the ARN where there is one, also from a row in full', async () => {
    await withTable('3', async (app) => {
      app.keys('j{enter}');
      await app.text('Task ARN');
      app.keys('y');
      const arn = 'arn:aws:datasync:us-east-1:123456789012:task/task-0123456789abcdef0';
      await app.until('the ARN', () => app.screen.clipboard() === arn);
    });
  });

  test('gets the AWS CLI command that describes the row, with the profile of the scan', async () => {
    const line =
      'aws ec2 describe-snapshots --snapshot-ids snap-00000000000000002 --region us-east-1 --profile prod';
    await withTable('7', async (app) => {
      app.keys('jY');
      await app.until('the command', () => app.screen.clipboard() === line);
      await app.text("sent to the terminal's clipboard: aws ec2 describe-snapshots");
      app.keys('k{enter}');
      await app.text('Volume Throughput');
      app.keys('Y');
      await app.until('that of the other row', () => app.screen.clipboard() === line.replace('2 --', '1 --'));
    });
  });

  test('is left alone by more than it takes', () => {
    assert.equal(clipboardSequence('a'), '\u001B]52;c;YQ==\u0007');
    assert.equal(clipboardSequence('x'.repeat(80_000)), null);
  });

  test('gets the address of the console page where no browser can be opened', async () => {
    const openUrl = () => Promise.reject(new Error('spawn xdg-open ENOENT'));
    await withTable(
      '7',
      async (app) => {
        app.keys('o');
        await app.text('No browser could be opened (spawn xdg-open ENOENT).');
        const url =
          'https://us-east-1.console.aws.amazon.com/ec2/home?region=us-east-1#SnapshotDetails:snapshotId=snap-00000000000000001';
        app.keys('y');
        await app.until('the address', () => app.screen.clipboard() === url);
        app.keys('{esc}');
        await app.text('row 1 of 42');
      },
      fakeServices(finishedScan(), { openUrl }),
    );
  });

  test('is not needed where a browser opens', async () => {
    const urls: string[] = [];
    const openUrl = (url: string) => {
      urls.push(url);
      return Promise.resolve();
    };
    await withTable(
      '7',
      async (app) => {
        app.keys('o');
        await app.until('the page', () => urls.length === 1);
        assert.match(
          urls[0] ?? '',
          /^https:\/\/us-east-1\.console\.aws\.amazon\.com\/ec2\/home\?region=us-east-1#/,
        );
      },
      fakeServices(finishedScan(), { openUrl }),
    );
  });
});

describe('the console page', () => {
  const pageOf = async (change: Parameters<typeof fakeServices>[1], said: string) => {
    const urls: string[] = [];
    const openUrl = (url: string) => {
      urls.push(url);
      return Promise.resolve();
    };
    // Its rows are of the account 123456789012.
    const scan = midManyScan();
    const identity = scan.identity && { ...scan.identity, account: '700000002222' };
    const services = fakeServices({ ...scan, identity }, { openUrl, ...change });
    const app = openApp(services);
    await app.text('acme');
    app.keys('7');
    await app.text('row 1 of');
    await leftAfter(app, async () => {
      app.keys('o');
      await app.text(said);
    });
    return new URL(urls[0] ?? '');
  };

  test('of another account is entered by the role that the scan took there', async () => {
    const entry = { by: 'role', role: 'Audit' } as const;
    const said = 'opened, acme 123456789012 by role Audit: https://signin.aws.amazon.com/switchrole?';
    const url = await pageOf({ consoleEntry: () => Promise.resolve(entry) }, said);
    assert.equal(url.searchParams.get('account'), '123456789012');
    assert.match(url.searchParams.get('redirect_uri') ?? '', /#SnapshotDetails:snapshotId=snap-0+1$/);
  });

  test('of another account is the plain one where no role is known, and says where to be signed in', async () => {
    const said = 'opened, be signed in to acme 123456789012 first: https://us-east-1.console.aws';
    assert.equal((await pageOf({}, said)).host, 'us-east-1.console.aws.amazon.com');
  });

  const execution = fakeRow(1, 'datasync-execution', {
    task_execution_arn: 'arn:aws:datasync:us-east-1:123456789012:task/task-0a/execution/exec-0b',
  });

  test('of an execution stands under its task', () => {
    assert.equal(
      consoleUrl(execution, 'aws-us-gov'),
      'https://us-east-1.console.amazonaws-us-gov.com/datasync/home?region=us-east-1#/history/task-0a/exec-0b',
    );
  });

  const CLUSTER = { snapshot_id: 'rds:db-2026-10-01' };
  const EFS = {
    vault: 'my-vault',
    recovery_point_arn: 'arn:aws-cn:backup:cn-north-1:123456789012:recovery-point:0a/b',
  };
  const cases = [
    ['aws', 'rds-snapshot', CLUSTER, 'console.aws.amazon.com/rds', '#db-snapshot:id=rds:db-2026-10-01'],
    [
      'aws-cn',
      'rds-cluster-snapshot',
      { ...CLUSTER, engine: 'aurora-mysql' },
      'console.amazonaws.cn/rds',
      '#db-snapshot:id=rds:db-2026-10-01',
    ],
    [
      'aws-us-gov',
      'rds-cluster-snapshot',
      { ...CLUSTER, engine: 'docdb' },
      'console.amazonaws-us-gov.com/docdb',
      '#snapshot-details/rds:db-2026-10-01',
    ],
    [
      'aws',
      'rds-cluster-snapshot',
      { ...CLUSTER, engine: 'neptune' },
      'console.aws.amazon.com/neptune',
      '#snapshots:',
    ],
    [
      'aws-cn',
      'efs-recovery-point',
      EFS,
      'console.amazonaws.cn/backup',
      '#/backupvaults/details/my-vault/arn:aws-cn:backup:cn-north-1:123456789012:recovery-point:0a%2Fb',
    ],
    [
      'aws-eusc',
      'efs-recovery-point',
      { vault: 'my-vault' },
      'console.amazonaws-eusc.eu/backup',
      '#/backupvaults/details/my-vault',
    ],
  ] as const;
  for (const [partition, kind, values, console, place] of cases) {
    test(`of a row of ${kind} in ${partition} is in ${console}`, () => {
      assert.equal(
        consoleUrl(fakeRow(1, kind, values), partition),
        `https://us-east-1.${console}/home?region=us-east-1${place}`,
      );
    });
  }

  test('is not guessed for a partition without a public console, or a row without an id', () => {
    assert.equal(consoleUrl(execution, 'aws-iso'), null);
    assert.equal(consoleUrl(fakeRow(1, 'ebs-snapshot', {}), 'aws'), null);
  });

  test('holds what AWS named only in a form that cannot break the address', () => {
    const row = fakeRow(1, 'rds-snapshot', { snapshot_id: 'a b#c' });
    assert.equal(
      consoleUrl(row, 'aws'),
      'https://us-east-1.console.aws.amazon.com/rds/home?region=us-east-1#db-snapshot:id=a%20b%23c',
    );
  });
});
