/** Redshift Serverless: namespaces with their snapshots, and what the two listings answer. */

import { type Collection, collectionOf, type Row } from '../estate/collection.ts';
import { daysBefore, kmsKeyArn, type RegionContext, rowRandom } from '../estate/context.ts';
import { hostileJsonTexts } from '../estate/hostile-texts.ts';
import { fail } from '../protocols/call.ts';
import type { Random } from '../random.ts';
import type { DemoService } from './operation.ts';
import type { Paging } from './paging.ts';
import { hyphenated, listing, madeOnce, type Purpose, purposesIn } from './small-service.ts';

/** What a region has of Redshift Serverless. */
interface ServerlessEstate {
  readonly namespaces: Collection;
  readonly snapshots: Collection;
}

/** A namespace that snapshots are made of. */
interface Namespace {
  readonly name: string;
  readonly arn: string;
}

/** What each is for, and for which service of the company; the last one is gone, and only its snapshots tell of it. */
const purposes: readonly Purpose[] = [
  ['kpi', 'dashboards'],
  ['customer-portal', 'tracking'],
  ['forecasting', 'trial'],
];

/** Snapshots of a namespace; those of the busiest region are more than a page. */
const snapshotsOf = (region: string) => (region === 'us-east-1' ? 38 : 7);

const invalid = (message: string): never => fail('ValidationException', 400, message);

const paging = (list: string): Paging => ({
  ...{ size: 'maxResults', token: 'nextToken', nextToken: 'nextToken', list },
  limits: { low: 1, high: 100, default: 100 },
  badSize: (value) => invalid(`Invalid maxResults: ${value}`),
  badToken: () => invalid('Invalid nextToken.'),
});

const estateOf = madeOnce(serverlessEstate);

/** The simulated Redshift Serverless. */
export const redshiftServerless: DemoService = {
  protocol: 'json-1-1',
  target: 'RedshiftServerless',
  operations: {
    ListSnapshots: listing(estateOf, paging('snapshots'), ({ snapshots }) => snapshots),
    ListNamespaces: listing(estateOf, paging('namespaces'), ({ namespaces }) => namespaces),
  },
};

function serverlessEstate(context: RegionContext): ServerlessEstate {
  const random = rowRandom(context, 'redshift-serverless');
  const { owner, region } = context;
  const namespaces = purposesIn(context, purposes).map((purpose, index): Namespace => {
    const id = `${random(index).hex(8)}-90ab-4cde-8f01-23456789abcd`;
    return {
      name: hyphenated(purpose),
      arn: `arn:aws:redshift-serverless:${region}:${owner.id}:namespace/${id}`,
    };
  });
  return {
    namespaces: collectionOf(
      namespaces.slice(0, purposes.length - 1).map(({ name, arn }) => ({
        namespaceName: name,
        namespaceArn: arn,
        status: 'AVAILABLE',
      })),
    ),
    snapshots: collectionOf([
      ...namespaces.flatMap((namespace, index) =>
        Array.from({ length: snapshotsOf(region) }, (_, place) =>
          snapshotAt(context, namespace, random(1000 * (index + 1) + place), place),
        ),
      ),
      ...namespaces.slice(0, 1).flatMap((namespace) => specimens(context, namespace, random(999_999))),
    ]),
  };
}

/** Times come as text, where other services of this protocol give seconds. */
const timeOf = (context: RegionContext, days: number): string => daysBefore(context.now, days).toISOString();

/** Every fifth one made by AWS Backup, the others by hand before a release, one a week. */
function snapshotAt(context: RegionContext, namespace: Namespace, random: Random, place: number): Row {
  const isOfBackup = place % 5 === 4;
  const told = context.hostile
    ? hostileJsonTexts[place % hostileJsonTexts.length]
    : `${namespace.name}-release-${place}`;
  return {
    ...bareSnapshot(context, namespace, random, isOfBackup ? `awsbackup:job-${random.hex(8)}` : (told ?? '')),
    snapshotCreateTime: timeOf(context, 7 * place + 0.4),
    totalBackupSizeInMegaBytes: random.between(20_000, 900_000),
    actualIncrementalBackupSizeInMegaBytes: random.between(100, 9_000),
    accountsWithRestoreAccess: place % 12 === 3 ? ['998877665544'] : [],
    accountsWithProvisionedRestoreAccess: place % 12 === 3 ? ['998877665544', '112233445566'] : [],
  };
}

function bareSnapshot(context: RegionContext, { name, arn }: Namespace, random: Random, id: string): Row {
  const { owner, region } = context;
  return {
    snapshotName: id,
    namespaceName: name,
    namespaceArn: arn,
    snapshotArn: `arn:aws:redshift-serverless:${region}:${owner.id}:snapshot/${random.hex(8)}-1a2b-4c3d-8e4f-5a6b7c8d9e0f`,
    status: 'AVAILABLE',
    kmsKeyId: kmsKeyArn(context, random),
    ownerAccount: owner.id,
    snapshotRetentionPeriod: -1,
    snapshotRemainingDays: -1,
  };
}

/** The rare kinds of snapshot, once in every region that has namespaces. */
function specimens(context: RegionContext, namespace: Namespace, random: Random): Row[] {
  const of = (id: string) => bareSnapshot(context, namespace, random, `${namespace.name}-${id}`);
  return [
    // Under way: -1 for what is not known yet.
    {
      ...of('now'),
      status: 'CREATING',
      snapshotCreateTime: timeOf(context, 0.01),
      totalBackupSizeInMegaBytes: -1,
      actualIncrementalBackupSizeInMegaBytes: -1,
    },
    { ...of('lost'), status: 'FAILED', snapshotCreateTime: timeOf(context, 60) },
    {
      ...of('for-a-month'),
      snapshotCreateTime: timeOf(context, 20),
      totalBackupSizeInMegaBytes: 40_960,
      snapshotRetentionPeriod: 30,
      snapshotRemainingDays: 10,
    },
    // A status of tomorrow, and next to nothing else.
    {
      snapshotName: `${namespace.name}-tomorrow`,
      status: 'ARCHIVING',
      snapshotCreateTime: timeOf(context, 3),
    },
  ];
}
