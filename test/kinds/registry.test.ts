import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  columnsOfTab,
  findKind,
  glanceOf,
  kindsOfTab,
  RESOURCE_KINDS,
  usualSort,
} from '../../source/kinds/registry.ts';
import { TABS, tabTitleOf } from '../../source/kinds/tabs.ts';

const IDS = [
  'datasync-task',
  'datasync-location',
  'datasync-agent',
  'datasync-execution',
  'ebs-snapshot',
  'rds-snapshot',
  'rds-cluster-snapshot',
  'efs-recovery-point',
  'fsx-backup',
  'dynamodb-backup',
  'redshift-snapshot',
  'redshift-serverless-snapshot',
  'elasticache-snapshot',
  'elasticache-serverless-snapshot',
  'memorydb-snapshot',
  'docdb-elastic-snapshot',
  'ami',
  'recycle-bin',
  'rds-automated-backup',
  'rds-automated-cluster-backup',
  'backup-recovery-point',
];

/** The sheets of a workbook between Summary (1) and Snapshot Summary (25). */
const SHEETS = [
  'Tasks',
  'Locations',
  'Agents',
  'Recent Executions',
  'Active Tasks',
  'Failed Executions',
  'EBS Snapshots',
  'RDS Snapshots',
  'RDS Cluster Snapshots',
  'EFS Recovery Points',
  'FSx Backups',
  'DynamoDB Backups',
  'Redshift Snapshots',
  'ElastiCache Snapshots',
  'Serverless Cache Snapshots',
  'Backup Recovery Points',
  'MemoryDB Snapshots',
  'Redshift Serverless Snapshots',
  'DocumentDB Elastic Snapshots',
  'Recycle Bin',
  'RDS Automated Backups',
  'Cluster Automated Backups',
  'AMIs',
];

/** The least policy's actions, each verified in the service authorization reference. */
const POLICY = new Set([
  ...[
    'DescribeSnapshots',
    'DescribeVolumes',
    'DescribeImages',
    'DescribeSnapshotAttribute',
    'DescribeImageAttribute',
    'DescribeInstances',
    'DescribeLockedSnapshots',
    'DescribeFastSnapshotRestores',
    'DescribeLaunchTemplateVersions',
    'DescribeSnapshotTierStatus',
    'GetSnapshotBlockPublicAccessState',
    'GetImageBlockPublicAccessState',
  ].map((name) => `ec2:${name}`),
  ...[
    'DescribeDBSnapshots',
    'DescribeDBClusterSnapshots',
    'DescribeDBInstances',
    'DescribeDBClusters',
    'DescribeDBSnapshotAttributes',
    'DescribeDBClusterSnapshotAttributes',
  ].map((name) => `rds:${name}`),
  'dlm:GetLifecyclePolicies',
  'elasticfilesystem:DescribeFileSystems',
  ...['DescribeBackups', 'DescribeFileSystems', 'DescribeVolumes'].map((name) => `fsx:${name}`),
  ...['ListBackups', 'ListTables', 'DescribeTable', 'DescribeContinuousBackups'].map(
    (name) => `dynamodb:${name}`,
  ),
  ...['DescribeClusterSnapshots', 'DescribeClusters'].map((name) => `redshift:${name}`),
  ...['DescribeSnapshots', 'DescribeReplicationGroups', 'DescribeCacheClusters'].map(
    (name) => `elasticache:${name}`,
  ),
  ...['DescribeServerlessCacheSnapshots', 'DescribeServerlessCaches'].map((name) => `elasticache:${name}`),
  'memorydb:DescribeSnapshots',
  'memorydb:DescribeClusters',
  'redshift-serverless:ListSnapshots',
  'redshift-serverless:ListNamespaces',
  'docdb-elastic:ListClusterSnapshots',
  'docdb-elastic:ListClusters',
  'ec2:ListSnapshotsInRecycleBin',
  'ec2:ListImagesInRecycleBin',
  'rbin:ListRules',
  'rbin:GetRule',
  'rds:DescribeDBInstanceAutomatedBackups',
  'rds:DescribeDBClusterAutomatedBackups',
  'backup:ListBackupVaults',
  'backup:ListRecoveryPointsByBackupVault',
  ...['ListBackupPlans', 'ListLegalHolds', 'ListRecoveryPointsByLegalHold', 'ListProtectedResources'].map(
    (name) => `backup:${name}`,
  ),
  ...[
    'ListTasks',
    'DescribeTask',
    'ListLocations',
    'ListAgents',
    'DescribeAgent',
    'ListTaskExecutions',
    'DescribeTaskExecution',
    'ListTagsForResource',
    'DescribeLocationAzureBlob',
    'DescribeLocationEfs',
    'DescribeLocationFsxLustre',
    'DescribeLocationFsxOntap',
    'DescribeLocationFsxOpenZfs',
    'DescribeLocationFsxWindows',
    'DescribeLocationHdfs',
    'DescribeLocationNfs',
    'DescribeLocationObjectStorage',
    'DescribeLocationS3',
    'DescribeLocationSmb',
  ].map((name) => `datasync:${name}`),
]);

/** Every column of the two old scripts, by the sheet that it stood on. */
const OLD_COLUMNS: Readonly<Record<string, string>> = {
  Snapshots:
    'Service, Region, Type, Snapshot ID, Source, Source Name, Engine, Size (GB), Status, Creation Time, Encrypted, ' +
    'Description, Volume Type, Volume IOPS, Volume Throughput, LifeCycleState, RestoreProgress, PerformanceMode',
  Tasks:
    'Task Name, Task ARN, Status, Source Location ARN, Destination Location ARN, Schedule, CloudWatch Log Group, ' +
    'Current Status, Creation Time, Verify Mode, Overwrite Mode, Atime, Mtime, UID, GID, Preserve Deleted Files, ' +
    'Filter Rules, Region',
  Locations:
    'Location ARN, Location Type, Location URI, Region, Creation Time, Bucket ARN, Storage Class, Subdirectory, ' +
    'EFS ARN, Subnet ARN, FSx ARN, Server Hostname, Agent ARNs, User, Authentication Type, NameNodes, Server Port',
  Agents:
    'Agent Name, Agent ARN, Status, Endpoint Type, Last Heartbeat, Creation Time, Platform Version, ' +
    'VPC Endpoint ID, Private Link Subnet ARN, Region',
  'Recent Executions':
    'Task Execution ARN, Task ARN, Status, Start Time, Duration, Files Transferred, Bytes Transferred, Files Failed, ' +
    'Error Code, Error Detail, Region',
};

/** What the summary and others ask every kind of snapshot for. */
const SHARED_BY_SNAPSHOTS = {
  service: 'enum',
  region: 'text',
  account: 'text',
  type: 'enum',
  snapshot_id: 'text',
  source: 'text',
  source_name: 'text',
  source_exists: 'enum',
  size: 'bytes',
  status: 'enum',
  creation_time: 'instant',
  encrypted: 'boolean',
  origin: 'enum',
};

const answeredIn = (sheet: string): string[] => {
  const answers = RESOURCE_KINDS.flatMap((kind) => kind.columns.map((column) => column.answers ?? ''));
  const start = `${sheet}: `;
  return answers.filter((answer) => answer.startsWith(start)).map((answer) => answer.slice(start.length));
};

suite('the registry', () => {
  test('holds every kind once, in the order of the grid', () => {
    assert.deepEqual(
      RESOURCE_KINDS.map((kind) => kind.id),
      IDS,
    );
    assert.deepEqual(
      IDS.map((id) => findKind(id)?.id),
      IDS,
    );
    assert.equal(findKind('nothing'), undefined);
  });

  test('gives every kind a tab and every tab a kind', () => {
    const tabs = TABS.map((tab) => tab.id);
    assert.deepEqual([...new Set(RESOURCE_KINDS.map((kind) => kind.tab))], tabs);
    assert.deepEqual(
      kindsOfTab('rds').map((kind) => kind.id),
      ['rds-snapshot', 'rds-cluster-snapshot'],
    );
  });

  test('gives every sheet a name and a place of its own, in the workbook’s order', () => {
    const sheets = RESOURCE_KINDS.flatMap((kind) => kind.sheets).sort((a, b) => a.position - b.position);
    assert.deepEqual(
      sheets.map((sheet) => sheet.name),
      SHEETS,
    );
    assert.deepEqual(
      sheets.map((sheet) => sheet.position),
      SHEETS.map((_, index) => index + 2),
    );
  });

  test('fills filtered sheets by a column that the kind has', () => {
    for (const kind of RESOURCE_KINDS) {
      for (const { where, name } of kind.sheets) {
        if (where === undefined) continue;
        assert.ok(
          kind.columns.some((column) => column.id === where.column),
          name,
        );
      }
    }
  });

  test('has no column id twice in a kind, and one type for a column of a tab', () => {
    for (const kind of RESOURCE_KINDS) {
      const ids = kind.columns.map((column) => column.id);
      assert.deepEqual(ids, [...new Set(ids)], kind.id);
      const ofTab = new Map(columnsOfTab(kind.tab).map((column) => [column.id, column.type]));
      for (const column of kind.columns) {
        assert.equal(column.type, ofTab.get(column.id), `${kind.id} ${column.id}`);
      }
    }
  });

  test('keeps ids free of what a row carries besides its columns', () => {
    const taken = RESOURCE_KINDS.flatMap((kind) =>
      kind.columns
        .filter(({ id }) => ['kind', 'row', 'cell', 'key', 'problem'].includes(id))
        .map(({ id }) => `${kind.id} ${id}`),
    );
    assert.deepEqual(taken, []);
  });

  test('describes every column and shows some of each kind', () => {
    for (const kind of RESOURCE_KINDS) {
      for (const column of kind.columns) {
        assert.match(column.id, /^[a-z0-9]+(_[a-z0-9]+)*$/, `${kind.id} ${column.header}`);
        assert.match(column.about, /\S.*\.$/, `${kind.id} ${column.header}`);
        assert.ok(column.width > 0, `${kind.id} ${column.header}`);
      }
      assert.ok(
        kind.columns.some((column) => column.shown),
        kind.id,
      );
    }
  });

  test('fills just the columns that are marked as derived, from columns that the kind has', () => {
    for (const kind of RESOURCE_KINDS) {
      const ids = kind.columns.map((column) => column.id);
      const derivation = kind.derivation === 'none' ? undefined : kind.derivation;
      assert.deepEqual(
        kind.columns.filter((column) => column.derived === true).map((column) => column.id),
        derivation?.fills ?? [],
        kind.id,
      );
      const named = [...(derivation?.reads ?? []), ...(derivation === undefined ? [] : [derivation.groupBy])];
      const told = Object.values(derivation?.leaders ?? {}).flatMap((leader) => leader.tells);
      assert.deepEqual(
        [...named, ...told].filter((id) => !ids.includes(id)),
        [],
        kind.id,
      );
    }
  });

  test('needs only actions that read and that the least policy holds', () => {
    for (const kind of RESOURCE_KINDS) {
      const { attributes, tags } = kind.optionalActions;
      for (const action of [...kind.actions, ...attributes, ...tags]) {
        assert.match(action, /^[a-z0-9-]+:(Describe|List|Get)[A-Z]/, kind.id);
        assert.ok(POLICY.has(action), `${kind.id} ${action}`);
      }
    }
  });

  test('asks later only by a flag of its own, and what it fills and reads are columns that no end of a cell derives', () => {
    const asking = RESOURCE_KINDS.filter(({ askedLater }) => askedLater.length > 0);
    assert.ok(asking.length > 0);
    for (const { id, askedLater, optionalActions, columns } of asking)
      for (const { id: what, column, reads, fills } of askedLater) {
        assert.ok(optionalActions[what].length > 0, id);
        assert.ok(fills.includes(column), id);
        for (const name of [...reads, ...fills])
          assert.equal(
            columns.filter((of) => of.id === name && of.derived !== true).length,
            1,
            `${id} ${name}`,
          );
      }
  });

  for (const [sheet, headers] of Object.entries(OLD_COLUMNS)) {
    test(`answers every column of the old ${sheet}`, () => {
      const answered = new Set(answeredIn(sheet));
      assert.deepEqual(
        headers.split(', ').filter((header) => !answered.has(header)),
        [],
      );
    });
  }

  test('keeps the old columns first and in their order, in every kind of snapshot', () => {
    const old = (OLD_COLUMNS.Snapshots ?? '').split(', ');
    for (const kind of RESOURCE_KINDS.filter(({ group }) => group === 'snapshots')) {
      const positions = kind.columns.flatMap(({ answers }) =>
        answers === undefined ? [] : old.indexOf(answers.slice('Snapshots: '.length)),
      );
      assert.deepEqual(
        positions,
        positions.toSorted((a, b) => a - b),
        kind.id,
      );
      const firstNew = kind.columns.findIndex(({ answers }) => answers === undefined);
      assert.equal(firstNew, positions.length, kind.id);
    }
  });

  test('asks every kind of snapshot for the same things under the same ids', () => {
    for (const kind of RESOURCE_KINDS.filter(({ group }) => group === 'snapshots')) {
      const types = new Map(kind.columns.map(({ id, type }) => [id, type]));
      for (const [id, type] of Object.entries(SHARED_BY_SNAPSHOTS)) {
        assert.equal(types.get(id), type, `${kind.id} ${id}`);
      }
    }
  });

  test('shows the columns that the table of EBS snapshots is drawn with', () => {
    const shown = columnsOfTab('ebs').filter((column) => column.shown);
    assert.deepEqual(
      shown.map(({ header, label }) => label ?? header),
      ['Snapshot ID', 'Source', 'Size', 'Status', 'Created', 'Enc', 'Name', 'Origin', 'Tier', 'Delete?'],
    );
  });
});

suite('a tab', () => {
  test('has a title, and one of another version is called by its id', () => {
    assert.deepEqual(
      TABS.map(({ id }) => tabTitleOf(id)),
      [
        'Tasks',
        'Locations',
        'Agents',
        'Executions',
        'EBS',
        'RDS',
        'EFS',
        'FSx',
        'DynamoDB',
        'Redshift',
        'ElastiCache',
        'MemoryDB',
        'DocDB Elastic',
        'AMIs',
        'Recycle Bin',
        'Automated',
        'Backup',
      ],
    );
    assert.equal(tabTitleOf('glacier'), 'glacier');
  });

  test('begins with the newest snapshots and executions, tasks and agents by name, and an unknown one in no order', () => {
    assert.deepEqual(
      TABS.map(({ id }) => usualSort(id)),
      [
        { column: 'task_name', descending: false },
        { column: 'location_uri', descending: false },
        { column: 'agent_name', descending: false },
        { column: 'start_time', descending: true },
        ...Array.from({ length: 10 }, () => ({ column: 'creation_time', descending: true })),
        { column: 'exits_at', descending: false },
        { column: 'restorable_to', descending: true },
        { column: 'creation_time', descending: true },
      ],
    );
    assert.equal(usualSort('glacier'), null);
  });

  test('says at a glance what stays first; an unknown one says nothing', () => {
    assert.deepEqual(glanceOf('agents'), [
      'agent_name',
      'region',
      'status',
      'last_heartbeat',
      'creation_time',
    ]);
    assert.deepEqual(glanceOf('glacier'), []);
  });

  test('has each column of its kinds once, as the first kind that has it says', () => {
    const columns = columnsOfTab('rds');
    assert.equal(new Set(columns.map(({ id }) => id)).size, columns.length);
    for (const column of columns)
      assert.equal(
        column,
        kindsOfTab('rds')
          .flatMap((kind) => kind.columns)
          .find(({ id }) => id === column.id),
      );
  });
});
