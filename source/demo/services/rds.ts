import { type Collection, collectionOf, concatenated, findRow, type Row } from '../estate/collection.ts';
import type { RegionEstate } from '../estate/index.ts';
import { type Call, fail } from '../protocols/call.ts';
import { automatedBackupsOf } from './automated-backups.ts';
import type { Operation, Operations, World } from './operation.ts';
import { type Paging, pageOf } from './paging.ts';

const paging = (list: string): Paging => ({
  size: 'MaxRecords',
  token: 'Marker',
  nextToken: 'Marker',
  list,
  limits: { low: 20, high: 100, default: 100 },
  badSize: (value) =>
    fail('InvalidParameterValue', 400, `Invalid value ${value} for MaxRecords. Must be between 20 and 100`),
  badToken: () =>
    fail('InvalidParameterValue', 400, 'The parameter Marker is not valid: the request has changed.'),
});

/** What a listing of RDS is of: how its rows are found by identifier, by source, and by filter. */
interface Listing {
  readonly list: string;
  readonly identifier: string;
  readonly notFound: readonly [code: string, noun: string];
  /** Parameters that narrow the listing to the rows with the same value. */
  readonly narrows: readonly string[];
  /** What `Filters` can ask for, as the row fields that hold it. */
  readonly filters: Readonly<Record<string, readonly string[]>>;
  readonly rows: (call: Call, world: World) => Collection;
  readonly byId: (region: RegionEstate, identifier: string) => Row | undefined;
}

function describe(listing: Listing): Operation {
  const listPaging = paging(listing.list);
  return (call, world) => {
    const { region } = world;
    const { parameters } = call;
    const tests: ((row: Row) => boolean)[] = [];
    for (const field of listing.narrows) {
      const wanted = parameters.text(field);
      if (wanted) tests.push((row) => row[field] === wanted);
    }
    for (const filter of parameters.records('Filters')) {
      const name = filter.text('Name') ?? '';
      const fields = listing.filters[name];
      if (fields === undefined) fail('InvalidParameterValue', 400, `Unrecognized filter name: ${name}`);
      const values = filter.texts('Values');
      tests.push((row) => fields.some((field) => values.includes(String(row[field]))));
    }
    const identifier = parameters.text(listing.identifier);
    let rows: Collection;
    if (identifier) {
      const [code, noun] = listing.notFound;
      rows = collectionOf([
        listing.byId(region, identifier) ?? fail(code, 404, `${noun} ${identifier} not found.`),
      ]);
    } else {
      rows = listing.rows(call, world);
    }
    return pageOf(call, rows, listPaging, {
      keeps: tests.length === 0 ? undefined : (row) => tests.every((test) => test(row)),
    });
  };
}

/** Without a type, RDS lists the automated and manual ones; AWS Backup's have to be asked for. */
function ofType(call: Call, own: Collection, backup: Collection): Collection {
  const type = call.parameters.text('SnapshotType');
  switch (type) {
    case undefined:
    case '':
      return own;
    case 'awsbackup':
      return backup;
    case 'manual':
    case 'automated':
      return where(own, (row) => row.SnapshotType === type);
    case 'shared':
    case 'public':
      return concatenated([]);
    default:
      return fail('InvalidParameterValue', 400, `Invalid snapshot type: ${type}`);
  }
}

function where(collection: Collection, keeps: (row: Row) => boolean): Collection {
  const rows: Row[] = [];
  for (let index = 0; index < collection.count; index++) {
    const row = collection.at(index);
    if (keeps(row)) rows.push(row);
  }
  return collectionOf(rows);
}

export const rds: Operations = {
  DescribeDBSnapshots: describe({
    list: 'DBSnapshots',
    identifier: 'DBSnapshotIdentifier',
    notFound: ['DBSnapshotNotFound', 'DBSnapshot'],
    narrows: ['DBInstanceIdentifier', 'DbiResourceId'],
    filters: {
      'db-instance-id': ['DBInstanceIdentifier'],
      'db-snapshot-id': ['DBSnapshotIdentifier'],
      'dbi-resource-id': ['DbiResourceId'],
      'snapshot-type': ['SnapshotType'],
      engine: ['Engine'],
    },
    rows: (call, { region: { rds: estate }, overlap }) =>
      ofType(
        call,
        overlap ? concatenated([estate.dbSnapshots, estate.backupDbSnapshots]) : estate.dbSnapshots,
        estate.backupDbSnapshots,
      ),
    byId: ({ rds: estate }, identifier) => estate.dbSnapshotById(nameOf(identifier)),
  }),

  DescribeDBClusterSnapshots: describe({
    list: 'DBClusterSnapshots',
    identifier: 'DBClusterSnapshotIdentifier',
    notFound: ['DBClusterSnapshotNotFoundFault', 'DBClusterSnapshot'],
    narrows: ['DBClusterIdentifier', 'DbClusterResourceId'],
    filters: {
      'db-cluster-id': ['DBClusterIdentifier'],
      'db-cluster-snapshot-id': ['DBClusterSnapshotIdentifier'],
      'snapshot-type': ['SnapshotType'],
      engine: ['Engine'],
    },
    rows: (call, { region: { clusters } }) => ofType(call, clusters.dbClusterSnapshots, concatenated([])),
    byId: ({ clusters }, identifier) => clusters.dbClusterSnapshotById(nameOf(identifier)),
  }),

  DescribeDBInstances: describe({
    list: 'DBInstances',
    identifier: 'DBInstanceIdentifier',
    notFound: ['DBInstanceNotFound', 'DBInstance'],
    narrows: [],
    filters: {
      'db-instance-id': ['DBInstanceIdentifier', 'DBInstanceArn'],
      'dbi-resource-id': ['DbiResourceId'],
      engine: ['Engine'],
    },
    rows: (_call, { region: { rds: estate } }) => estate.dbInstances,
    byId: ({ rds: estate }, identifier) =>
      findRow(estate.dbInstances, (row) => row.DBInstanceIdentifier === nameOf(identifier)),
  }),

  DescribeDBClusters: describe({
    list: 'DBClusters',
    identifier: 'DBClusterIdentifier',
    notFound: ['DBClusterNotFoundFault', 'DBCluster'],
    narrows: [],
    filters: {
      'db-cluster-id': ['DBClusterIdentifier', 'DBClusterArn'],
      'db-cluster-resource-id': ['DbClusterResourceId'],
      engine: ['Engine'],
    },
    rows: (_call, { region: { clusters } }) => clusters.dbClusters,
    byId: ({ clusters }, identifier) =>
      findRow(clusters.dbClusters, (row) => row.DBClusterIdentifier === nameOf(identifier)),
  }),

  DescribeDBInstanceAutomatedBackups: (call, world) =>
    pageOf(call, automatedBackupsOf(world).instances, paging('DBInstanceAutomatedBackups')),

  DescribeDBClusterAutomatedBackups: (call, world) =>
    pageOf(call, automatedBackupsOf(world).clusters, paging('DBClusterAutomatedBackups')),

  DescribeDBSnapshotAttributes: ({ parameters }, { region }) => {
    const identifier = parameters.text('DBSnapshotIdentifier') ?? '';
    const row =
      region.rds.dbSnapshotById(identifier) ??
      fail('DBSnapshotNotFound', 404, `DBSnapshot ${identifier} not found.`);
    if (row.SnapshotType !== 'manual') {
      fail('InvalidDBSnapshotState', 400, 'Only manual snapshots have attributes.');
    }
    return {
      body: {
        DBSnapshotAttributesResult: {
          DBSnapshotIdentifier: identifier,
          DBSnapshotAttributes: [
            { AttributeName: 'restore', AttributeValues: region.rds.restoreAccounts(row) },
          ],
        },
      },
    };
  },

  DescribeDBClusterSnapshotAttributes: ({ parameters }, { region }) => {
    const identifier = parameters.text('DBClusterSnapshotIdentifier') ?? '';
    const row =
      region.clusters.dbClusterSnapshotById(identifier) ??
      fail('DBClusterSnapshotNotFoundFault', 404, `DBClusterSnapshot ${identifier} not found.`);
    return {
      body: {
        DBClusterSnapshotAttributesResult: {
          DBClusterSnapshotIdentifier: identifier,
          DBClusterSnapshotAttributes: [
            { AttributeName: 'restore', AttributeValues: region.clusters.restoreAccounts(row) },
          ],
        },
      },
    };
  },
};

/** RDS takes an ARN where it takes an identifier. */
function nameOf(identifier: string): string {
  return identifier.startsWith('arn:') ? identifier.split(':').slice(6).join(':') : identifier;
}
