import {
  DescribeContinuousBackupsCommand,
  type DescribeContinuousBackupsCommandInput,
  DescribeTableCommand,
  type DescribeTableCommandInput,
  DynamoDBClient,
  ListBackupsCommand,
  type ListBackupsCommandInput,
  ListTablesCommand,
  type ListTablesCommandInput,
} from '@aws-sdk/client-dynamodb';
import { defineService } from './operation.ts';
import { TolerantJson10Protocol } from './tolerant-json.ts';

/** The region's host is asked, not one of the account's own, which takes no other calls and which no proxy may know. */
const service = defineService(
  'dynamodb',
  (config) =>
    new DynamoDBClient({ ...config, protocol: TolerantJson10Protocol, accountIdEndpointMode: 'disabled' }),
);

/** The largest page that DynamoDB gives. */
const Limit = 100;

/** Backups of every table. Without a BackupType: those made on demand alone. */
export const listBackups = service.paged(
  'ListBackups',
  (client, input: ListBackupsCommandInput, options) => client.send(new ListBackupsCommand(input), options),
  {
    pageInput: (input, ExclusiveStartBackupArn) => ({ ...input, Limit, ExclusiveStartBackupArn }),
    nextToken: (output) => output.LastEvaluatedBackupArn,
    list: (output) => output.BackupSummaries,
  },
);

/** Names of the tables that there are. */
export const listTables = service.paged(
  'ListTables',
  (client, input: ListTablesCommandInput, options) => client.send(new ListTablesCommand(input), options),
  {
    pageInput: (input, ExclusiveStartTableName) => ({ ...input, Limit, ExclusiveStartTableName }),
    nextToken: (output) => output.LastEvaluatedTableName,
    list: (output) => output.TableNames,
  },
);

/** One table: its id, which no other ever has, its size and state. */
export const describeTable = service.operation(
  'DescribeTable',
  (client, input: DescribeTableCommandInput, options) =>
    client.send(new DescribeTableCommand(input), options),
);

/** Whether one table has point-in-time recovery, and from when to when it restores. */
export const describeContinuousBackups = service.operation(
  'DescribeContinuousBackups',
  (client, input: DescribeContinuousBackupsCommandInput, options) =>
    client.send(new DescribeContinuousBackupsCommand(input), options),
);
