import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { type PartFacts, partKnown } from '../../source/analysis/related-place.ts';
import { type RelatedRows, relatedRows } from '../../source/analysis/related-rows.ts';
import type { AccountState } from '../../source/model/account.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { temporaryFolder } from '../export/example-scan.ts';
import {
  type MadeCell,
  type MadeScan,
  madeAccount,
  makeScanFile,
  SCAN_START,
} from '../helpers/scan-files.ts';

test('how far a part of an account is known: what was not read is never taken for read', () => {
  const account = (phase: AccountState['phase'], code?: string) => ({
    phase,
    error: code === undefined ? null : { code, message: '' },
  });
  const read: PartFacts = { isScanned: true, account: account('done'), cells: ['done'] };
  const table: readonly (readonly [Partial<PartFacts>, string])[] = [
    [{}, 'read'],
    [{ cells: ['empty'] }, 'read'],
    [{ cells: ['done', 'skipped'] }, 'read'],
    [{ account: null }, 'read'],
    [{ isScanned: false }, 'account not in scan'],
    [{ isScanned: false, account: null, cells: [] }, 'account not in scan'],
    [{ cells: [] }, 'part not in scan'],
    [{ cells: ['skipped'] }, 'part not in scan'],
    [{ cells: [], account: null }, 'part not in scan'],
    [{ cells: [], account: account('partial') }, 'part not in scan'],
    [{ cells: [], account: account('queued') }, 'not read yet'],
    [{ cells: [], account: account('running') }, 'not read yet'],
    [{ cells: ['running'] }, 'not read yet'],
    [{ cells: ['waiting', 'done'] }, 'not read yet'],
    [{ cells: [], account: account('denied') }, 'not read denied'],
    [{ cells: [], account: account('failed') }, 'not read failed'],
    [{ cells: [], account: account('skipped', 'RegionOff') }, 'not read skipped'],
    [{ cells: [], account: account('skipped', 'NotActive') }, 'not active'],
    [{ cells: ['denied'] }, 'not read denied'],
    [{ cells: ['throttled'] }, 'not read throttled'],
    [{ cells: ['done', 'failed'] }, 'not read failed'],
    [{ cells: ['stopped'] }, 'not read stopped'],
    [{ cells: ['partial'] }, 'read in part partial'],
  ];
  for (const [given, expected] of table) {
    const known = partKnown({ ...read, ...given });
    assert.equal(
      [known.is, 'phase' in known ? known.phase : ''].join(' ').trim(),
      expected,
      JSON.stringify(given),
    );
  }
});

const [BACKUP, PAY, WEB, STRANGER] = ['210987654321', '100000000001', '100000000002', '900000000009'];
const fileSystem = (account: string) => `arn:aws:elasticfilesystem:us-east-1:${account}:file-system/fs-1`;
const vault = (account: string, name: string) => `arn:aws:backup:us-east-1:${account}:backup-vault:${name}`;

/** A recovery point in the central vault of a file system of this account, copied from its vault. */
const copyOf = (account: string) => ({
  key: `arn:aws:backup:us-east-1:${BACKUP}:recovery-point:copy-of-${account}`,
  source_arn: fileSystem(account),
  source_vault: vault(account, 'nightly'),
  vault_arn: vault(BACKUP, 'central'),
  source_exists: 'unknown',
});
const original = (account: string, name: string, days: number) => ({
  ...{ key: name, snapshot_id: name, source_arn: fileSystem(account), vault_arn: vault(account, 'nightly') },
  ...{ creation_time: SCAN_START - days * 86_400_000, source_exists: 'yes' },
});

const cell = (
  account: string,
  kind: string,
  rows: MadeCell['rows'],
  outcome: MadeCell['outcome'] = 'done',
) => ({
  ...{ account, kind, rows, outcome, region: 'us-east-1' },
});

/** What a relation of a row of a made scan leads to. */
function related(
  test: TestContext,
  scan: MadeScan,
  tab: string,
  row: number,
  id: string,
): RelatedRows | undefined {
  const file = `${temporaryFolder(test)}/related.scan`;
  makeScanFile(file, scan);
  const reader = openScanReader(file);
  try {
    return relatedRows(reader, tab, row)?.rows.find(({ relation }) => relation === id);
  } finally {
    reader.close();
  }
}

const COMPANY: MadeScan = {
  accounts: [
    madeAccount(BACKUP, { name: 'central-backup' }),
    madeAccount(PAY, { name: 'pay' }),
    madeAccount(WEB, { name: 'web', phase: 'denied' }),
  ],
  listed: [{ id: STRANGER, name: 'late joiner' }],
  cells: [
    cell(BACKUP, 'efs-recovery-point', [PAY, WEB, STRANGER, BACKUP].map(copyOf)),
    cell(PAY, 'efs-recovery-point', [original(PAY, 'p-1', 2), original(PAY, 'p-2', 1)]),
  ],
};

describe('a recovery point in a central vault', () => {
  test('leads to those of its file system in the account of that', (context) => {
    const found = related(context, COMPANY, 'efs', 1, 'at-source');
    assert.deepEqual([found?.count, found?.first?.values.snapshot_id], [2, 'p-2']);
    assert.deepEqual(found?.place, {
      ...{ by: 'arn', account: `${PAY} (pay)`, isOwn: false, region: 'us-east-1', part: { is: 'read' } },
    });
  });

  test('leads to those of its file system in the vault that it was copied from, and those back to it', (context) => {
    const from = related(context, COMPANY, 'efs', 1, 'copied-from');
    assert.deepEqual([from?.count, from?.first?.values.snapshot_id], [2, 'p-2']);
    const back = related(context, COMPANY, 'efs', 5, 'copies');
    assert.deepEqual([back?.count, back?.first?.account, back?.first?.row], [1, BACKUP, 1]);
  });

  test('says which account could not be read, and which is not in the scan', (context) => {
    const [denied, absent] = [2, 3].map((row) => related(context, COMPANY, 'efs', row, 'copied-from'));
    assert.deepEqual([denied?.count, absent?.count], [0, 0]);
    assert.deepEqual(denied?.place, {
      ...{ by: 'arn', account: `${WEB} (web)`, isOwn: false, region: 'us-east-1' },
      part: { is: 'not read', phase: 'denied' },
    });
    assert.deepEqual(absent?.place, {
      ...{ by: 'arn', account: `${STRANGER} (late joiner)`, isOwn: false, region: 'us-east-1' },
      part: { is: 'account not in scan' },
    });
  });

  test('of a file system of its own account leads to no other account', (context) => {
    assert.equal(related(context, COMPANY, 'efs', 4, 'at-source'), undefined);
    assert.equal(related(context, COMPANY, 'efs', 4, 'copied-from')?.place?.by, 'arn');
  });

  test('that is no copy was copied from nowhere', (context) => {
    assert.equal(related(context, COMPANY, 'efs', 5, 'copied-from'), undefined);
  });
});

describe('snapshots that were copied', () => {
  const arn = (account: string, name: string) => `arn:aws:rds:us-east-1:${account}:snapshot:${name}`;
  const scan: MadeScan = {
    accounts: [madeAccount(PAY, { name: 'pay' }), madeAccount(WEB, { name: 'web' })],
    cells: [
      cell(PAY, 'rds-snapshot', [
        { snapshot_arn: arn(PAY, 'copy'), source_snapshot: arn(WEB, 'shared') },
        { snapshot_arn: arn(PAY, 'orphan'), source_snapshot: arn(WEB, 'deleted since') },
        {
          snapshot_arn: arn(PAY, 'other region'),
          source_snapshot: arn(PAY, 'x').replace('us-east', 'eu-west'),
        },
      ]),
      cell(WEB, 'rds-snapshot', [{ snapshot_arn: arn(WEB, 'shared') }]),
      cell(PAY, 'ebs-snapshot', [
        { snapshot_id: 'snap-1', source_snapshot: 'snap-9', base_snapshot: 'snap-8' },
        { snapshot_id: 'snap-2', source_snapshot: 'snap-7' },
      ]),
      cell(WEB, 'ebs-snapshot', [{ snapshot_id: 'snap-8' }, { snapshot_id: 'snap-9' }]),
    ],
  };

  test('lead to their origin in another account, by its ARN', (context) => {
    const { count, first, place } = related(context, scan, 'rds', 1, 'copied-from') ?? {};
    assert.deepEqual([count, first?.account, place?.by], [1, WEB, 'arn']);
    assert.equal(related(context, scan, 'rds', 4, 'copies')?.first?.account, PAY);
  });

  test('whose origin was not found say how far it was looked for', (context) => {
    const [read, elsewhere] = [2, 3].map((row) => related(context, scan, 'rds', row, 'copied-from'));
    assert.deepEqual([read?.count, read?.place?.by === 'arn' && read.place.part.is], [0, 'read']);
    assert.deepEqual(elsewhere?.place, {
      ...{
        by: 'arn',
        account: `${PAY} (pay)`,
        isOwn: true,
        region: 'eu-west-1',
        part: { is: 'part not in scan' },
      },
    });
  });

  test('of EBS lead to their origin by its id, and from a volume to the snapshot that it was made of', (context) => {
    assert.equal(related(context, scan, 'ebs', 1, 'copied-from')?.first?.row, 4);
    assert.equal(related(context, scan, 'ebs', 1, 'base')?.first?.row, 3);
    assert.equal(related(context, scan, 'ebs', 4, 'copies')?.first?.row, 1);
    assert.equal(related(context, scan, 'ebs', 3, 'volumes-of-it')?.first?.row, 1);
    assert.equal(related(context, scan, 'ebs', 3, 'volumes-of-it')?.accounts, 1);
    assert.equal(related(context, scan, 'ebs', 3, 'same-ami')?.accounts, null);
    assert.deepEqual(related(context, scan, 'ebs', 2, 'copied-from')?.place, { by: 'id', id: 'snap-7' });
    assert.equal(related(context, scan, 'ebs', 2, 'base'), undefined);
  });
});
