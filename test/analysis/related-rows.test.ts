import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { type Related, relatedRows } from '../../source/analysis/related-rows.ts';
import { startingValues } from '../../source/analysis/relations.ts';
import { columnsOfTab, RESOURCE_KINDS } from '../../source/kinds/registry.ts';
import { relationsOf } from '../../source/kinds/relations.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { type MadeCell, makeScanFile, SCAN_START } from '../helpers/scan-files.ts';

const DAY = 86_400_000;
const ARN = 'arn:aws:datasync:us-east-1:123456789012';
const TASK = `${ARN}:task/task-1`;

const WORLD: readonly MadeCell[] = [
  {
    region: 'us-east-1',
    kind: 'datasync-task',
    outcome: 'done',
    rows: [
      {
        task_arn: TASK,
        task_name: 'nightly',
        source_location_arn: `${ARN}:location/loc-nfs`,
        destination_location_arn: `${ARN}:location/loc-s3`,
        latest_execution_arn: `${TASK}/execution/exec-2`,
      },
      { task_arn: `${ARN}:task/task-2`, task_name: 'not described' },
      { task_arn: `${ARN}:task/task-3`, source_location_arn: `${ARN}:location/loc-gone` },
    ],
  },
  {
    region: 'us-east-1',
    kind: 'datasync-location',
    outcome: 'done',
    rows: [
      {
        location_arn: `${ARN}:location/loc-nfs`,
        agent_arns: [`${ARN}:agent/agent-1`, `${ARN}:agent/agent-2`],
      },
      { location_arn: `${ARN}:location/loc-s3`, agent_arns: [] },
      {
        location_arn: `${ARN}:location/loc-efs`,
        efs_arn: 'arn:aws:elasticfilesystem:us-east-1:1:file-system/fs-1',
      },
    ],
  },
  {
    region: 'us-east-1',
    kind: 'datasync-agent',
    outcome: 'done',
    rows: [{ agent_arn: `${ARN}:agent/agent-1`, agent_name: 'dc1', status: 'ONLINE' }],
  },
  {
    region: 'us-east-1',
    kind: 'datasync-execution',
    outcome: 'done',
    rows: [
      { task_execution_arn: `${TASK}/execution/exec-1`, task_arn: TASK, start_time: SCAN_START - 2 * DAY },
      { task_execution_arn: `${TASK}/execution/exec-2`, task_arn: TASK, start_time: SCAN_START - DAY },
    ],
  },
  {
    region: 'us-east-1',
    kind: 'ebs-snapshot',
    outcome: 'done',
    rows: [
      { snapshot_id: 'snap-2', source: 'vol-1', creation_time: SCAN_START - DAY, size: 8, full_size: 5 },
      { snapshot_id: 'snap-1', source: 'vol-1', creation_time: SCAN_START - 3 * DAY, size: 8 },
      { snapshot_id: 'snap-3', source: 'vol-1', size: 8 },
      { snapshot_id: 'snap-4', source: null, ami_ids: ['ami-1'] },
    ],
  },
  {
    region: 'eu-west-1',
    kind: 'ebs-snapshot',
    outcome: 'done',
    rows: [{ snapshot_id: 'snap-9', source: 'vol-1', creation_time: SCAN_START }],
  },
  {
    region: 'us-east-1',
    kind: 'efs-recovery-point',
    outcome: 'done',
    rows: [
      {
        snapshot_id: 'point-1',
        source_arn: 'arn:aws:elasticfilesystem:us-east-1:1:file-system/fs-1',
        vault: 'a vault, "quoted"',
        creation_time: SCAN_START - DAY,
      },
    ],
  },
];

function relatedTo(tab: string, row: number, cells: readonly MadeCell[] = WORLD): Related | undefined {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'snapdeck-related-'));
  try {
    const file = path.join(folder, 'scan.sqlite');
    makeScanFile(file, { cells });
    const reader = openScanReader(file);
    try {
      return relatedRows(reader, tab, row);
    } finally {
      reader.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Relation, count, and the row that comes first. */
function counted(related: Related | undefined) {
  return related?.rows.map(({ relation, count, first }) => [relation, count, first?.row ?? null]);
}

describe('the latest execution of a task', () => {
  const latest = (row: number, cells: readonly MadeCell[]) =>
    relatedTo('tasks', row, cells)?.rows.find(({ relation }) => relation === 'latest-execution');
  const cells = (
    executions: readonly Readonly<Record<string, string | number>>[],
    task: Readonly<Record<string, string>> = {},
  ): readonly MadeCell[] => [
    { region: 'us-east-1', kind: 'datasync-task', outcome: 'done', rows: [{ task_arn: TASK, ...task }] },
    {
      region: 'us-east-1',
      kind: 'datasync-execution',
      outcome: 'done',
      rows: executions.map((one) => ({ task_arn: TASK, ...one })),
    },
  ];
  const older = { task_execution_arn: 'exec-1', start_time: SCAN_START - 2 * DAY };
  const newer = { task_execution_arn: 'exec-2', start_time: SCAN_START - DAY };

  test('is the newest of its rows where the task does not say', () => {
    const { values, count, first } = latest(1, cells([newer, older])) ?? {};
    assert.deepEqual([values, count, first?.values.task_execution_arn], [['exec-2'], 1, 'exec-2']);
  });

  test('is the one that the task says, not the newest', () => {
    const { values, count } = latest(1, cells([newer, older], { latest_execution_arn: 'exec-1' })) ?? {};
    assert.deepEqual([values, count], [['exec-1'], 1]);
  });

  test('is not known where there is no row, or none with a time', () => {
    assert.equal(latest(1, cells([]))?.count, null);
    assert.equal(latest(1, cells([{ task_execution_arn: 'exec-1' }]))?.count, null);
  });
});

describe('relations', () => {
  test('name columns and tabs that there are', () => {
    for (const { id: kind, columns } of RESOURCE_KINDS) {
      const relations = relationsOf(kind);
      const own = columns.map(({ id }) => id);
      for (const { id, tab, column, from, through, newest, alsoSame, shared } of relations) {
        const target = columnsOfTab(tab).map((known) => known.id);
        if (shared !== null) {
          const told = [shared.of, shared.with, shared.isPublic].filter((id) => !own.includes(id));
          assert.deepEqual(told, [], `${kind} ${id} of what is shared`);
          assert.ok(target.includes(shared.made.column), `${kind} ${id} counts ${shared.made.column}`);
        }
        assert.ok(target.includes(column), `${kind} ${id} leads to ${tab}.${column}`);
        if (newest !== null) assert.ok(target.includes(newest), `${kind} ${id} by ${newest}`);
        for (const both of alsoSame)
          assert.ok(target.includes(both) && own.includes(both), `${kind} ${id} with the same ${both}`);
        for (const start of from) assert.ok(own.includes(start), `${kind} ${id} from ${start}`);
        if (through === undefined) continue;
        const between = columnsOfTab(through.tab).map((known) => known.id);
        assert.ok(
          between.includes(through.column) && between.includes(through.take),
          `${kind} ${id} through`,
        );
      }
      assert.equal(new Set(relations.map(({ id }) => id)).size, relations.length, `ids of ${kind}`);
    }
    assert.deepEqual(relationsOf('kind-of-a-newer-version'), []);
  });

  test('start from what is known of a row: unknown is not none', () => {
    const [some] = relationsOf('datasync-task');
    if (some === undefined) throw new Error('no relation');
    const from = { ...some, from: ['one', 'list'] };
    const row = (one: string | null, list: readonly string[] | null, problem: string | null = null) => ({
      values: { one, list },
      problem,
    });
    assert.equal(startingValues(from, row(null, null)), null);
    assert.deepEqual(startingValues(from, row(null, [])), []);
    assert.deepEqual(startingValues(from, row('a', ['b', 'a'])), ['a', 'b']);
    assert.deepEqual(startingValues({ ...from, blankIsNone: true }, row(null, null)), []);
    assert.equal(startingValues({ ...from, blankIsNone: true }, row(null, null, 'not described')), null);
  });
});

describe('what is related to a row', () => {
  test('of a task: its locations, their agents and its executions, the newest first', () => {
    assert.deepEqual(counted(relatedTo('tasks', 1)), [
      ['source', 1, 1],
      ['destination', 1, 2],
      ['agents', 1, 1],
      ['latest-execution', 1, 2],
      ['executions', 2, 2],
    ]);
  });

  test('of a task that was not described: nobody knows its locations', () => {
    assert.deepEqual(counted(relatedTo('tasks', 2)), [
      ['source', null, null],
      ['destination', null, null],
      ['agents', null, null],
      ['latest-execution', null, null],
      ['executions', 0, null],
    ]);
  });

  test('of a task whose location is gone: none is found, and its agents are not known', () => {
    assert.deepEqual(counted(relatedTo('tasks', 3))?.slice(0, 3), [
      ['source', 0, null],
      ['destination', null, null],
      ['agents', null, null],
    ]);
  });

  test('of a location: its tasks, its agents and the recovery points of its file system', () => {
    assert.deepEqual(counted(relatedTo('locations', 1)), [
      ['read-by', 1, 1],
      ['written-by', 0, null],
      ['agents', 1, 1],
      ['recovery-points', null, null],
    ]);
    assert.deepEqual(counted(relatedTo('locations', 2))?.[2], ['agents', 0, null]);
    assert.deepEqual(counted(relatedTo('locations', 3))?.[3], ['recovery-points', 1, 1]);
  });

  test('of an agent: its locations, and the tasks that read or write by it', () => {
    assert.deepEqual(counted(relatedTo('agents', 1)), [
      ['locations', 1, 1],
      ['read-through', 1, 1],
      ['written-through', 0, null],
    ]);
  });

  test('of an execution: its task and that one’s other executions', () => {
    assert.deepEqual(counted(relatedTo('executions', 1)), [
      ['task', 1, 1],
      ['executions', 2, 2],
    ]);
  });

  test('of a snapshot: those of its volume in its region, with their times and sizes', () => {
    const related = relatedTo('ebs', 1);
    assert.deepEqual(counted(related), [
      ['same-source', 3, 1],
      ['same-ami', null, null],
      ['copies', 0, null],
      ['volumes-of-it', 0, null],
    ]);
    assert.deepEqual(related?.timeline, [
      { row: 2, time: SCAN_START - 3 * DAY, size: 8, fullSize: null },
      { row: 1, time: SCAN_START - DAY, size: 8, fullSize: 5 },
    ]);
  });

  test('of a copy: no timeline, as its source is not known; its images by their snapshots, the scan being of none', () => {
    const related = relatedTo('ebs', 4);
    assert.deepEqual(counted(related), [
      ['same-source', null, null],
      ['same-ami', 1, 4],
      ['copies', 0, null],
      ['volumes-of-it', 0, null],
      ['shared-images', 0, null],
    ]);
    assert.equal(related?.timeline, null);
  });

  test('of a recovery point: its file system, its vault and the locations on it', () => {
    assert.deepEqual(counted(relatedTo('efs', 1)), [
      ['same-source', 1, 1],
      ['same-vault', 1, 1],
      ['at-source', 0, null],
      ['copies', null, null],
      ['locations', 1, 3],
    ]);
  });

  test('that is gone is nothing', () => {
    assert.equal(relatedTo('ebs', 99), undefined);
    assert.equal(relatedTo('no-such-tab', 1), undefined);
  });
});
