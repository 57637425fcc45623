/** DynamoDB: tables and their backups of every type, and what the two listings answer. */

import { type Collection, collectionOf, type Row } from '../estate/collection.ts';
import { daysBefore, type RegionContext, rowRandom } from '../estate/context.ts';
import { hostileJsonTexts } from '../estate/hostile-texts.ts';
import type { RegionEstate } from '../estate/index.ts';
import { namingFor } from '../estate/names.ts';
import { type Call, fail } from '../protocols/call.ts';
import type { Random } from '../random.ts';
import type { DemoService, World } from './operation.ts';
import { type Paging, pageOf } from './paging.ts';

/** What a region has of DynamoDB. */
interface DynamodbEstate {
  /** Rows with nothing but a name each. */
  readonly tables: Collection;
  readonly unbacked: Pick<Table, 'name' | 'arn'> | undefined;
  /** What is told of one table. */
  readonly byName: ReadonlyMap<string, { readonly table: Row; readonly continuous: Row }>;
  readonly backups: Collection;
}

/** A table that backups are made of. */
interface Table {
  readonly name: string;
  readonly id: string;
  readonly arn: string;
  readonly isGone: boolean;
  /** Point-in-time recovery is on. */
  readonly isContinuous: boolean;
}

/** What each holds, and for which service of the company. */
const holdings = [
  ['label-printing', 'jobs'],
  ['forecasting', 'features'],
  ['wms', 'stock-events'],
  ['declarations', 'drafts'],
  ['kpi', 'counters'],
  ['sap', 'outbox'],
] as const;

/** Without any backup: one that is restored by time, and one that is not. */
const unbacked = [
  ['booking', 'carts'],
  ['track-and-trace', 'subscriptions'],
] as const;

/** Backups of a table; those of the busiest region are more than a page. */
const backupsOf = (region: string) => (region === 'us-east-1' ? 24 : 7);

const invalid = (message: string): never => fail('ValidationException', 400, message);

const paging = (list: string, start: string, last: string): Paging => ({
  size: 'Limit',
  token: start,
  nextToken: last,
  list,
  limits: { low: 1, high: 100, default: 100 },
  badSize: (value) => invalid(`Limit must be between 1 and 100: ${value}`),
  badToken: () => invalid(`The provided ${start} is not valid.`),
});

const tablePaging = paging('TableNames', 'ExclusiveStartTableName', 'LastEvaluatedTableName');
const backupPaging = paging('BackupSummaries', 'ExclusiveStartBackupArn', 'LastEvaluatedBackupArn');

/** The simulated DynamoDB; it speaks JSON 1.0, which differs from 1.1 in the name of its content type. */
export const dynamodb: DemoService = {
  protocol: 'json-1-1',
  target: 'DynamoDB_20120810',
  operations: {
    ListBackups: (call, world) => {
      const type = call.parameters.text('BackupType') ?? 'USER';
      return pageOf(call, estateOf(world).backups, backupPaging, {
        // AWS Backup's have to be asked for: "all" are those of DynamoDB itself.
        keeps: ({ BackupType }) => (type === 'ALL' ? BackupType !== 'AWS_BACKUP' : BackupType === type),
      });
    },
    ListTables: (call, world) => {
      const { tables } = estateOf(world);
      const { body, page } = pageOf(call, tables, tablePaging);
      const { TableNames: rows } = body;
      const names = Array.isArray(rows) ? rows.map(({ TableName }: Row) => TableName) : rows;
      return { body: { ...body, TableNames: names }, ...(page === undefined ? {} : { page }) };
    },
    DescribeTable: (call, world) => ({ body: { Table: tableOf(call, world).table } }),
    DescribeContinuousBackups: (call, world) => ({
      body: { ContinuousBackupsDescription: tableOf(call, world).continuous },
    }),
  },
};

function tableOf({ parameters }: Call, world: World) {
  const name = parameters.text('TableName') ?? '';
  const known = estateOf(world).byName.get(name);
  return (
    known ?? fail('ResourceNotFoundException', 400, `Requested resource not found: Table: ${name} not found`)
  );
}

const made = new WeakMap<RegionEstate, DynamodbEstate>();

/** The backups of a region. */
export const dynamodbBackups = (world: World): Collection => estateOf(world).backups;

/** A table of the region that has no backup of any kind. */
export const tableWithoutBackup = (
  world: World,
): { readonly name: string; readonly arn: string } | undefined => estateOf(world).unbacked;

function estateOf({ region: rows }: World): DynamodbEstate {
  const known = made.get(rows);
  if (known !== undefined) return known;
  const fresh = dynamodbEstate(rows.context);
  made.set(rows, fresh);
  return fresh;
}

function dynamodbEstate(context: RegionContext): DynamodbEstate {
  const { counts, owner, region } = context;
  const random = rowRandom(context, 'dynamodb');
  const most = region === 'us-east-1' ? holdings.length : 2;
  const count = owner.hasRareCases && counts.fileSystems > 0 ? most : Math.min(most, counts.fileSystems >> 1);
  const tables = Array.from({ length: count }, (_, index) => tableAt(context, random(index), index));
  const others =
    count === 0
      ? []
      : unbacked.map(([service, role], index) => ({
          ...tableNamed(context, random(500 + index), service, role),
          isContinuous: index === 0,
        }));
  const backups = tables.flatMap((table, index) =>
    Array.from({ length: backupsOf(region) }, (_, place) =>
      backupAt(context, table, random(1000 * (index + 1) + place), place),
    ),
  );
  const present = [...tables.filter(({ isGone }) => !isGone), ...others];
  return {
    unbacked: others.at(-1),
    tables: collectionOf(present.map(({ name }) => ({ TableName: name }))),
    byName: new Map(present.map((table, index) => [table.name, toldOf(context, table, random(600 + index))])),
    backups: collectionOf([
      ...backups,
      ...tables.slice(0, 1).flatMap((table) => specimens(context, table, random(999_999))),
    ]),
  };
}

function tableAt(context: RegionContext, random: Random, index: number): Table {
  const [service, role] = holdings[index % holdings.length] ?? holdings[0];
  return {
    ...tableNamed(context, random, service, role),
    isGone: index === 4,
    isContinuous: index % 3 === 0,
  };
}

function tableNamed({ owner, region }: RegionContext, random: Random, service: string, role: string): Table {
  const { name } = namingFor(service, 'prod', role);
  const arn = `arn:aws:dynamodb:${region}:${owner.id}:table/${name}`;
  return { name, id: tableId(random), arn, isGone: false, isContinuous: false };
}

function toldOf({ now }: RegionContext, { name, id, arn, isContinuous }: Table, random: Random) {
  const [from, to] = [daysBefore(now, 35), daysBefore(now, 5 / 1440)];
  return {
    table: {
      ...{ TableName: name, TableId: id, TableArn: arn, TableStatus: 'ACTIVE' },
      CreationDateTime: daysBefore(now, random.between(60, 900)),
      TableSizeBytes: random.between(1, 400) * 1024 ** 3,
    },
    continuous: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: {
        PointInTimeRecoveryStatus: isContinuous ? 'ENABLED' : 'DISABLED',
        ...(isContinuous ? { EarliestRestorableDateTime: from, LatestRestorableDateTime: to } : {}),
      },
    },
  };
}

function tableId(random: Random): string {
  return [8, 4, 4, 4, 12].map((digits) => random.hex(digits)).join('-');
}

/** Every fifth week one of AWS Backup, the others made by a script on demand; a table that is gone has its last one. */
function backupAt(context: RegionContext, table: Table, random: Random, place: number): Row {
  if (table.isGone && place === 0) return ofDeletedTable(context, table, random, 11);
  return {
    ...backupOf(table, random, daysBefore(context.now, 7 * place + (table.isGone ? 12 : 0.3))),
    BackupName: context.hostile ? hostileJsonTexts[place % hostileJsonTexts.length] : `${table.name}-weekly`,
    BackupType: place % 5 === 4 ? 'AWS_BACKUP' : 'USER',
    BackupSizeBytes: random.between(1, 400) * 1024 ** 3,
  };
}

function backupOf(table: Table, random: Random, created: Date): Row {
  return {
    TableName: table.name,
    TableId: table.id,
    TableArn: table.arn,
    BackupArn: `${table.arn}/backup/${String(created.getTime()).padStart(14, '0')}-${random.hex(8)}`,
    BackupCreationDateTime: created,
    BackupStatus: 'AVAILABLE',
  };
}

function ofDeletedTable(context: RegionContext, table: Table, random: Random, days: number): Row {
  return {
    ...backupOf(table, random, daysBefore(context.now, days)),
    BackupName: `${table.name}$DeletedTableBackup`,
    BackupType: 'SYSTEM',
    BackupSizeBytes: random.between(1, 400) * 1024 ** 3,
    BackupExpiryDateTime: daysBefore(context.now, days - 35),
  };
}

/** The rare kinds of backup, once in every region that has tables. */
function specimens(context: RegionContext, table: Table, random: Random): Row[] {
  const { now } = context;
  const before: Table = { ...table, id: tableId(random) };
  return [
    // Under way: no size yet.
    {
      ...backupOf(table, random, daysBefore(now, 0.01)),
      BackupName: `${table.name}-before-upgrade`,
      BackupType: 'USER',
      BackupStatus: 'CREATING',
    },
    // Of a table that had the same name: another table has it now.
    ofDeletedTable(context, before, random, 20),
    // A type and a status of tomorrow, and next to nothing else.
    {
      BackupArn: `${table.arn}/backup/01400000000000-${random.hex(8)}`,
      BackupType: 'CONTINUOUS',
      BackupStatus: 'ARCHIVING',
      BackupCreationDateTime: daysBefore(now, 3),
    },
  ];
}
