import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { countFindings, foundResources } from '../../source/analysis/findings-from-scan-file.ts';
import { findingsOfRow } from '../../source/analysis/findings-of-row.ts';
import { freshSources } from '../../source/analysis/protection/source-table.ts';
import type { FindingCount } from '../../source/analysis/summary.ts';
import { FINDINGS } from '../../source/kinds/findings.ts';
import { columnsOfTab, RESOURCE_KINDS } from '../../source/kinds/registry.ts';
import type { Value } from '../../source/model/columns.ts';
import type { ScanFacts } from '../../source/model/scan-facts.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { DAY, temporaryFolder } from '../export/example-scan.ts';
import {
  type MadeCell,
  type MadeScan,
  madeSource,
  madeSources,
  makeScanFile,
  SCAN_START,
} from '../helpers/scan-files.ts';

type Given = Readonly<Record<string, Value>>;

/** What one finding says: rows, rows not checked, cells not read, and each resource with its reason. */
interface Said {
  readonly count: number;
  readonly notChecked: number;
  readonly cellsNotRead: number;
  readonly found: readonly string[];
}

/** Counts a made scan's findings, and holds that each opens its table with just as many rows. */
function findingsOf(
  test: TestContext,
  cells: readonly MadeCell[],
  facts: Partial<ScanFacts> = {},
  many: Pick<MadeScan, 'accounts' | 'listed'> = {},
): (id: string) => Said & FindingCount {
  const file = `${temporaryFolder(test)}/findings.scan`;
  makeScanFile(file, { cells, facts, ...many });
  const reader = openScanReader(file);
  try {
    freshSources(reader.database);
    const said = countFindings(reader.database).map((finding) => {
      assert.equal(reader.order(finding.query).rows.length, finding.count, finding.id);
      const untold = reader.order(finding.notCheckedQuery).rows.length;
      assert.equal(untold, finding.notChecked, `${finding.id} not checked`);
      const spec = FINDINGS.find(({ id }) => id === finding.id);
      assert.ok(spec !== undefined);
      const found = [...foundResources(reader.database, spec, 10)].map(
        ({ region, resource, reason }) => `${region} ${resource}: ${reason}`,
      );
      return { ...finding, found };
    });
    return (id) => {
      const finding = said.find((one) => one.id === id);
      assert.ok(finding !== undefined, `no finding ${id}`);
      return finding;
    };
  } finally {
    reader.close();
  }
}

function cell(kind: string, rows: readonly Given[], given: Partial<MadeCell> = {}): MadeCell {
  return { region: 'us-east-1', kind, outcome: rows.length > 0 ? 'done' : 'empty', rows, ...given };
}

/** A scan that knows every account of its organization. */
const LISTED: Partial<ScanFacts> = {
  accountsChoice: { organization: 'o-1', isWholeOrganization: true, isListed: true },
};

const one = ({ count, notChecked, found }: Said) => ({ count, notChecked, found });

describe('findings about snapshots', () => {
  it('name public and shared ones, and say where nobody asked', (test) => {
    const ebs = cell('ebs-snapshot', [
      { key: 'snap-1', public: true, shared_with: ['all'] },
      { key: 'snap-2', public: false, shared_with: ['111122223333', '444455556666'] },
      { key: 'snap-3', public: null, shared_with: ['not checked'] },
      { key: 'snap-4', public: false, shared_with: [] },
      { key: 'snap-5', public: false, shared_with: null },
    ]);
    const rds = cell('rds-snapshot', [{ key: 'rds-1', public: false, shared_with: ['not shareable'] }]);
    const finding = findingsOf(test, [ebs, rds]);
    assert.deepEqual(one(finding('ebs-public')), {
      count: 1,
      notChecked: 1,
      found: ['us-east-1 snap-1: every AWS account may restore it'],
    });
    assert.deepEqual(one(finding('ebs-shared')), {
      count: 2,
      notChecked: 2,
      found: [
        'us-east-1 snap-1: shared with all; organization not known',
        'us-east-1 snap-2: shared with 111122223333, 444455556666; organization not known',
      ],
    });
    assert.deepEqual(one(finding('rds-shared')), { count: 0, notChecked: 0, found: [] });
    assert.equal(
      finding('ebs-public').notCheckedReason,
      'sharing was not asked for (--attributes or :ask attributes) or could not be read',
    );
    assert.equal(finding('rds-public').notCheckedReason, null);
  });

  it('tell those shared outside the organization apart from those shared within it, and neither is public', (test) => {
    const ebs = cell('ebs-snapshot', [
      { key: 'snap-1', sharing: 'public', shared_with: ['all', '444455556666'] },
      { key: 'snap-2', sharing: 'outside', shared_with: ['111122223333', '444455556666', '777788889999'] },
      { key: 'snap-3', sharing: 'within', shared_with: ['111122223333'] },
      { key: 'snap-4', sharing: 'nobody', shared_with: [] },
      { key: 'snap-5', sharing: null, shared_with: ['not checked'] },
      { key: 'snap-6', sharing: 'shared', shared_with: ['a partition of its own'] },
    ]);
    const listed = [{ id: '111122223333', name: 'pay' }];
    const finding = findingsOf(test, [ebs], LISTED, { listed });
    assert.throws(() => finding('ebs-shared'), /no finding ebs-shared/);
    assert.deepEqual(one(finding('ebs-shared-outside')), {
      count: 1,
      notChecked: 2,
      found: ['us-east-1 snap-2: shared with 444455556666, 777788889999, outside the organization'],
    });
    assert.deepEqual(one(finding('ebs-shared-within')), {
      count: 1,
      notChecked: 2,
      found: ['us-east-1 snap-3: shared with 111122223333, within the organization'],
    });
    assert.deepEqual(
      [finding('ebs-shared-outside').severity, finding('ebs-shared-within').severity],
      ['high', 'low'],
    );
  });

  it('name those of AMIs that are public or shared, each snapshot by itself, and no others where nobody asked', (test) => {
    const rows = [
      {
        key: 'snap-1',
        ami_ids: ['ami-1'],
        ami_public: true,
        ami_sharing: 'public',
        ami_shared_with: ['all'],
      },
      {
        key: 'snap-2',
        ami_ids: ['ami-1'],
        ami_public: true,
        ami_sharing: 'public',
        ami_shared_with: ['all'],
      },
      {
        ...{ key: 'snap-3', ami_ids: ['ami-2', 'ami-3'], ami_public: false, ami_sharing: 'shared' },
        ami_shared_with: ['111122223333'],
      },
      { key: 'snap-4', ami_ids: ['ami-4'], ami_public: false, ami_shared_with: ['not checked'] },
      { key: 'snap-5', ami_ids: ['ami-5'], ami_public: false, ami_sharing: 'nobody', ami_shared_with: [] },
      { key: 'snap-6', ami_ids: [], ami_public: false },
      { key: 'snap-7', ami_ids: null, ami_public: null },
    ];
    const finding = findingsOf(test, [cell('ebs-snapshot', rows)]);
    assert.deepEqual(one(finding('ebs-ami-public')), {
      count: 2,
      notChecked: 1,
      found: [1, 2].map((snap) => `us-east-1 snap-${snap}: every AWS account may launch AMI ami-1`),
    });
    assert.deepEqual(one(finding('ebs-ami-shared')), {
      count: 1,
      notChecked: 2,
      found: [
        'us-east-1 snap-3: one of AMIs ami-2, ami-3 is shared with 111122223333; organization not known',
      ],
    });
    assert.throws(() => finding('ebs-ami-shared-outside'), /no finding/);
  });

  it('tell AMIs shared outside the organization apart from those shared within it', (test) => {
    const manager = (account: string) => `arn:aws:organizations::${account}:organization/o-1`;
    const row = (key: string, ami_sharing: string | null, ami_shared_with: readonly string[]) => ({
      ...{ key, ami_sharing, ami_shared_with, ami_ids: ['ami-1'], ami_public: false },
    });
    const outside = ['111122223333', manager('444455556666'), '777788889999', 'not known'];
    const rows = [
      row('snap-1', 'outside', outside),
      row('snap-2', 'within', ['111122223333', manager('111122223333')]),
      row('snap-3', 'shared', ['not known']),
      row('snap-4', null, ['not checked']),
      row('snap-5', 'nobody', []),
      { ...row('snap-6', null, []), ami_ids: [] },
    ];
    const listed = [{ id: '111122223333', name: 'pay' }];
    const finding = findingsOf(test, [cell('ebs-snapshot', rows)], LISTED, { listed });
    assert.throws(() => finding('ebs-ami-shared'), /no finding/);
    const told = `${manager('444455556666')}, 777788889999`;
    assert.deepEqual(one(finding('ebs-ami-shared-outside')), {
      count: 1,
      notChecked: 2,
      found: [`us-east-1 snap-1: AMI ami-1 is shared with ${told}, outside the organization`],
    });
    const within = `111122223333, ${manager('111122223333')}`;
    assert.deepEqual(one(finding('ebs-ami-shared-within')), {
      count: 1,
      notChecked: 2,
      found: [`us-east-1 snap-2: AMI ami-1 is shared with ${within}, within the organization`],
    });
    const severities = ['public', 'shared-outside', 'shared-within'].map(
      (id) => finding(`ebs-ami-${id}`).severity,
    );
    assert.deepEqual(severities, ['high', 'high', 'low']);
  });

  it('name copies to and from accounts outside the organization, and say where neither account is of it', (test) => {
    const point = (key: string, across_accounts: string | null, source_account: string) => ({
      ...{ key, across_accounts, source_account, vault: 'v', vault_locked: true },
    });
    const rows = [
      point('p-1', 'no', '1'),
      point('p-2', 'within', '2'),
      point('p-3', 'from outside', '3'),
      point('p-4', 'to outside', '4'),
      point('p-5', 'elsewhere', '5'),
      point('p-6', null, '6'),
    ];
    const finding = findingsOf(test, [cell('efs-recovery-point', rows)], LISTED);
    assert.deepEqual(one(finding('efs-copied-to-foreign')), {
      count: 1,
      notChecked: 1,
      found: ['us-east-1 p-4: kept by an account outside the organization, copied from 4'],
    });
    assert.deepEqual(one(finding('efs-copied-from-foreign')), {
      count: 1,
      notChecked: 2,
      found: ['us-east-1 p-3: copied from 3, outside the organization'],
    });
    const alone = findingsOf(test, [cell('efs-recovery-point', rows)]);
    assert.throws(() => alone('efs-copied-from-foreign'), /no finding/);
  });

  it('name recovery points of other accounts in a vault without a lock, whoever the accounts are', (test) => {
    const point = (key: string, across_accounts: string, vault_locked: boolean | null) => ({
      ...{ key, across_accounts, source_account: '2', vault: 'central', vault_locked },
    });
    const rows = [
      point('p-1', 'no', false),
      point('p-2', 'within', false),
      point('p-3', 'elsewhere', false),
      point('p-4', 'from outside', true),
      point('p-5', 'within', null),
      point('p-6', 'to outside', false),
    ];
    const finding = findingsOf(test, [
      cell('efs-recovery-point', rows, { outcome: 'partial' }),
      cell('efs-recovery-point', [], { region: 'eu-west-1', outcome: 'denied' }),
    ])('efs-central-unlocked');
    assert.deepEqual(
      { ...one(finding), cellsNotRead: finding.cellsNotRead },
      {
        count: 2,
        notChecked: 1,
        found: [
          'us-east-1 p-2: vault central keeps it for account 2 and has no lock',
          'us-east-1 p-3: vault central keeps it for account 2 and has no lock',
        ],
        cellsNotRead: 2,
      },
    );
  });

  it('name unencrypted ones and those whose source is gone', (test) => {
    const finding = findingsOf(test, [
      cell('rds-cluster-snapshot', [
        { key: 'a', encrypted: false, source_exists: 'no', source: 'orders' },
        { key: 'b', encrypted: true, source_exists: 'yes' },
        { key: 'c', encrypted: null, source_exists: 'unknown' },
        { key: 'd', encrypted: true, source_exists: null },
      ]),
    ]);
    assert.deepEqual(one(finding('rds-unencrypted')), {
      count: 1,
      notChecked: 1,
      found: ['us-east-1 a: its data is not encrypted at rest'],
    });
    assert.deepEqual(one(finding('rds-source-gone')), {
      count: 1,
      notChecked: 2,
      found: ['us-east-1 a: its source orders no longer exists'],
    });
  });

  it('count as old what is more days old than the configuration says, an edge not among them', (test) => {
    const rows = [
      { key: 'a', creation_time: SCAN_START - 30 * DAY },
      { key: 'b', creation_time: SCAN_START - 30 * DAY - 1 },
      { key: 'c', creation_time: SCAN_START - 400 * DAY },
      { key: 'd' },
    ];
    const narrow = findingsOf(test, [cell('efs-recovery-point', rows)], { options: { old_days: 30 } });
    assert.equal(narrow('efs-old').title, 'EFS recovery points older than 30 days');
    assert.deepEqual(one(narrow('efs-old')), {
      count: 2,
      notChecked: 1,
      found: ['us-east-1 b: 30 days old, more than 30', 'us-east-1 c: 400 days old, more than 30'],
    });
  });

  it('count as old what is more than 365 days old where nothing else is configured', (test) => {
    const rows = [
      { key: 'a', creation_time: SCAN_START - 365 * DAY },
      { key: 'b', creation_time: SCAN_START - 366 * DAY },
    ];
    assert.deepEqual(findingsOf(test, [cell('ebs-snapshot', rows)])('ebs-old').found, [
      'us-east-1 b: 366 days old, more than 365',
    ]);
  });

  it('name those in the making for more than 24 hours, and those that failed', (test) => {
    const [new_, old] = [SCAN_START - DAY, SCAN_START - DAY - 1];
    const finding = findingsOf(test, [
      cell('ebs-snapshot', [
        { key: 'a', status: 'pending', creation_time: old },
        { key: 'b', status: 'pending', creation_time: new_ },
        { key: 'c', status: 'pending' },
        { key: 'd', status: 'completed', creation_time: old },
        { key: 'e', status: 'error', creation_time: old, status_message: 'key not found' },
        { key: 'f', creation_time: old },
      ]),
      cell('rds-snapshot', [
        { key: 'g', status: 'copying', creation_time: old },
        { key: 'h', status: 'incompatible-restore', creation_time: old },
      ]),
      cell('efs-recovery-point', [
        { key: 'i', status: 'CREATING', creation_time: old },
        { key: 'j', status: 'PARTIAL', creation_time: old, status_message: 'out of time' },
      ]),
    ]);
    assert.deepEqual(one(finding('ebs-stuck')), {
      count: 1,
      notChecked: 1,
      found: ['us-east-1 a: pending since 2026-11-20'],
    });
    assert.deepEqual(one(finding('ebs-failed')), {
      count: 1,
      notChecked: 1,
      found: ['us-east-1 e: its status is error: key not found'],
    });
    assert.deepEqual(finding('rds-stuck').found, ['us-east-1 g: copying since 2026-11-20']);
    assert.deepEqual(finding('rds-failed').found, ['us-east-1 h: its status is incompatible-restore']);
    assert.deepEqual(finding('efs-stuck').found, ['us-east-1 i: CREATING since 2026-11-20']);
    assert.deepEqual(finding('efs-failed').found, ['us-east-1 j: its status is PARTIAL: out of time']);
  });

  it('tell what holds a snapshot that AWS Backup could not delete, and what such cost', (test) => {
    const rows = [
      {
        ...{
          key: 'a',
          recovery_point_status: 'EXPIRED',
          delete_at: SCAN_START - 9 * DAY,
          ami_ids: ['ami-1'],
        },
        ...{ recovery_point_message: 'access denied', lock: 'governance', vault_locked: true },
        ...{ legal_hold: ['audit'], monthly_cost_low: 0.25, monthly_cost_high: 2 },
      },
      {
        ...{ key: 'b', recovery_point_status: 'EXPIRED', ami_ids: ['ami-1', 'ami-2'], lock: 'expired' },
        ...{ legal_hold: ['not checked'], monthly_cost_high: 1 },
      },
      { key: 'c', recovery_point_status: 'EXPIRED', vault_locked: false },
      { key: 'd', recovery_point_status: 'none', monthly_cost_low: 9, monthly_cost_high: 9 },
    ];
    const expired = findingsOf(test, [cell('ebs-snapshot', rows)])('ebs-expired');
    assert.deepEqual(expired.found, [
      'us-east-1 a: AWS Backup should have deleted it, due since 2026-11-12: access denied; AMI ami-1 made of it; locked (governance); its vault is locked; under legal hold audit',
      'us-east-1 b: AWS Backup should have deleted it; AMIs ami-1, ami-2 made of it',
      'us-east-1 c: AWS Backup should have deleted it',
    ]);
    assert.deepEqual(expired.cost, { count: 3, low: 0.25, high: 3, withoutLow: 2, withoutHigh: 1 });
  });

  it('tell what backups cost that a plan or policy made which is no more, and nothing of none', (test) => {
    const rows = [
      { key: 'a', plan_exists: 'no', backup_plan: 'old', monthly_cost_low: 1, monthly_cost_high: 4 },
      { key: 'b', dlm_policy: 'policy-1', dlm_policy_state: 'gone' },
    ];
    const finding = findingsOf(test, [cell('ebs-snapshot', rows)]);
    const whole = { count: 1, low: 1, high: 4, withoutLow: 0, withoutHigh: 0 };
    assert.deepEqual(finding('ebs-plan-gone').cost, whole);
    const unknown = { count: 1, low: 0, high: 0, withoutLow: 1, withoutHigh: 1 };
    assert.deepEqual(finding('ebs-dlm-gone').cost, unknown);
    assert.equal(finding('ebs-expired').cost, undefined);
    assert.equal(finding('ebs-source-gone').cost, undefined);
  });

  it('name expired recovery points with the day that they were due', (test) => {
    const rows = [
      { key: 'a', status: 'EXPIRED', delete_at: SCAN_START - 9 * DAY, status_message: 'access denied' },
      { key: 'b', status: 'EXPIRED' },
      { key: 'c', status: 'COMPLETED', delete_at: SCAN_START + DAY },
    ];
    assert.deepEqual(findingsOf(test, [cell('efs-recovery-point', rows)])('efs-expired').found, [
      'us-east-1 a: AWS Backup should have deleted it, due since 2026-11-12: access denied',
      'us-east-1 b: AWS Backup should have deleted it',
    ]);
  });
});

const LOCATIONS = [
  { key: 'loc-1', location_arn: 'loc-1', agent_arns: ['agent-1', 'agent-2'] },
  { key: 'loc-2', location_arn: 'loc-2', agent_arns: [] },
  { key: 'loc-3', location_arn: 'loc-3', agent_arns: ['agent-2'] },
];
const TASKS = [
  {
    key: 'task-1',
    task_arn: 'task-1',
    task_name: 'nightly',
    source_location_arn: 'loc-1',
    destination_location_arn: 'loc-2',
    creation_time: SCAN_START - 9 * DAY,
  },
  {
    key: 'task-2',
    task_arn: 'task-2',
    source_location_arn: 'loc-2',
    destination_location_arn: 'loc-2',
    latest_execution_arn: 'exec-2',
  },
];
const AGENTS = [
  {
    key: 'agent-1',
    agent_arn: 'agent-1',
    agent_name: 'basement',
    status: 'OFFLINE',
    last_heartbeat: SCAN_START - DAY,
  },
  { key: 'agent-2', agent_arn: 'agent-2', status: 'ONLINE' },
];

describe('findings about DataSync', () => {
  it('name failed executions with their error', (test) => {
    const finding = findingsOf(test, [
      cell('datasync-execution', [
        {
          key: 'exec-1',
          status: 'ERROR',
          task_name: 'nightly',
          error_code: 'PermissionDenied',
          error_detail: 'no',
        },
        { key: 'exec-2', status: 'SUCCESS' },
        { key: 'exec-3' },
      ]),
    ]);
    assert.deepEqual(one(finding('execution-failed')), {
      count: 1,
      notChecked: 1,
      found: ['us-east-1 exec-1: failed (nightly): PermissionDenied: no'],
    });
  });

  it('name offline agents with the tasks that need them, and those tasks', (test) => {
    const finding = findingsOf(test, [
      cell('datasync-agent', AGENTS),
      cell('datasync-location', LOCATIONS),
      cell('datasync-task', TASKS),
    ]);
    assert.deepEqual(finding('agent-offline').found, [
      'us-east-1 agent-1: offline, last heard of on 2026-11-20; tasks that need it: nightly',
    ]);
    assert.deepEqual(finding('task-agent-offline').found, [
      'us-east-1 task-1: needs basement, which is offline',
    ]);
    assert.equal(finding('task-agent-offline').notChecked, 0);
  });

  it('say of tasks that their agents are not known where task or location could not be described', (test) => {
    const finding = findingsOf(test, [
      cell('datasync-agent', AGENTS),
      cell('datasync-location', [{ ...LOCATIONS[1], problem: 'denied' }], { outcome: 'partial' }),
      cell('datasync-task', [...TASKS, { key: 'task-3', task_arn: 'task-3', problem: 'denied' }]),
    ]);
    const { count, notChecked, cellsNotRead } = finding('task-agent-offline');
    assert.deepEqual({ count, notChecked, cellsNotRead }, { count: 0, notChecked: 3, cellsNotRead: 1 });
    assert.deepEqual(finding('agent-offline').found, [
      'us-east-1 agent-1: offline, last heard of on 2026-11-20; no task is known to need it',
    ]);
  });

  it('name tasks that never ran, and tasks whose last run failed, by the newest execution', (test) => {
    const tasks = [
      ...TASKS,
      { ...TASKS[0], key: 'task-3', task_arn: 'task-3' },
      { ...TASKS[0], key: 'task-4', task_arn: 'task-4', latest_execution_arn: 'exec-gone' },
      { key: 'task-5', task_arn: 'task-5', problem: 'denied' },
    ];
    const executions = [
      { key: 'e1', task_arn: 'task-2', status: 'SUCCESS', start_time: SCAN_START - 2 * DAY },
      { key: 'e2', task_arn: 'task-2', status: 'ERROR', start_time: SCAN_START - DAY, error_code: 'Denied' },
      { key: 'e3', task_arn: 'task-3', status: 'ERROR', start_time: SCAN_START - 2 * DAY },
      { key: 'e4', task_arn: 'task-3', status: 'RUNNING', start_time: SCAN_START - DAY },
    ];
    const finding = findingsOf(test, [cell('datasync-task', tasks), cell('datasync-execution', executions)]);
    assert.deepEqual(one(finding('task-never-ran')), {
      count: 1,
      notChecked: 1,
      found: ['us-east-1 task-1: AWS names no execution of it since it was created on 2026-11-12'],
    });
    assert.deepEqual(one(finding('task-last-run-failed')), {
      count: 1,
      notChecked: 2,
      found: ['us-east-1 task-2: its last run failed: Denied'],
    });
    assert.equal(
      finding('task-last-run-failed').notCheckedReason,
      'their last run is not among the executions of the last 30 days, or could not be read',
    );
  });

  it('name disabled schedules with who disabled them', (test) => {
    const schedule = { schedule: 'rate(1 day)', source_location_arn: 'loc-1' };
    const finding = findingsOf(test, [
      cell('datasync-task', [
        {
          ...schedule,
          key: 'a',
          schedule_status: 'DISABLED',
          disabled_by: 'SERVICE',
          disabled_reason: 'it failed',
          schedule_status_changed: SCAN_START - DAY,
        },
        { ...schedule, key: 'b', schedule_status: 'DISABLED', disabled_by: 'USER' },
        { ...schedule, key: 'c', schedule_status: 'DISABLED' },
        { ...schedule, key: 'd', schedule_status: 'ENABLED' },
        { ...schedule, key: 'e' },
        { key: 'f', source_location_arn: 'loc-1' },
      ]),
    ]);
    assert.deepEqual(one(finding('task-schedule-disabled')), {
      count: 3,
      notChecked: 1,
      found: [
        'us-east-1 a: disabled by SERVICE on 2026-11-20: it failed',
        'us-east-1 b: disabled by USER',
        'us-east-1 c: disabled, AWS does not say by whom',
      ],
    });
  });

  it('name locations that no task uses, only where every task of the region is known', (test) => {
    const finding = findingsOf(test, [
      cell('datasync-location', LOCATIONS),
      cell('datasync-task', TASKS),
      cell('datasync-location', [{ key: 'loc-9', location_arn: 'loc-9' }], { region: 'eu-west-1' }),
      cell('datasync-task', [], { region: 'eu-west-1', outcome: 'denied' }),
      cell('datasync-location', [{ key: 'loc-8', location_arn: 'loc-8' }], { region: 'eu-west-2' }),
      cell('datasync-task', [{ key: 'task-9', problem: 'denied' }], { region: 'eu-west-2' }),
      cell('datasync-location', [{ key: 'loc-7', location_arn: 'loc-7' }], { region: 'eu-west-3' }),
      cell('datasync-task', [], { region: 'eu-west-3' }),
    ]);
    const { count, notChecked, cellsNotRead, found } = finding('location-unused');
    assert.deepEqual(
      { count, notChecked, cellsNotRead, found },
      {
        count: 2,
        notChecked: 2,
        cellsNotRead: 1,
        found: [
          'us-east-1 loc-3: no task of its region reads or writes it',
          'eu-west-3 loc-7: no task of its region reads or writes it',
        ],
      },
    );
  });
});

describe('the findings of one row', () => {
  it('are those that it is among with the reason, the gravest first, then those not checked', (test) => {
    const file = `${temporaryFolder(test)}/row.scan`;
    const known = { source: 'vol-1', source_exists: 'yes', creation_time: SCAN_START - DAY, public: false };
    const unused = { ami_ids: [], ami_public: false, fast_restore_zones: [] };
    const rows = [
      {
        ...known,
        ...unused,
        key: 'a',
        status: 'error',
        status_message: 'no key',
        encrypted: false,
        shared_with: ['1'],
      },
      { ...known, ...unused, key: 'b', status: 'completed', encrypted: true, shared_with: ['not checked'] },
      { ...known, ...unused, key: 'c', status: 'completed', encrypted: true, shared_with: [] },
    ];
    makeScanFile(file, { cells: [cell('ebs-snapshot', rows)] });
    const reader = openScanReader(file);
    try {
      const said = [...reader.order({ tab: 'ebs', sort: null }).rows].map((row) =>
        findingsOfRow(reader.database, 'ebs', row).map(
          ({ title, severity, reason, isChecked }) =>
            `${isChecked ? severity : 'not checked'}: ${title}: ${reason}`,
        ),
      );
      assert.deepEqual(said, [
        [
          'high: EBS snapshots that failed: its status is error: no key',
          'medium: EBS snapshots that are shared: shared with 1; organization not known',
          'medium: EBS snapshots that are not encrypted: its data is not encrypted at rest',
        ],
        [
          'not checked: EBS snapshots that are shared: sharing was not asked for (--attributes or :ask attributes) or could not be read',
        ],
        [],
      ]);
      assert.deepEqual(findingsOfRow(reader.database, 'ebs', 999), []);
    } finally {
      reader.close();
    }
  });
});

describe('the registry of findings', () => {
  it('has every finding once, the gravest first, about columns that its tab has', () => {
    const ids = FINDINGS.map(({ id }) => id);
    assert.deepEqual(ids, [...new Set(ids)]);
    const grades = FINDINGS.map(({ severity }) => ['high', 'medium', 'low'].indexOf(severity));
    assert.deepEqual(
      grades,
      grades.toSorted((a, b) => a - b),
    );
    for (const { id, tab, reads, restsOn } of FINDINGS) {
      const columns = columnsOfTab(tab).map((column) => column.id);
      assert.deepEqual(
        reads.filter((column) => !columns.includes(column)),
        [],
        id,
      );
      const kinds = RESOURCE_KINDS.map((kind) => kind.id);
      assert.deepEqual(
        restsOn.filter((kind) => !kinds.includes(kind)),
        [],
        id,
      );
    }
  });

  it('tell of sources what is backed up badly, each with the reason of its row', (test) => {
    const found = madeSources(['vol-none', 'vol-late', 'vol-new', 'vol-ended'].map((id) => madeSource(id)));
    const made = (source: string, hours: number): Given => ({
      ...{ key: `of ${source}`, source, snapshot_id: `of ${source}`, status: 'completed', encrypted: true },
      creation_time: SCAN_START - hours * 3_600_000,
    });
    const rows = [made('vol-late', 90), made('vol-new', 2), made('vol-ended', 2)];
    const rules = [
      { match: 'source:vol-ended', exempt: 'scratch', until: '2026-11-01' },
      { match: 'source:vol-new', copies: { region: true } },
    ];
    const options = { protection: rules.map((rule) => JSON.stringify(rule)) };
    const of = findingsOf(test, [cell('ebs-snapshot', rows, { found })], { options });
    const age = 'newest backup of 2026-11-21 07:30, 2h 00m before the scan';
    assert.deepEqual(
      ['unprotected', 'late', 'rule-unmet', 'exemption-ended'].map((id) => [
        of(id).count,
        of(id).notChecked,
        of(id).found,
      ]),
      [
        [1, 0, ['us-east-1 vol-none: no backup of it is among EBS snapshots of us-east-1']],
        [
          1,
          0,
          ['us-east-1 vol-late: newest backup of 2026-11-17 15:30, 3d before the scan; 26h are allowed'],
        ],
        [0, 1, []],
        [1, 0, [`us-east-1 vol-ended: ${age}; its exemption (scratch) ended on 2026-11-01`]],
      ],
    );
    const denied = cell('ebs-snapshot', [], { outcome: 'denied', found });
    const untold = findingsOf(test, [{ ...denied, error: { code: 'AccessDenied', message: 'no' } }]);
    const { count, notChecked, cellsNotRead } = untold('unprotected');
    assert.deepEqual([count, notChecked, cellsNotRead], [0, 4, 1]);
  });

  it('tell which sources two back up, and what all but the dearest of those cost', (test) => {
    const found = madeSources(['vol-1', 'vol-2', 'vol-3', 'vol-4'].map((id) => madeSource(id)));
    const made = (source: string, plan: string, high: number | null): Given => ({
      ...{
        key: `of ${source} by ${plan}`,
        source,
        status: 'completed',
        origin: 'AWS Backup',
        backup_plan: plan,
      },
      ...{ creation_time: SCAN_START - 3_600_000, monthly_cost_low: 0, monthly_cost_high: high },
    });
    const rows = [
      ...[made('vol-1', 'nightly', 4), made('vol-1', 'weekly', 2.5)],
      ...[made('vol-2', 'nightly', null), made('vol-2', 'weekly', null)],
      ...[made('vol-3', 'nightly', 4), made('vol-4', 'not checked', 4)],
    ];
    const twice = findingsOf(test, [cell('ebs-snapshot', rows, { found })])('backed-up-twice');
    const makers = 'backed up by backup plan nightly and backup plan weekly';
    assert.deepEqual(one(twice), {
      ...{ count: 2, notChecked: 1 },
      found: [
        `us-east-1 vol-1: ${makers}: all but the dearest of them cost $0.00 to $2.50 a month`,
        `us-east-1 vol-2: ${makers}: what all but the dearest of them cost is not known`,
      ],
    });
    assert.deepEqual(twice.cost, { count: 2, low: 0, high: 2.5, withoutLow: 0, withoutHigh: 1 });
  });

  it('counts nothing of tabs that were not scanned', (test) => {
    const file = `${temporaryFolder(test)}/findings.scan`;
    makeScanFile(file, { cells: [cell('datasync-agent', [])] });
    const reader = openScanReader(file);
    assert.deepEqual(
      countFindings(reader.database).map(({ id, count }) => [id, count]),
      [['agent-offline', 0]],
    );
    reader.close();
  });

  it('opens a tab with the rows of any of its findings, and none for a finding of another tab', (test) => {
    const file = `${temporaryFolder(test)}/findings.scan`;
    makeScanFile(file, { cells: [cell('datasync-agent', AGENTS)] });
    const reader = openScanReader(file);
    const rows = (finding: string) => [...reader.order({ tab: 'agents', finding, sort: null }).rows];
    assert.deepEqual(rows('any'), [1]);
    assert.deepEqual(rows('agent-offline'), [1]);
    assert.deepEqual(rows('ebs-public'), []);
    reader.close();
  });
});
