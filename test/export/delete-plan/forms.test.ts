import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { suite, test } from 'node:test';
import type { DeletePlanRequest, DeletePlanResult } from '../../../source/export/delete-plan/plan-request.ts';
import { writeDeletePlan } from '../../../source/export/delete-plan/write-delete-plan.ts';
import { FilterError } from '../../../source/store/filter/expression.ts';
import { makeScanFile, SCAN_START } from '../../helpers/scan-files.ts';
import { temporaryFolder } from '../../store/folders.ts';

const DAY = 86_400_000;
const BASE = 'PROD-ACCOUNT-snapshots-us-east-1-delete-plan-11.21.2026';
const ROWS = [
  { snapshot_id: 'snap-1', name: 'büro', size: 10, deletability: 'candidate', origin: 'manual' },
  { snapshot_id: "it's “odd”\u001b\n", deletability: 'candidate', origin: 'manual' },
  { snapshot_id: 'snap-3', deletability: 'in use', deletability_reasons: ['used by AMI ami-1', 'shared'] },
  { deletability: 'unknown', deletability_reasons: [] },
];

/** Writes a plan of these rows into the folder `out`, and reads the folder. */
async function written(
  given: Partial<DeletePlanRequest>,
  check: (place: {
    readonly result: DeletePlanResult;
    readonly out: string;
    readonly text: () => string;
    readonly again: () => Promise<DeletePlanResult>;
  }) => void | Promise<void>,
): Promise<void> {
  using folder = temporaryFolder();
  const scanFile = path.join(folder.path, 'scan.sqlite');
  makeScanFile(scanFile, {
    cells: [{ region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done', rows: ROWS }],
  });
  const out = path.join(folder.path, 'out');
  const request = { scanFile, byteUnit: 'auto', form: 'sh', now: SCAN_START + 1000, ...given } as const;
  const output = given.output === undefined ? out : path.join(folder.path, given.output);
  const again = () =>
    writeDeletePlan({ ...request, output }, { signal: AbortSignal.any([]), stdout: new PassThrough() });
  const result = await again();
  await check({ result, out, again, text: () => readFileSync(result.path ?? '', 'utf8') });
}

suite('a delete plan as json', () => {
  test('has what may go with its command, and what is left out with its reason', async () => {
    await written({ form: 'json' }, ({ text, result }) => {
      const place = { kind: 'ebs-snapshot', account: '123456789012', region: 'us-east-1' };
      const command = (id: string) => [
        'aws',
        'ec2',
        'delete-snapshot',
        '--snapshot-id',
        id,
        '--region',
        'us-east-1',
      ];
      assert.deepEqual(JSON.parse(text()), {
        rows: ['snap-1', "it's “odd”\u001b\n"].map((id) => ({ ...place, id, command: command(id) })),
        left_out: [
          { ...place, id: 'snap-3', reason: 'in use: used by AMI ami-1; shared' },
          { ...place, id: null, reason: 'unknown' },
        ],
      });
      assert.doesNotMatch(text(), /[^\P{C}\n]/u);
      assert.equal(path.basename(result.path ?? ''), `${BASE}.json`);
    });
  });

  test('is written even where nothing may go', async () => {
    await written({ form: 'json', filter: 'snap-3' }, ({ text }) => {
      assert.deepEqual(JSON.parse(text()).rows, []);
      assert.equal(JSON.parse(text()).left_out.length, 1);
    });
  });
});

suite('a delete plan for PowerShell', () => {
  test('is ASCII, with ids quoted whatever they hold', async () => {
    await written({ form: 'powershell' }, ({ text, result }) => {
      assert.match(text(), /^[\n -~]*$/);
      assert.equal(path.basename(result.path ?? ''), `${BASE}.ps1`);
      const rows = text()
        .split('\n')
        .filter((line) => line.startsWith('Invoke-Row'));
      const odd = "('it''s ' + [char]0x201c + 'odd' + [char]0x201d + [char]0x1b + [char]0xa)";
      const label =
        "('it''s ' + [char]0x201c + 'odd' + [char]0x201d + [char]0xfffd + [char]0xfffd + ' in us-east-1')";
      assert.deepEqual(rows, [
        "Invoke-Row 'snap-1 in us-east-1' @('aws', 'ec2', 'delete-snapshot', '--snapshot-id', 'snap-1', '--region', 'us-east-1')",
        `Invoke-Row ${label} @('aws', 'ec2', 'delete-snapshot', '--snapshot-id', ${odd}, '--region', 'us-east-1')`,
      ]);
      assert.ok(
        text().includes("Enter-Account '123456789012' 'us-east-1' '' '' $env:DELETE_PROFILE_123456789012\n"),
      );
    });
  });

  const there = spawnSync('pwsh', ['-Version']).status === 0;
  test('calls nothing without CONFIRM=yes', { skip: there ? false : 'pwsh is not there' }, async () => {
    await written({ form: 'powershell' }, ({ result }) => {
      const { status, stdout } = spawnSync('pwsh', ['-File', result.path ?? ''], { encoding: 'utf8' });
      assert.equal(status, 0);
      assert.match(stdout, /2 of 2 would be deleted; nothing was called/);
    });
  });
});

suite('the file of a delete plan', () => {
  test('is named after the scan, with a version where the name is taken, and its owner’s alone', async () => {
    await written({}, async ({ result, out, again }) => {
      assert.equal(result.path, path.join(out, `${BASE}.sh`));
      assert.equal((await again()).path, path.join(out, `${BASE}-v2.sh`));
      assert.deepEqual(readdirSync(out), [`${BASE}-v2.sh`, `${BASE}.sh`]);
      assert.equal(statSync(result.path ?? '').mode & 0o777, 0o600);
    });
  });

  test('is the one that is named, and is replaced', async () => {
    await written({ output: 'plans/old.SH' }, async ({ result, again }) => {
      assert.equal(path.basename(result.path ?? ''), 'old.SH');
      writeFileSync(result.path ?? '', 'before');
      await again();
      assert.match(readFileSync(result.path ?? '', 'utf8'), /^# snapdeck delete plan of /);
    });
  });

  test('is refused under a name that means something else', async () => {
    for (const output of ['plan.ps1', 'plan.json', 'plan.xlsx', 'scan.sqlite'])
      await assert.rejects(
        written({ output }, () => {}),
        { name: 'ExportError', badUsage: true, message: /name a folder, or a file that ends in \.sh$/ },
      );
  });

  test('is none where nothing may go', async () => {
    await written({ filter: 'snap-3' }, ({ result, out }) => {
      assert.equal(result.path, null);
      assert.deepEqual(readdirSync(out), []);
    });
  });

  test('leaves nothing behind where it cannot be written', { skip: process.getuid?.() === 0 }, async () => {
    await written({}, async ({ out, again }) => {
      chmodSync(out, 0o500);
      await assert.rejects(again(), { name: 'ExportError', message: /^Cannot write .*\.sh: / });
      chmodSync(out, 0o700);
      assert.equal(readdirSync(out).length, 1);
    });
  });

  test('is said to be a folder’s where the folder cannot be made', async () => {
    using folder = temporaryFolder();
    const scanFile = path.join(folder.path, 'scan.sqlite');
    makeScanFile(scanFile, { cells: [] });
    mkdirSync(path.join(folder.path, 'a'));
    writeFileSync(path.join(folder.path, 'a', 'file'), '');
    const output = path.join(folder.path, 'a', 'file', 'plans');
    const request = { scanFile, byteUnit: 'auto', form: 'sh', now: SCAN_START, output } as const;
    await assert.rejects(
      writeDeletePlan(request, { signal: AbortSignal.any([]), stdout: new PassThrough() }),
      { name: 'ExportError' },
    );
    assert.ok(!existsSync(output));
  });
});

suite('what a delete plan says on top', () => {
  test('is how many may go of which scan, by which filter, and what is left out', async () => {
    await written({ filter: 'account:123456789012' }, ({ text }) => {
      const [head = ''] = text().split('\n#\n');
      assert.deepEqual(head.split('\n'), [
        '# snapdeck delete plan of 2026-11-21 09:30 UTC. 2 of 4 rows may go: 10 B (1 of unknown size), cost unknown.',
        '# Of the scan of 2026-11-21 09:30 UTC, filter account:123456789012.',
        '# The cost is an estimate of what they cost now. Deleting saves that at most: AWS frees only what no other snapshot needs.',
        '# Left out: 1 row, in use: used by AMI ami-1.',
        '# Left out: 1 row, unknown.',
        '# snapdeck deletes nothing, ever: it only writes what you may run yourself.',
      ]);
    });
  });

  test('is on the first line that its rows were read over 24 hours ago', async () => {
    await written({ now: SCAN_START + 3 * DAY }, ({ text }) => {
      assert.match(
        text(),
        /^# Stale: read 3d ago \(2026-11-21 09:30 UTC\), .*--recheck reads the rows again first\.\n# snapdeck delete plan/,
      );
    });
  });
});

suite('the rows of a delete plan', () => {
  test('are those that a filter keeps, or those that are marked', async () => {
    const rows = async (part: Partial<DeletePlanRequest>) => {
      let found: readonly number[] = [];
      await written(part, ({ result: { review } }) => {
        found = [review.rows, review.goes.rows];
      });
      return found;
    };
    const query = { tab: 'ebs', sort: null };
    assert.deepEqual(await rows({}), [4, 2]);
    assert.deepEqual(await rows({ filter: 'name:büro' }), [1, 1]);
    assert.deepEqual(await rows({ selection: { query, rows: [1, 3], words: '2 marked' } }), [2, 1]);
    assert.deepEqual(
      await rows({ selection: { query: { ...query, filter: 'name:büro' }, words: '1' } }),
      [1, 1],
    );
    await assert.rejects(rows({ filter: 'nothing:x' }), FilterError);
  });
});
