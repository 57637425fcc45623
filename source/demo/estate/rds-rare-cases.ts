import type { Row } from './collection.ts';
import { daysBefore, isHome, minutesAfter, type Place, type RegionContext } from './context.ts';
import { hostileIds, hostileTexts } from './hostile-texts.ts';

interface Made {
  readonly row: Row;
  readonly now: Date;
  readonly place: Place;
  readonly instance: (index: number) => {
    readonly DBInstanceIdentifier: string;
    readonly DbiResourceId: string;
  };
}

const named = ({ owner, region }: Place, identifier: string): Row => ({
  DBSnapshotIdentifier: identifier,
  DBSnapshotArn: `arn:aws:rds:${region}:${owner.id}:snapshot:${identifier}`,
});

type RareCase = (made: Made) => Row;

/** The rare kinds of RDS snapshot, index by index. */
const rareCases: readonly RareCase[] = [
  () => ({}),
  // The identifier is in use again, by another instance: only the resource ids differ.
  ({ instance, place }) => ({
    ...named(place, `${instance(0).DBInstanceIdentifier}-before-rebuild`),
    DBInstanceIdentifier: instance(0).DBInstanceIdentifier,
    DbiResourceId: instance(900_001).DbiResourceId,
  }),
  ({ instance, place }) => ({
    ...named(place, 'crm-legacy-final'),
    DBInstanceIdentifier: 'crm-legacy',
    DbiResourceId: instance(900_002).DbiResourceId,
  }),
  // While it is being created, RDS tells no time at all.
  () => ({
    Status: 'creating',
    PercentProgress: 12,
    SnapshotCreateTime: undefined,
    OriginalSnapshotCreateTime: undefined,
    SnapshotDatabaseTime: undefined,
    FullSnapshotSizeInBytes: undefined,
  }),
  // Encrypted with a key of AWS's own, which `Encrypted` does not count.
  () => ({ Encrypted: false, StorageEncryptionType: 'sse-rds', KmsKeyId: undefined }),
  ({ row, place: { owner, region }, now }) => ({
    SourceRegion: region === 'us-east-1' ? 'eu-west-1' : 'us-east-1',
    SourceDBSnapshotIdentifier: `arn:aws:rds:eu-west-1:${owner.id}:snapshot:${row.DBSnapshotIdentifier}`,
    SnapshotCreateTime: daysBefore(now, 2),
    OriginalSnapshotCreateTime: daysBefore(now, 200),
  }),
  ({ place }) => ({
    ...named(place, 'open-freight-benchmark-public'),
    Encrypted: false,
    StorageEncryptionType: 'none',
    KmsKeyId: undefined,
  }),
  ({ now }) => ({ Status: 'copying', PercentProgress: 63, SnapshotCreateTime: minutesAfter(now, -30) }),
  () => ({ Status: 'failed', PercentProgress: 0, FullSnapshotSizeInBytes: undefined }),
  () => ({ Status: 'incompatible-restore' }),
  () => ({ Status: 'deleting' }),
  () => ({ SnapshotTarget: 'outposts' }),
  ({ now }) => ({
    SnapshotCreateTime: daysBefore(now, 3000),
    OriginalSnapshotCreateTime: daysBefore(now, 3000),
  }),
  () => ({ TagList: [] }),
];

/** Those that every region has: one as any other, and one of a database that is long gone. */
const everywhere = 3;

/** A copy of a snapshot that another account has shared: one of the company, or where a database came from. */
const ofAnotherAccount: RareCase = ({ row, place: { owner, region }, now }) => ({
  SourceDBSnapshotIdentifier: `arn:aws:rds:${region}:${owner.others[owner.copiesFromOutside === true ? 2 : 1]}:snapshot:${row.DBSnapshotIdentifier}`,
  SnapshotCreateTime: daysBefore(now, 6),
  OriginalSnapshotCreateTime: daysBefore(now, 90),
});

function hostileName(place: Place, identifier: string | undefined): Row {
  return identifier === undefined ? {} : named(place, identifier);
}

const tagged =
  (text: string, index: number): RareCase =>
  ({ place }) => ({
    ...hostileName(place, hostileIds[index]),
    TagList: [
      { Key: 'Name', Value: text },
      { Key: 'Team', Value: 'warehouse' },
    ],
  });

/** The rare snapshots of a region: each kind once, where the company began; and hostile ones, if asked for. */
export function rdsRareCases(context: RegionContext): readonly RareCase[] {
  return [
    ...(isHome(context) ? rareCases : rareCases.slice(0, everywhere)),
    ...(context.owner.hasRareCases ? [] : [ofAnotherAccount]),
    ...(context.hostile ? hostileTexts.slice(0, 6).map(tagged) : []),
  ];
}
