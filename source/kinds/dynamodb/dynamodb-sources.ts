/** DynamoDB tables as they are listed: what backups are of, and what there is to protect. */
import type { DescribeContinuousBackupsCommandOutput, TableDescription } from '@aws-sdk/client-dynamodb';
import { valueProblems } from '../../aws/value-problems.ts';
import type { Place } from '../../model/columns.ts';
import type { CollectContext } from '../define/collect-context.ts';
import type { ListedSource } from '../define/listed-source.ts';
import type { Tables } from './dynamodb-backup-row.ts';

type DynamoDb = typeof import('../../aws/dynamodb.ts');
type Continuous = DescribeContinuousBackupsCommandOutput['ContinuousBackupsDescription'];

/** The tables of a region. */
interface ListedTables {
  readonly byName: Tables;
  readonly sources: readonly ListedSource[];
}

/** What was asked of one table; undefined: AWS would not say. */
interface AskedTable {
  readonly table: TableDescription | undefined;
  readonly continuous: Continuous;
}

/** The region's tables; with `--attributes` each is asked for by itself, too. */
export async function listTables(context: CollectContext, dynamodb: DynamoDb): Promise<ListedTables> {
  const byName = new Map<string, string | undefined>();
  const sources: ListedSource[] = [];
  for await (const { TableNames = [] } of context.pages(dynamodb.listTables, {})) {
    const asked = context.options.attributes
      ? await Promise.all(TableNames.map((name) => askTable(context, dynamodb, name)))
      : [];
    for (const [index, name] of TableNames.entries()) {
      byName.set(name, asked[index]?.table?.TableId);
      sources.push(tableSource(name, asked[index], context.place));
    }
  }
  return { byName, sources };
}

async function askTable(context: CollectContext, dynamodb: DynamoDb, name: string): Promise<AskedTable> {
  const [described, backups] = await Promise.all([
    context.optional(`table ${name}`, context.call(dynamodb.describeTable, { TableName: name })),
    context.optional(
      `continuous backups of table ${name}`,
      context.call(dynamodb.describeContinuousBackups, { TableName: name }),
    ),
  ]);
  return { table: described?.Table, continuous: backups?.ContinuousBackupsDescription };
}

function tableSource(
  name: string,
  asked: AskedTable | undefined,
  { partition, region, account }: Place,
): ListedSource {
  const arn = `arn:${partition}:dynamodb:${region}:${account}:table/${name}`;
  const { table, continuous } = asked ?? {};
  const restorable = continuous?.PointInTimeRecoveryDescription;
  const isOn = restorable?.PointInTimeRecoveryStatus === 'ENABLED';
  return {
    key: arn,
    id: name,
    arn,
    service: 'DynamoDB',
    name,
    size: table?.TableSizeBytes,
    state: table?.TableStatus,
    inUseBy: null,
    restorableFrom: isOn ? restorable.EarliestRestorableDateTime : undefined,
    restorableTo: isOn ? restorable.LatestRestorableDateTime : undefined,
    // DynamoDB keeps every table encrypted.
    encrypted: true,
    tags: [],
    replicaOf: undefined,
    unasked: unaskedOf(asked),
    problem:
      [table, restorable].flatMap((part) => (part === undefined ? [] : valueProblems(part))).join('; ') ||
      null,
  };
}

/** Point-in-time recovery is told of one table at a time. */
function unaskedOf(asked: AskedTable | undefined): string | undefined {
  if (asked === undefined) return 'its point-in-time recovery was not asked for (--attributes does)';
  const status = asked.continuous?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus;
  return status === undefined ? 'whether it has point-in-time recovery could not be read' : undefined;
}
