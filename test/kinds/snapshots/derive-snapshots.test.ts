import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CellContext } from '../../../source/kinds/define/derivation.ts';
import { EBS_DERIVATION } from '../../../source/kinds/ebs/ebs-derivation.ts';
import { EFS_DERIVATION } from '../../../source/kinds/efs/efs-derivation.ts';
import { BUILT_IN_PRICES } from '../../../source/kinds/price-list.ts';
import { RDS_DERIVATION } from '../../../source/kinds/rds/rds-derivation.ts';
import { findKind } from '../../../source/kinds/registry.ts';
import { ownerOf } from '../../../source/kinds/snapshots/derive-snapshots.ts';
import type { Tag, Value } from '../../../source/model/columns.ts';
import { pricesOf } from '../../../source/model/prices.ts';
import { createScanFile } from '../../../source/store/scan-file.ts';
import { openScanReader } from '../../../source/store/scan-reader.ts';
import { openScanWriter } from '../../../source/store/scan-writer.ts';
import { DAY, temporaryFolder } from '../../export/example-scan.ts';
import { rowsOfKind } from '../../helpers/rows-of-kind.ts';
import { madeFacts, madePage, SCAN_START } from '../../helpers/scan-files.ts';

const GIB = 1024 ** 3;

type Given = Readonly<Record<string, Value>>;

const CONTEXT: CellContext = {
  place: { account: '123456789012', partition: 'aws', region: 'us-east-1' },
  isIncomplete: false,
  isLimited: false,
  prices: pricesOf(BUILT_IN_PRICES, 'us-east-1'),
  ownerTags: ['owner', 'team'],
};

/** What other accounts have to do with it: looked at in a test of its own. */
const ACROSS = ['sharing', 'ami_sharing', 'across_accounts'];
/** Looked at in a test of its own, too. */
const SET = 'ami_set';

/** What is derived for rows of one cell: owner, deletability, reasons, low and high cost, in the rows' order. */
function derived(
  test: Parameters<typeof temporaryFolder>[0],
  kindId: string,
  rows: readonly Given[],
  context: Partial<CellContext> = {},
): readonly (readonly Value[])[] {
  return derivedColumns(test, kindId, rows, context, (id) => !ACROSS.includes(id) && id !== SET);
}

/** What other accounts have to do with a row: how far it is shared, where it can be, and where its source is. */
function derivedAcross(
  test: Parameters<typeof temporaryFolder>[0],
  kindId: string,
  row: Given,
): readonly Value[] {
  const [values = []] = derivedColumns(test, kindId, [row], {}, (id) => ACROSS.includes(id));
  return values;
}

function derivedColumns(
  test: Parameters<typeof temporaryFolder>[0],
  kindId: string,
  rows: readonly Given[],
  context: Partial<CellContext>,
  isWanted: (id: string) => boolean,
): readonly (readonly Value[])[] {
  const kind = findKind(kindId);
  assert.ok(kind !== undefined);
  const file = `${temporaryFolder(test)}/derived.scan`;
  createScanFile(file, madeFacts());
  const writer = openScanWriter(file);
  const [cell] = writer.planCells([{ ...CONTEXT.place, kind: kindId }]);
  assert.ok(cell !== undefined);
  writer.startCells([cell.id], SCAN_START);
  writer.writePage(cell, kind, madePage(kind, rows));
  for (const steps = writer.derive(cell, kind, { ...CONTEXT, ...context }); steps.next().done !== true; );
  writer.close();
  const reader = openScanReader(file);
  try {
    return rowsOfKind(reader, kindId).map(({ values }) =>
      (kind.derivation === 'none' ? [] : kind.derivation.fills)
        .filter(isWanted)
        .map((id) => values[id] ?? null),
    );
  } finally {
    reader.close();
  }
}

const day = (age: number): number => Date.UTC(2026, 10, 21) - age * DAY;

const EBS: Given = {
  service: 'EBS',
  source: 'vol-1',
  source_exists: 'yes',
  status: 'completed',
  origin: 'manual',
  ami_ids: [],
  ...{ lock: 'none', fast_restore_zones: [], launch_templates: [] },
  public: false,
  shared_with: [],
  storage_tier: 'standard',
  size: 100 * GIB,
  full_size: 40 * GIB,
  creation_time: day(1),
  recycle_bin_rule: 'none',
};
const GONE = 'no rule of the Recycle Bin keeps it once it is deleted';

describe('EBS snapshots of AMIs of several disks', () => {
  const part = (id: string, volume: string, given: Given = {}): Given => ({
    ...EBS,
    ...{
      snapshot_id: id,
      key: id,
      source: volume,
      origin: 'AMI',
      ami_ids: ['ami-1'],
      ami_disks: ['ami-1: 2'],
    },
    ...given,
  });
  const setsOf = (
    test: Parameters<typeof temporaryFolder>[0],
    rows: readonly Given[],
    context: Partial<CellContext> = {},
  ): readonly Value[] => derivedColumns(test, 'ebs-snapshot', rows, context, (id) => id === SET).flat();

  it('are whole where every one of an AMI is there and completed', (test) => {
    assert.deepEqual(setsOf(test, [part('snap-1', 'vol-1'), part('snap-2', 'vol-2')]), ['whole', 'whole']);
    const second = part('snap-2', 'vol-2', { status: 'pending' });
    assert.deepEqual(setsOf(test, [part('snap-1', 'vol-1'), second]), ['not whole', 'not whole']);
    assert.deepEqual(setsOf(test, [part('snap-1', 'vol-1')]), ['not whole']);
  });

  it('are not told where one that is missing may not have been read, or an AMI has one of them alone', (test) => {
    const [one, bad] = [part('snap-1', 'vol-1'), part('snap-2', 'vol-2', { status: 'error' })];
    for (const context of [{ isIncomplete: true }, { isLimited: true }]) {
      assert.deepEqual(setsOf(test, [one], context), [null]);
      assert.deepEqual(setsOf(test, [one, bad], context), ['not whole', 'not whole']);
    }
    assert.deepEqual(setsOf(test, [{ ...one, ami_ids: ['ami-1', 'ami-2'] }]), [null]);
    assert.deepEqual(setsOf(test, [EBS, { ...EBS, ami_ids: ['ami-2'], ami_disks: [] }]), [null, null]);
  });

  it('are whole with one AMI that is, whatever others there are', (test) => {
    const both = { ami_ids: ['ami-1', 'ami-2'], ami_disks: ['ami-1: 2', 'ami-2: 3'] };
    const rows = [part('snap-1', 'vol-1', both), part('snap-2', 'vol-2')];
    assert.deepEqual(setsOf(test, rows), ['whole', 'whole']);
  });

  it('do not take the place of the last backup of their volume where they are not whole', (test) => {
    const older: Given = { ...EBS, snapshot_id: 'snap-0', creation_time: day(9) };
    const verdicts = derivedColumns(test, 'ebs-snapshot', [older, part('snap-1', 'vol-1')], {}, (id) =>
      ['deletability', 'deletability_reasons'].includes(id),
    );
    assert.deepEqual(verdicts[0], ['last backup', ['the only backup of vol-1', 'its source still exists']]);
    assert.equal(verdicts[1]?.[0], 'in use');
    assert.match(
      JSON.stringify(verdicts[1]),
      /"of AMIs of which not every snapshot is there and completed: no good backup by itself"/,
    );
  });
});

describe('EBS snapshots of one volume', () => {
  it('are candidates but for the newest complete one, which alone carries the low bound', (test) => {
    const rows: readonly Given[] = [
      {
        ...EBS,
        snapshot_id: 'snap-1',
        creation_time: day(3),
        tags: [
          ['Name', 'a'],
          ['Team', 'media'],
        ],
      },
      {
        ...EBS,
        snapshot_id: 'snap-2',
        creation_time: day(1),
        tags: [
          ['Owner', 'ann'],
          ['team', 'media'],
        ],
      },
      { ...EBS, snapshot_id: 'snap-3', creation_time: day(0), status: 'pending', full_size: null },
    ];
    assert.deepEqual(derived(test, 'ebs-snapshot', rows), [
      ['media', 'candidate', ['newer: snap-2 of 2026-11-20 (manual)', GONE], 0, 2],
      ['ann', 'last backup', ['the newest of 2 backups of vol-1', 'its source still exists'], 2, 2],
      [null, 'unknown', ['its status is pending'], 0, 5],
    ]);
  });

  it('taken at the same instant are each the last backup', (test) => {
    const twins = derived(test, 'ebs-snapshot', [
      { ...EBS, snapshot_id: 'snap-1', source_exists: 'no' },
      { ...EBS, snapshot_id: 'snap-2', source_exists: 'no' },
    ]);
    assert.deepEqual(
      twins.map(([, deletability]) => deletability),
      ['last backup', 'last backup'],
    );
  });

  it('put the low bound on the newest whose full size is known, archived ones aside', (test) => {
    const rows = [
      { ...EBS, snapshot_id: 'snap-1', creation_time: day(3) },
      { ...EBS, snapshot_id: 'snap-2', creation_time: day(2), full_size: null },
      { ...EBS, snapshot_id: 'snap-3', creation_time: day(1), storage_tier: 'archive' },
    ];
    assert.deepEqual(
      derived(test, 'ebs-snapshot', rows).map((values) => values.slice(-2)),
      [
        [2, 2],
        [0, 5],
        [0.5, 0.5],
      ],
    );
  });
});

describe('EBS snapshots', () => {
  it('of another volume or without a source make no other one a candidate', (test) => {
    const rows = [
      { ...EBS, snapshot_id: 'snap-1', creation_time: day(3), source_exists: 'no' },
      { ...EBS, snapshot_id: 'snap-2', source: 'vol-2' },
      { ...EBS, snapshot_id: 'snap-3', source: null, source_exists: 'unknown', origin: 'copy' },
      { ...EBS, snapshot_id: 'snap-4', source: null, source_exists: 'unknown', creation_time: day(9) },
    ];
    assert.deepEqual(
      derived(test, 'ebs-snapshot', rows).map(([, deletability, reasons]) => [deletability, reasons]),
      [
        ['last backup', ['the only backup of vol-1', 'its source is gone']],
        ['last backup', ['the only backup of vol-2', 'its source still exists']],
        ['unknown', ['its source is not known: it may be the last backup']],
        ['unknown', ['its source is not known: it may be the last backup']],
      ],
    );
  });

  it('of a listing that is not whole, or that dates kept others out of, say that others may exist', (test) => {
    const [values] = derived(
      test,
      'ebs-snapshot',
      [{ ...EBS, snapshot_id: 'snap-1', shared_with: ['not checked'], public: true }],
      { isIncomplete: true, isLimited: true },
    );
    assert.deepEqual(values?.[2], [
      'the only backup of vol-1',
      'its source still exists',
      'not all could be listed: other snapshots may exist',
      'those outside --since, --until not read',
      'public: any account may be using it',
      'sharing not checked (--attributes)',
    ]);
  });

  it('say what runs on for them, what ends with them, and what holds them', (test) => {
    const newest = { ...EBS, snapshot_id: 'snap-9', creation_time: day(0) };
    const reasons = (given: Given): readonly [Value | undefined, Value | undefined] => {
      const rows = [{ ...EBS, snapshot_id: 'snap-1', ...given }, newest];
      const [first] = derived(test, 'ebs-snapshot', rows);
      return [first?.[1], first?.[2]];
    };
    const newer = 'newer: snap-9 of 2026-11-21 (manual)';
    assert.deepEqual(reasons({ fast_restore_zones: ['a', 'b'] }), [
      'candidate',
      [newer, 'fast restore is on in 2 zones: about $1.50 an hour, which ends with it', GONE],
    ]);
    assert.deepEqual(reasons({ storage_tier: 'archive', archived_at: day(10) }), [
      'candidate',
      [newer, 'archived: billed until 2027-02-09 at least', GONE],
    ]);
    assert.deepEqual(reasons({ storage_tier: 'archive', archived_at: null }), [
      'candidate',
      [newer, 'archived: billed for 90 days at least', GONE],
    ]);
    assert.deepEqual(reasons({ lock: null, fast_restore_zones: null }), [
      'candidate',
      [newer, 'locks could not be read', 'fast restores could not be read', GONE],
    ]);
    assert.deepEqual(reasons({ lock: 'compliance', lock_until: day(-40) }), [
      'locked',
      ['locked (compliance) until 2026-12-31'],
    ]);
  });

  it('have no cost in a region without prices', (test) => {
    const [values] = derived(test, 'ebs-snapshot', [{ ...EBS, snapshot_id: 'snap-1' }], { prices: null });
    assert.deepEqual(values?.slice(-2), [null, null]);
  });
});

const RDS: Given = {
  service: 'RDS',
  source: 'orders',
  source_resource_id: 'db-1',
  source_exists: 'yes',
  status: 'available',
  origin: 'manual',
  public: null,
  shared_with: ['not checked'],
  size: 100 * GIB,
  creation_time: day(1),
};

describe('RDS snapshots', () => {
  it('go by the resource id of their database, not by its name', (test) => {
    const rows = [
      { ...RDS, snapshot_id: 'one', creation_time: day(3), source_resource_id: 'db-0', source_exists: 'no' },
      { ...RDS, snapshot_id: 'two', creation_time: day(2) },
      {
        ...RDS,
        snapshot_id: 'three',
        creation_time: day(1),
        origin: 'automated',
        shared_with: ['not shareable'],
      },
    ];
    const sharing = 'sharing not checked (--attributes)';
    const newest = ['the newest of 2 backups of orders', 'its source still exists'];
    assert.deepEqual(derived(test, 'rds-snapshot', rows), [
      [null, 'last backup', ['the only backup of orders', 'its source is gone', sharing], 0, 9.5],
      [null, 'candidate', ['newer: three of 2026-11-20 (automated)', sharing], 0, 9.5],
      [null, 'last backup', [...newest, 'an automatic backup keeps it'], 0, 9.5],
    ]);
  });

  it('that are copies are as old as their data: a copy of today makes nothing of yesterday a candidate', (test) => {
    const copy = {
      ...RDS,
      snapshot_id: 'copy',
      origin: 'copy',
      source_snapshot: 'arn:aws:rds:x',
      creation_time: day(0),
    };
    const own = { ...RDS, snapshot_id: 'own', creation_time: day(1) };
    const verdicts = (rows: readonly Given[]) =>
      derived(test, 'rds-cluster-snapshot', rows).map(([, deletability]) => deletability);
    assert.deepEqual(verdicts([own, copy]), ['last backup', 'last backup']);
    const dated = { ...copy, original_creation_time: day(5) };
    assert.deepEqual(
      derived(test, 'rds-snapshot', [own, dated]).map(([, deletability]) => deletability),
      ['last backup', 'candidate'],
    );
  });
});

const EFS: Given = {
  service: 'EFS',
  source: 'fs-1',
  source_arn: 'arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/fs-1',
  source_exists: 'yes',
  status: 'COMPLETED',
  origin: 'manual',
  vault_locked: false,
  legal_hold: ['not checked'],
  storage_tier: 'warm',
  size: 100 * GIB,
  creation_time: day(1),
};
const HOLDS = 'legal holds, restore jobs not checked';

describe('copies whose age AWS does not tell', () => {
  const copy = { ...EFS, origin: 'copy', source_exists: 'unknown' };
  const rows = [
    { ...copy, snapshot_id: '1', creation_time: day(1) },
    { ...copy, snapshot_id: '2', creation_time: day(9) },
    { ...copy, snapshot_id: '3', creation_time: day(8), delete_at: day(-30) },
  ];

  for (const kind of ['efs-recovery-point', 'backup-recovery-point'])
    it(`have one last backup among them where nothing else of their source is there: ${kind}`, (test) => {
      assert.deepEqual(
        derived(test, kind, rows).map(([verdict, reasons]) => [
          verdict,
          Array.isArray(reasons) ? reasons[0] : reasons,
        ]),
        [
          ['last backup', 'no newer backup of fs-1 is known'],
          ['unknown', 'a copy, as is 1 of 2026-11-20: AWS does not tell which holds the newer data'],
          ['managed by AWS Backup', 'its lifecycle deletes it on 2026-12-21'],
        ],
      );
    });

  it('are superseded by a newer one that is none', (test) => {
    const own = { ...EFS, snapshot_id: 'own', creation_time: day(2) };
    assert.deepEqual(
      derived(test, 'efs-recovery-point', [own, ...rows]).map(([verdict]) => verdict),
      ['last backup', 'last backup', 'candidate', 'managed by AWS Backup'],
    );
  });
});

describe('EFS recovery points', () => {
  it('are locked by their vault, managed by plan and lifecycle, else judged by their file system', (test) => {
    const rows = [
      { ...EFS, snapshot_id: '1', origin: 'AWS Backup', delete_at: day(-30) },
      { ...EFS, snapshot_id: '2', vault_locked: true },
      { ...EFS, snapshot_id: '3', creation_time: day(9) },
      { ...EFS, snapshot_id: '4', creation_time: day(0), storage_tier: 'cold', vault_locked: null },
      { ...EFS, snapshot_id: '5', status: 'EXPIRED', size: null },
      { ...EFS, snapshot_id: '6', status: 'EXPIRED', origin: 'AWS Backup', delete_at: day(12), size: null },
      { ...EFS, snapshot_id: '7', status: 'EXPIRED', vault_locked: true, size: null },
    ];
    assert.deepEqual(derived(test, 'efs-recovery-point', rows), [
      ['managed by AWS Backup', ['AWS Backup keeps it', 'its lifecycle deletes it on 2026-12-21'], 0, 5],
      ['locked', ['its vault is locked', HOLDS], 0, 5],
      ['candidate', ['newer: 4 of 2026-11-21 (manual)', HOLDS], 0, 5],
      [
        'last backup',
        ['the newest of 4 backups of fs-1', 'its source still exists', 'vault lock not known', HOLDS],
        1,
        1.25,
      ],
      ['managed by AWS Backup', ['expired, AWS Backup could not delete it'], null, null],
      ['managed by AWS Backup', ['expired, AWS Backup could not delete it'], null, null],
      ['locked', ['its vault is locked', 'expired, AWS Backup could not delete it', HOLDS], null, null],
    ]);
  });
});

describe('the owner of a snapshot', () => {
  it('is the first owner tag that it has, in any case, and unknown without one', () => {
    const owner = (tags: readonly Tag[]): string | null => ownerOf(tags, ['owner', 'Team']);
    assert.equal(
      owner([
        ['team', 'web'],
        ['OWNER', 'ann=b'],
      ]),
      'ann=b',
    );
    assert.equal(
      owner([
        ['owner', ''],
        ['TEAM', 'web'],
      ]),
      'web',
    );
    assert.equal(
      owner([
        ['ownership', 'x'],
        ['owner=x', 'y'],
      ]),
      null,
    );
    assert.equal(ownerOf([['cost=centre', '7']], ['cost=centre']), '7');
    assert.equal(ownerOf(null, ['owner']), null);
  });
});

describe('derivations', () => {
  it('of every kind of snapshot fill deletability and both bounds of the cost', () => {
    for (const { fills } of [EBS_DERIVATION, RDS_DERIVATION, EFS_DERIVATION]) {
      assert.deepEqual(fills.slice(-4), [
        'deletability',
        'deletability_reasons',
        'monthly_cost_low',
        'monthly_cost_high',
      ]);
    }
  });
});

describe('snapshots across accounts', () => {
  const [own, other] = ['123456789012', '210987654321'];
  const point = (keeper: string, source: string): Given => ({
    recovery_point_arn: `arn:aws:backup:us-east-1:${keeper}:recovery-point:1`,
    source_arn: `arn:aws:elasticfilesystem:us-east-1:${source}:file-system/fs-1`,
    source_account: source,
    source_exists: source === own ? 'no' : 'unknown',
    status: 'COMPLETED',
    origin: 'manual',
    vault_locked: false,
    creation_time: day(1),
  });

  it('of a source in another account are never gone, and say whose it is', (test) => {
    const all = derived(test, 'efs-recovery-point', [point(own, own), point(own, other)]);
    assert.deepEqual(
      all.map(([deletability, reasons]) => [deletability, Array.isArray(reasons) ? reasons[1] : reasons]),
      [
        ['last backup', 'its source is gone'],
        ['last backup', 'its source is in account 210987654321, which is not in this scan'],
      ],
    );
  });

  it('are told by the accounts of copy and source, and by whom they are shared with', (test) => {
    const across = (kind: string, row: Given) => derivedAcross(test, kind, row);
    assert.deepEqual(across('efs-recovery-point', point(own, own)), ['no']);
    assert.deepEqual(across('efs-recovery-point', point(own, other)), ['elsewhere']);
    assert.deepEqual(across('efs-recovery-point', { ...point(own, other), recovery_point_arn: null }), [
      null,
    ]);
    assert.deepEqual(
      across('fsx-backup', { source_account: other, backup_arn: `arn:aws:fsx:r:${own}:backup/b` }),
      ['elsewhere'],
    );
    assert.deepEqual(
      across('rds-snapshot', {
        ...{ source_account: own, snapshot_arn: `arn:aws:rds:r:${own}:snapshot:s` },
        ...{ public: false, shared_with: [other] },
      }),
      ['shared', 'no'],
    );
    assert.deepEqual(across('ebs-snapshot', { ...EBS, source_account: own }), ['nobody', null, 'no']);
    assert.deepEqual(across('ebs-snapshot', { ...EBS, source_account: null, public: true }), [
      'public',
      null,
      null,
    ]);
  });

  it('are told by who may launch the AMIs that use them, where any does', (test) => {
    const row = (
      ami_ids: readonly string[] | null,
      ami_public: boolean | null,
      to: readonly string[] | null,
    ) => {
      const given = { ...EBS, ami_ids, ami_public, ami_shared_with: to };
      return [derivedAcross(test, 'ebs-snapshot', given)[1], derived(test, 'ebs-snapshot', [given])[0]?.[2]];
    };
    const used = 'used by AMI ami-1';
    const last = ['the only backup of vol-1', 'its source still exists'];
    assert.deepEqual(row(['ami-1'], false, [other, own]), [
      'shared',
      [used, ...last, 'AMI shared with 2 accounts'],
    ]);
    assert.deepEqual(row(['ami-1'], true, ['not checked']), [
      'public',
      [used, ...last, 'AMI is public: any account may be launching it'],
    ]);
    assert.deepEqual(row(['ami-1'], false, []), ['nobody', [used, ...last]]);
    assert.deepEqual(row(['ami-1'], false, ['not checked']), [null, [used, ...last]]);
    assert.deepEqual(row(['ami-1'], false, null), [null, [used, ...last, 'AMI sharing could not be read']]);
    assert.deepEqual(row([], false, null)[0], null);
    assert.deepEqual(row(null, null, null), [null, [...last, 'AMIs could not be listed']]);
  });
});
