/** FSx backups, by what AWS may answer, and over the real SDK and protocol from the simulated account. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Backup } from '@aws-sdk/client-fsx';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { checkedHandler } from '../../../source/aws/checked-handler.ts';
import type { ClientConfig, Operation } from '../../../source/aws/operation.ts';
import { SILENT_LOGGER } from '../../../source/aws/silent-logger.ts';
import { type DemoServer, type Fault, startDemoServer } from '../../../source/demo/server.ts';
import { fsxBackup } from '../../../source/kinds/fsx/fsx-backup.ts';
import { BACKUP_NOT_ASKED, BACKUP_NOT_ASKED_GIVEN } from '../../helpers/backup-not-asked.ts';
import {
  awsError,
  collectAll,
  FAKE_SCAN_START,
  type FakeContextSettings,
  fakeContext,
  inPages,
} from '../../helpers/fake-context.ts';

const ACCOUNT = 'us-east-1:123456789012';
const arnOf = (resource: string, place = ACCOUNT) => `arn:aws:fsx:${place}:${resource}`;
const KEY = `arn:aws:kms:${ACCOUNT}:key/k`;
const CREATED = new Date('2026-09-01T04:00:00Z');

const FILE_SYSTEM = {
  FileSystemId: 'fs-1',
  FileSystemType: 'WINDOWS',
  ResourceARN: arnOf('file-system/fs-1'),
  Tags: [{ Key: 'Name', Value: 'profiles-then' }],
} as const;

const BACKUP: Backup = {
  BackupId: 'backup-1',
  Lifecycle: 'AVAILABLE',
  Type: 'AUTOMATIC',
  ProgressPercent: 100,
  CreationTime: CREATED,
  KmsKeyId: KEY,
  ResourceARN: arnOf('backup/backup-1'),
  ResourceType: 'FILE_SYSTEM',
  SizeInBytes: 343_597_383_680,
  Tags: [{ Key: 'team', Value: 'media' }],
  FileSystem: { ...FILE_SYSTEM, Tags: [...FILE_SYSTEM.Tags] },
};

/** A backup of a volume of ONTAP. */
const OF_VOLUME: Backup = {
  ...BACKUP,
  BackupId: 'backup-2',
  ResourceARN: arnOf('backup/backup-2'),
  ResourceType: 'VOLUME',
  Volume: {
    VolumeId: 'fsvol-1',
    FileSystemId: 'fs-2',
    Name: 'projects_vol',
    ResourceARN: arnOf('volume/fs-2/fsvol-1'),
  },
  FileSystem: {
    FileSystemId: 'fs-2',
    FileSystemType: 'ONTAP',
    ResourceARN: arnOf('file-system/fs-2'),
  },
};

function region(
  backups: readonly unknown[],
  answers: FakeContextSettings['answers'] = {},
  options: FakeContextSettings['options'] = {},
) {
  return fakeContext({
    answers: {
      DescribeBackups: [{ Backups: backups }],
      DescribeFileSystems: [
        { FileSystems: [{ FileSystemId: 'fs-1', Tags: [{ Key: 'Name', Value: 'profiles' }] }] },
      ],
      DescribeVolumes: [{ Volumes: [{ VolumeId: 'fsvol-1', Name: 'projects_now' }] }],
      ...answers,
    },
    options,
  });
}

/** One backup's values. */
async function valuesOf(change: object, answers: FakeContextSettings['answers'] = {}) {
  const fake = region([{ ...BACKUP, ...change }], answers);
  const { rows, error } = await collectAll(fsxBackup, fake);
  assert.equal(error, undefined);
  const [row] = rows;
  assert.ok(row !== undefined);
  return { ...row, missing: fake.missing };
}

test('every column of a backup has its value', async () => {
  const { rows, error } = await collectAll(fsxBackup, region([BACKUP]));
  assert.equal(error, undefined);
  assert.deepEqual(rows, [
    {
      key: arnOf('backup/backup-1'),
      problem: null,
      values: {
        service: 'FSx',
        region: 'us-east-1',
        type: 'automated',
        snapshot_id: 'backup-1',
        source: 'fs-1',
        source_name: 'profiles',
        size: 343_597_383_680,
        status: 'AVAILABLE',
        creation_time: CREATED.getTime(),
        encrypted: true,
        account: '123456789012',
        across_accounts: null,
        source_account: '123456789012',
        file_system_type: 'WINDOWS',
        source_type: 'FILE_SYSTEM',
        name: null,
        source_exists: 'yes',
        origin: 'automated',
        progress: 100,
        status_message: null,
        kms_key: KEY,
        source_region: null,
        source_backup: null,
        source_arn: arnOf('file-system/fs-1'),
        file_system_arn: arnOf('file-system/fs-1'),
        backup_arn: arnOf('backup/backup-1'),
        ...BACKUP_NOT_ASKED,
        tags: [['team', 'media']],
        owner: null,
        deletability: null,
        deletability_reasons: null,
        monthly_cost_low: null,
        monthly_cost_high: null,
      },
    },
  ]);
});

test('a backup of an ONTAP volume is one of the volume, by its own listing', async () => {
  const fake = region([OF_VOLUME], { DescribeFileSystems: [awsError('AccessDeniedException')] });
  const { rows } = await collectAll(fsxBackup, fake);
  const { source, source_name, source_exists, source_arn, file_system_arn, file_system_type } =
    rows[0]?.values ?? {};
  assert.deepEqual(
    { source, source_name, source_exists, source_arn, file_system_arn, file_system_type },
    {
      source: 'fsvol-1',
      source_name: 'projects_now',
      source_exists: 'yes',
      source_arn: arnOf('volume/fs-2/fsvol-1'),
      file_system_arn: arnOf('file-system/fs-2'),
      file_system_type: 'ONTAP',
    },
  );
  assert.deepEqual(fake.missing, [], 'no backup needed the file systems');
});

test('a source that is gone keeps the name that it had', async () => {
  const gone = await valuesOf({}, { DescribeFileSystems: [{ FileSystems: [] }] });
  assert.equal(gone.values.source_exists, 'no');
  assert.equal(gone.values.source_name, 'profiles-then');
  const volume = await valuesOf(OF_VOLUME, { DescribeVolumes: [{ Volumes: [] }] });
  assert.equal(volume.values.source_exists, 'no');
  assert.equal(volume.values.source_name, 'projects_vol');
});

test('where its sources cannot be listed the cell is partial and nobody knows whether it is there', async () => {
  const denied = { DescribeFileSystems: [awsError('AccessDeniedException')] };
  const { values, missing } = await valuesOf({}, denied);
  assert.equal(values.source_exists, null);
  assert.equal(values.source_name, 'profiles-then');
  assert.deepEqual(missing, [{ what: 'source file systems', reason: 'AccessDeniedException' }]);
  const none = region([], denied);
  await collectAll(fsxBackup, none);
  assert.deepEqual(none.missing, [], 'a region without backups lacks nothing');
});

test('a copy names where it is from, and of its source nothing is known here', async () => {
  const { values } = await valuesOf({
    Type: 'USER_INITIATED',
    SourceBackupId: 'backup-0',
    SourceBackupRegion: 'eu-west-1',
    FileSystem: { ...FILE_SYSTEM, ResourceARN: arnOf('file-system/fs-1', 'eu-west-1:123456789012') },
  });
  assert.deepEqual(
    [values.origin, values.type, values.source_exists, values.source_backup, values.source_region],
    ['copy', 'manual', 'unknown', 'backup-0', 'eu-west-1'],
  );
  const ofAnother = await valuesOf({
    FileSystem: { ...FILE_SYSTEM, ResourceARN: arnOf('file-system/fs-1', 'us-east-1:999988887777') },
  });
  assert.equal(ofAnother.values.source_exists, 'unknown', 'of another account');
  // One of the two is enough: AWS need not give both.
  const byRegion = await valuesOf({ SourceBackupRegion: 'eu-west-1' });
  assert.equal(byRegion.values.source_exists, 'unknown', 'copied from another region');
  const byArn = await valuesOf({
    FileSystem: { ...FILE_SYSTEM, ResourceARN: arnOf('file-system/fs-1', 'eu-west-1:123456789012') },
  });
  assert.equal(byArn.values.source_exists, 'unknown', 'of another region');
  const here = await valuesOf({ SourceBackupId: '', SourceBackupRegion: 'us-east-1' });
  assert.deepEqual([here.values.source_exists, here.values.origin], ['yes', 'automated']);
});

test('a backup without a word for what it is of is one of its volume where it has one', async () => {
  const volume = await collectAll(fsxBackup, region([{ ...OF_VOLUME, ResourceType: undefined }]));
  assert.equal(volume.rows[0]?.values.source, 'fsvol-1');
  assert.equal((await valuesOf({ ResourceType: undefined })).values.source, 'fs-1');
});

test('a volume that is gone is called as it was then, by its own name before its tag', async () => {
  const then = async (change: object) => {
    const gone = { ...OF_VOLUME, Volume: { ...OF_VOLUME.Volume, VolumeId: 'fsvol-9', ...change } };
    return (await collectAll(fsxBackup, region([gone]))).rows[0]?.values.source_name;
  };
  const Tags = [{ Key: 'Name', Value: 'tagged' }];
  assert.equal(await then({ Tags }), 'projects_vol');
  assert.equal(await then({ Name: undefined, Tags }), 'tagged');
  assert.equal(await then({ Name: undefined }), null);
});

test('what made it is told by its type, by the tags of AWS Backup, or not at all', async () => {
  const originOf = async (change: object) => (await valuesOf(change)).values.origin;
  assert.equal(await originOf({ Type: 'AWS_BACKUP', SourceBackupId: 'backup-0' }), 'AWS Backup');
  assert.equal(
    await originOf({ Type: 'USER_INITIATED', Tags: [{ Key: 'aws:backup:source-resource', Value: 'x' }] }),
    'AWS Backup',
  );
  const tags = [{ Key: 'team' }, { Key: 'aws:backup:source-resource' }];
  assert.equal(await originOf({ Type: 'USER_INITIATED', Tags: tags }), 'AWS Backup');
  assert.equal(await originOf({ Type: 'USER_INITIATED' }), 'manual');
  assert.equal(await originOf({ Type: 'AUTOMATIC' }), 'automated');
  assert.equal(await originOf({ Type: 'CONTINUOUS' }), null);
  assert.equal((await valuesOf({ Type: 'CONTINUOUS' })).values.type, 'CONTINUOUS');
  assert.equal((await valuesOf({ Lifecycle: 'ARCHIVING' })).values.status, 'ARCHIVING');
});

test('what AWS leaves out stays unknown', async () => {
  const bare = await collectAll(fsxBackup, region([{ BackupId: 'backup-9' }]));
  const [row] = bare.rows;
  assert.equal(row?.key, 'backup-9');
  assert.equal(row?.problem, null);
  const given = Object.entries(row?.values ?? {}).filter(([, value]) => value !== null);
  assert.deepEqual(Object.fromEntries(given), {
    ...BACKUP_NOT_ASKED_GIVEN,
    service: 'FSx',
    region: 'us-east-1',
    snapshot_id: 'backup-9',
    account: '123456789012',
    source_exists: 'unknown',
    tags: [],
  });
  const nameless = await collectAll(fsxBackup, region([{}]));
  assert.equal(nameless.rows[0]?.key, undefined);
  assert.equal(nameless.rows[0]?.problem, 'AWS gave no identifier');
});

test('all pages are read, and --since keeps out what lies before', async () => {
  const at = (BackupId: string, day: string) => ({
    ...BACKUP,
    BackupId,
    ResourceARN: arnOf(`backup/${BackupId}`),
    CreationTime: new Date(day),
  });
  const pages = inPages([
    { Backups: [at('a', '2026-01-01T00:00:00Z'), at('b', '2026-02-01T00:00:00Z')] },
    { Backups: [at('c', '2026-03-01T00:00:00Z')] },
  ]);
  const since = Date.parse('2026-02-01T00:00:00Z');
  const { rows, cursors } = await collectAll(fsxBackup, region([], { DescribeBackups: pages }, { since }));
  assert.deepEqual(
    rows.map(({ values }) => values.snapshot_id),
    ['b', 'c'],
  );
  assert.deepEqual(cursors, ['page-1', null]);
});

/** What the row says that a fault befell. */
const PROBLEMS = {
  'missing-field': [],
  'unknown-enum': [],
  'missing-id': ['AWS gave no identifier'],
  'nonsense-row': ['Size is negative; Creation Time lies in the future'],
};

suite('FSx backups over the wire', () => {
  let server: DemoServer;
  const requestHandler = checkedHandler(new NodeHttpHandler());
  let config: ClientConfig;
  before(async () => {
    server = await startDemoServer({ size: 'small', now: FAKE_SCAN_START, latency: 0 });
    config = {
      region: 'us-east-1',
      endpoint: server.url,
      credentials: () => Promise.resolve({ accessKeyId: 'AKIASNAPDECKDEMO0000', secretAccessKey: 'none' }),
      maxAttempts: 1,
      requestHandler,
      logger: SILENT_LOGGER,
    };
  });
  after(async () => {
    requestHandler.destroy();
    await server.close();
  });

  const collect = async (faults: readonly Fault[] = []) => {
    server.setFaults(faults);
    const send = <Input, Output>(operation: Operation<Input, Output>, input: Input) =>
      operation.send(config, input, { abortSignal: new AbortController().signal });
    const fake = fakeContext({ answers: {}, send, place: { account: server.estate.account.id } });
    return { ...(await collectAll(fsxBackup, fake)), missing: fake.missing, callsOf: fake.callsOf };
  };

  test('are listed with pages of a hundred, of every type of file system, each once', async () => {
    const { rows, error, missing, callsOf } = await collect();
    assert.equal(error, undefined);
    assert.deepEqual(missing, []);
    assert.equal(rows.length, 6 * 28 + 4);
    assert.equal(new Set(rows.map(({ key }) => key)).size, rows.length);
    assert.equal(callsOf('DescribeBackups'), 2);
    const having = (column: string) => [...new Set(rows.map(({ values }) => values[column]))].sort();
    assert.deepEqual(having('file_system_type'), ['LUSTRE', 'ONTAP', 'OPENZFS', 'WINDOWS', null]);
    assert.deepEqual(having('origin'), ['AWS Backup', 'automated', 'copy', 'manual', null]);
    assert.deepEqual(having('source_exists'), ['no', 'unknown', 'yes']);
    assert.deepEqual(having('status'), ['ARCHIVING', 'AVAILABLE', 'CREATING', 'FAILED']);
    assert.deepEqual(
      rows.flatMap(({ problem }) => problem ?? []),
      [],
    );
  });

  test('are kept where a joined listing is denied; a listing of theirs that is denied is no empty one', async () => {
    const denied = await collect([{ service: 'fsx', operation: 'DescribeVolumes', effect: 'denied' }]);
    assert.equal(denied.error, undefined);
    assert.deepEqual(denied.missing, [{ what: 'source volumes', reason: 'AccessDeniedException' }]);
    const ofVolumes = denied.rows.filter(({ values }) => values.source_type === 'VOLUME');
    assert.equal(ofVolumes.length, 28);
    assert.deepEqual([...new Set(ofVolumes.map(({ values }) => values.source_exists))], [null]);
    const refused = await collect([{ service: 'fsx', operation: 'DescribeBackups', effect: 'denied' }]);
    assert.ok(refused.error instanceof Error);
    assert.equal(refused.error.name, 'AccessDeniedException');
  });

  test('are kept with what is wrong with them: a field missing, a word of tomorrow, no id', async () => {
    for (const effect of ['missing-field', 'unknown-enum', 'missing-id', 'nonsense-row'] as const) {
      const odd = await collect([
        { service: 'fsx', operation: 'DescribeBackups', effect, rows: 'first', times: 1 },
      ]);
      assert.equal(odd.error, undefined, effect);
      assert.equal(odd.rows.length, 6 * 28 + 4, effect);
      const problems = odd.rows.flatMap(({ problem }) => problem ?? []);
      assert.deepEqual(problems, PROBLEMS[effect], effect);
    }
  });
});
