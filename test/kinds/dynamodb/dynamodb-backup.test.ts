/** DynamoDB backups, by what AWS may answer, and over the real SDK and protocol from the simulated account. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { BackupSummary } from '@aws-sdk/client-dynamodb';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { checkedHandler } from '../../../source/aws/checked-handler.ts';
import type { ClientConfig, Operation } from '../../../source/aws/operation.ts';
import { SILENT_LOGGER } from '../../../source/aws/silent-logger.ts';
import { type DemoServer, type Fault, startDemoServer } from '../../../source/demo/server.ts';
import { dynamodbBackup } from '../../../source/kinds/dynamodb/dynamodb-backup.ts';
import { BACKUP_NOT_ASKED, BACKUP_NOT_ASKED_GIVEN } from '../../helpers/backup-not-asked.ts';
import {
  awsError,
  collectAll,
  FAKE_SCAN_START,
  type FakeContextSettings,
  fakeContext,
  inPages,
} from '../../helpers/fake-context.ts';

const TABLE = 'arn:aws:dynamodb:us-east-1:123456789012:table/orders';
const CREATED = new Date('2026-09-01T04:00:00Z');

const BACKUP: BackupSummary = {
  TableName: 'orders',
  TableId: '0a1b2c3d-4e5f-4607-8192-a3b4c5d6e7f8',
  TableArn: TABLE,
  BackupArn: `${TABLE}/backup/01788235200000-73d8d5bc`,
  BackupName: 'orders-before-reindex',
  BackupCreationDateTime: CREATED,
  BackupStatus: 'AVAILABLE',
  BackupType: 'USER',
  BackupSizeBytes: 48_318_382_080,
};

type Answer = object | Error;

/** A region that answers alike for both listings of backups, but that AWS Backup has none unless it is said. */
function region(
  backups: Answer | ((input: Record<string, unknown>) => Answer),
  {
    ofBackup = { BackupSummaries: [] },
    tables = [{ TableNames: ['orders'] }],
    options = {},
  }: {
    readonly ofBackup?: Answer;
    readonly tables?: FakeContextSettings['answers'][string];
    readonly options?: FakeContextSettings['options'];
  } = {},
) {
  return fakeContext({
    answers: {
      ListBackups: (input) =>
        input.BackupType === 'AWS_BACKUP'
          ? ofBackup
          : typeof backups === 'function'
            ? backups(input)
            : backups,
      ListTables: tables,
    },
    options,
  });
}

/** One backup's values. */
async function valuesOf(change: object, more: Parameters<typeof region>[1] = {}) {
  const fake = region({ BackupSummaries: [{ ...BACKUP, ...change }] }, more);
  const { rows, error } = await collectAll(dynamodbBackup, fake);
  assert.equal(error, undefined);
  const [row] = rows;
  assert.ok(row !== undefined);
  return { ...row, missing: fake.missing };
}

test('every column of a backup has its value', async () => {
  const expires = new Date('2026-10-06T04:00:00Z');
  const { rows, error } = await collectAll(
    dynamodbBackup,
    region({ BackupSummaries: [{ ...BACKUP, BackupExpiryDateTime: expires }] }),
  );
  assert.equal(error, undefined);
  assert.deepEqual(rows, [
    {
      key: `${TABLE}/backup/01788235200000-73d8d5bc`,
      problem: null,
      values: {
        service: 'DynamoDB',
        region: 'us-east-1',
        type: 'manual',
        snapshot_id: '01788235200000-73d8d5bc',
        source: 'orders',
        source_name: 'orders',
        size: 48_318_382_080,
        status: 'AVAILABLE',
        creation_time: CREATED.getTime(),
        encrypted: true,
        account: '123456789012',
        name: 'orders-before-reindex',
        source_exists: 'yes',
        origin: 'manual',
        expires_at: expires.getTime(),
        table_id: '0a1b2c3d-4e5f-4607-8192-a3b4c5d6e7f8',
        table_arn: TABLE,
        source_account: '123456789012',
        across_accounts: null,
        backup_arn: `${TABLE}/backup/01788235200000-73d8d5bc`,
        ...BACKUP_NOT_ASKED,
        deletability: null,
        deletability_reasons: null,
        monthly_cost_low: null,
        monthly_cost_high: null,
      },
    },
  ]);
});

test('both listings are asked for the largest pages, and the tables once', async () => {
  const fake = region({ BackupSummaries: [] });
  await collectAll(dynamodbBackup, fake);
  const asked = fake.calls.map(({ action, input }) => [action, input.BackupType ?? null, input.Limit]);
  assert.deepEqual(asked.sort(), [
    ['dynamodb:ListBackups', 'ALL', 100],
    ['dynamodb:ListBackups', 'AWS_BACKUP', 100],
    ['dynamodb:ListTables', null, 100],
  ]);
});

test('a table that is not listed is gone, and has no name any more', async () => {
  const { values } = await valuesOf({ TableName: 'order' });
  assert.deepEqual([values.source_exists, values.source, values.source_name], ['no', 'order', null]);
});

test('tables are found on every page of their listing', async () => {
  const pages = [
    { TableNames: ['a'], LastEvaluatedTableName: 'a' },
    { TableNames: ['b'], LastEvaluatedTableName: 'b' },
    { TableNames: ['orders'] },
  ];
  const tables = (input: Record<string, unknown>) =>
    pages[['a', 'b'].indexOf(String(input.ExclusiveStartTableName)) + 1] ?? awsError('UnscriptedCall');
  assert.equal((await valuesOf({}, { tables })).values.source_exists, 'yes');
});

test('a backup that DynamoDB made of a table as it deleted it is of none, whatever has its name now', async () => {
  const denied = [awsError('AccessDeniedException')];
  for (const tables of [[{ TableNames: ['orders'] }], denied]) {
    const { values, missing } = await valuesOf({ BackupType: 'SYSTEM' }, { tables });
    assert.deepEqual([values.source_exists, values.origin, values.type], ['no', 'automated', 'automated']);
    assert.deepEqual(missing, [], 'it needed no listing');
  }
});

test('where the tables cannot be listed the cell is partial and nobody knows whether one is there', async () => {
  const tables = [awsError('AccessDeniedException')];
  const { values, missing } = await valuesOf({}, { tables });
  assert.deepEqual([values.source_exists, values.source_name], [null, null]);
  assert.deepEqual(missing, [{ what: 'source tables', reason: 'AccessDeniedException' }]);
  const none = region({ BackupSummaries: [] }, { tables });
  await collectAll(dynamodbBackup, none);
  assert.deepEqual(none.missing, [], 'a region without backups lacks nothing');
});

test('of a table elsewhere nothing is known here', async () => {
  for (const place of ['eu-west-1:123456789012', 'us-east-1:999988887777'])
    for (const BackupType of ['AWS_BACKUP', 'SYSTEM']) {
      const TableArn = `arn:aws:dynamodb:${place}:table/orders`;
      assert.equal((await valuesOf({ TableArn, BackupType })).values.source_exists, 'unknown');
    }
});

test('backups of AWS Backup are by AWS Backup, wherever they are listed, and once', async () => {
  const VAULT = 'arn:aws:backup:us-east-1:123456789012:recovery-point:1EB3B5E7-9EB0-435A-A80B-108B488B0D45';
  const [own, shared, inVault] = [
    BACKUP,
    { ...BACKUP, BackupArn: `${TABLE}/backup/2-b`, BackupType: 'AWS_BACKUP' },
    { ...BACKUP, BackupArn: VAULT, BackupType: undefined },
  ];
  const { rows } = await collectAll(
    dynamodbBackup,
    region({ BackupSummaries: [own, shared] }, { ofBackup: { BackupSummaries: [shared, inVault] } }),
  );
  const told = rows.map(({ values }) => [values.snapshot_id, values.origin, values.type]);
  assert.deepEqual(told.sort(), [
    ['01788235200000-73d8d5bc', 'manual', 'manual'],
    ['2-b', 'AWS Backup', 'automated'],
    [VAULT, 'AWS Backup', null],
  ]);
});

test('that those of AWS Backup could not be listed leaves the others, and the cell partial', async () => {
  const fake = region({ BackupSummaries: [BACKUP] }, { ofBackup: awsError('AccessDeniedException') });
  const { rows, error } = await collectAll(dynamodbBackup, fake);
  assert.equal(error, undefined);
  assert.equal(rows.length, 1);
  assert.deepEqual(fake.missing, [{ what: 'backups of AWS Backup', reason: 'AccessDeniedException' }]);
});

test('what AWS leaves out stays unknown, and words of tomorrow are kept', async () => {
  const { rows } = await collectAll(dynamodbBackup, region({ BackupSummaries: [{}] }));
  const [row] = rows;
  assert.equal(row?.key, undefined);
  assert.equal(row?.problem, 'AWS gave no identifier');
  const given = Object.entries(row?.values ?? {}).filter(([, value]) => value !== null);
  assert.deepEqual(Object.fromEntries(given), {
    ...BACKUP_NOT_ASKED_GIVEN,
    service: 'DynamoDB',
    region: 'us-east-1',
    account: '123456789012',
    encrypted: true,
    source_exists: 'unknown',
  });
  const { values } = await valuesOf({ BackupType: 'CONTINUOUS', BackupStatus: 'ARCHIVING' });
  assert.deepEqual([values.type, values.status, values.origin], ['CONTINUOUS', 'ARCHIVING', null]);
});

test('all pages are read, and --since keeps out what lies before', async () => {
  const at = (id: string, day: string) => ({
    ...BACKUP,
    BackupArn: `${TABLE}/backup/${id}`,
    BackupCreationDateTime: new Date(day),
  });
  const pages = inPages(
    [
      { BackupSummaries: [at('a', '2026-01-01T00:00:00Z'), at('b', '2026-02-01T00:00:00Z')] },
      { BackupSummaries: [at('c', '2026-03-01T00:00:00Z')] },
    ],
    { ask: 'ExclusiveStartBackupArn', answer: 'LastEvaluatedBackupArn' },
  );
  const since = Date.parse('2026-02-01T00:00:00Z');
  const { rows, error } = await collectAll(dynamodbBackup, region(pages, { options: { since } }));
  assert.equal(error, undefined);
  assert.deepEqual(
    rows.map(({ values }) => values.snapshot_id),
    ['b', 'c'],
  );
});

/** What the row says that a fault befell. */
const PROBLEMS = {
  'missing-field': [],
  'unknown-enum': [],
  'missing-id': ['AWS gave no identifier'],
  'nonsense-row': ['Size is negative; Creation Time lies in the future'],
  'malformed-value': [
    'BackupCreationDateTime cannot be read: the day before; BackupSizeBytes cannot be read: plenty',
  ],
};

suite('DynamoDB backups over the wire', () => {
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

  const ALL = 6 * 24 + 3;
  const collect = async (faults: readonly Fault[] = []) => {
    server.setFaults(faults);
    const send = <Input, Output>(operation: Operation<Input, Output>, input: Input) =>
      operation.send(config, input, { abortSignal: new AbortController().signal });
    const fake = fakeContext({ answers: {}, send, place: { account: server.estate.account.id } });
    return { ...(await collectAll(dynamodbBackup, fake)), missing: fake.missing, callsOf: fake.callsOf };
  };

  test('are listed with pages of a hundred, of every type, each once', async () => {
    const { rows, error, missing, callsOf } = await collect();
    assert.equal(error, undefined);
    assert.deepEqual(missing, []);
    assert.equal(rows.length, ALL);
    assert.equal(new Set(rows.map(({ key }) => key)).size, ALL);
    assert.equal(callsOf('ListBackups'), 3);
    const having = (column: string) => [...new Set(rows.map(({ values }) => values[column]))].sort();
    assert.deepEqual(having('origin'), ['AWS Backup', 'automated', 'manual', null]);
    assert.deepEqual(having('source_exists'), ['no', 'unknown', 'yes']);
    assert.deepEqual(having('status'), ['ARCHIVING', 'AVAILABLE', 'CREATING']);
    assert.deepEqual(
      rows.flatMap(({ problem }) => problem ?? []),
      [],
    );
  });

  test('are kept where the tables are denied; a listing of theirs that is denied is no empty one', async () => {
    const denied = await collect([{ service: 'dynamodb', operation: 'ListTables', effect: 'denied' }]);
    assert.equal(denied.error, undefined);
    assert.deepEqual(denied.missing, [{ what: 'source tables', reason: 'AccessDeniedException' }]);
    assert.equal(denied.rows.length, ALL);
    const refused = await collect([{ service: 'dynamodb', operation: 'ListBackups', effect: 'denied' }]);
    assert.ok(refused.error instanceof Error);
    assert.equal(refused.error.name, 'AccessDeniedException');
  });

  test('are kept with what is wrong with them: a field missing or malformed, a word of tomorrow, no id', async () => {
    for (const effect of [
      'missing-field',
      'unknown-enum',
      'missing-id',
      'nonsense-row',
      'malformed-value',
    ] as const) {
      const odd = await collect([
        { service: 'dynamodb', operation: 'ListBackups', match: 'ALL', effect, rows: 'first', times: 1 },
      ]);
      assert.equal(odd.error, undefined, effect);
      assert.equal(odd.rows.length, ALL, effect);
      const problems = odd.rows.flatMap(({ problem }) => problem ?? []);
      assert.deepEqual(problems, PROBLEMS[effect], effect);
    }
  });
});
