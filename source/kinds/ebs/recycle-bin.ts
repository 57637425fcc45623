import { DAY_MS } from '../../model/ages.ts';
import { formatDay } from '../../model/format.ts';
import type { CollectContext } from '../define/collect-context.ts';
import { defineResource, type Page } from '../define/define-resource.ts';
import type { Derivation } from '../define/derivation.ts';
import { describedBy } from '../define/describe-command.ts';
import { type Finding, numberOf } from '../define/finding.ts';
import { type Relation, relation, sameSource } from '../define/relation.ts';
import type { SourceFacts } from '../define/sources.ts';
import type { TabSpec } from '../define/tab.ts';
import { UNKNOWN } from '../snapshots/cost-estimate.ts';
import { judge } from '../snapshots/deletability.ts';
import { FILLS, filled, sourceFacts } from '../snapshots/derive-snapshots.ts';
import { joinOnDemand, optionalPages } from '../snapshots/snapshot-joins.ts';
import { EBS_SOURCES, EBS_TAB } from './ebs-facts.ts';
import { listVolumes } from './ebs-snapshot-joins.ts';
import { BIN_COLUMNS } from './recycle-bin-columns.ts';
import { type BinRow, binnedImage, binnedSnapshot, binSample } from './recycle-bin-row.ts';
import { RECYCLE_BIN_KIND } from './retention-rules.ts';

type Ec2 = typeof import('../../aws/ec2.ts');

const TAB: TabSpec = {
  id: 'bin',
  title: 'Recycle Bin',
  glance: [
    ...['snapshot_id', 'resource', 'region', 'source', 'entered_at', 'exits_at'],
    ...['deletability', 'monthly_cost_high'],
  ],
  order: { column: 'exits_at', descending: false },
};

const SOURCES: SourceFacts = {
  unsized: 'AWS tells no size of what is in the Recycle Bin',
  title: 'volumes',
  id: 'source',
  name: 'source_name',
  exists: 'source_exists',
  sameRegion: true,
};

const RELATIONS: readonly Relation[] = [
  sameSource('Others of its volume in the bin', TAB.id, SOURCES),
  relation({
    ...{ id: 'kept', title: 'Snapshots of its volume', tab: EBS_TAB.id, column: EBS_SOURCES.id },
    ...{ from: ['source'], sameRegion: true, newest: 'creation_time', onlyIfGiven: true },
  }),
];

/** Days in which there is time left to restore something. */
const SOON_DAYS = 3;

const FINDINGS: readonly Finding[] = [
  {
    id: 'bin-leaving',
    title: () => `Snapshots and AMIs that leave the Recycle Bin within ${SOON_DAYS} days`,
    severity: 'medium',
    tab: TAB.id,
    rows: ({ scanStart }) => ({ sql: `exits_at < ${scanStart + SOON_DAYS * DAY_MS}` }),
    notChecked: () => ({ filter: 'exits_at:?' }),
    notCheckedReason: () => 'it is not known when they leave it',
    restsOn: [],
    reads: ['exits_at', 'entered_at'],
    reason: ({ values }) =>
      `deleted on ${formatDay(numberOf(values.entered_at))}, gone for good on ${formatDay(numberOf(values.exits_at))}`,
  },
];

/** Nothing deletes it but the bin; it is no backup as long as it is in there. */
const DERIVATION: Derivation = {
  reads: ['source', 'source_exists', 'status', 'creation_time', 'origin', 'exits_at'],
  fills: FILLS,
  groupBy: 'source',
  leaders: {},
  values: (row, context) => {
    const { exits_at: exit } = row.values;
    const until = typeof exit === 'number' ? ` on ${formatDay(exit)}` : ' by itself';
    const verdict = judge({
      ...sourceFacts(row, context, { complete: [], failed: [] }),
      locks: [],
      amiIds: undefined,
      // What made it has let go of it.
      origin: null,
      service: 'Recycle Bin',
      keptBy: [
        {
          by: 'Recycle Bin',
          reason: `deleted already: it leaves the bin${until}, no call deletes it sooner, and it is billed till then`,
        },
      ],
      caveats: [],
    });
    return filled(verdict, UNKNOWN);
  },
};

/** What was deleted and can be restored still: snapshots and AMIs, none of which EC2 lists with the others. */
export const recycleBin = defineResource<BinRow>({
  id: RECYCLE_BIN_KIND,
  title: 'Recycle Bin entries',
  noun: 'entry',
  group: 'snapshots',
  service: 'Recycle Bin',
  byDefault: false,
  gridHeader: 'Recycle Bin',
  tab: TAB,
  sheets: [{ name: 'Recycle Bin', position: 21 }],
  columns: BIN_COLUMNS,
  key: ({ id }) => id,
  identity: 'snapshot_id',
  telling: ['snapshot_id', 'entered_at', 'exits_at'],
  actions: [
    ...['ec2:ListSnapshotsInRecycleBin', 'ec2:ListImagesInRecycleBin', 'ec2:DescribeVolumes'],
    // Of EBS snapshots and AMIs beside it.
    ...['rbin:ListRules', 'rbin:GetRule'],
  ],
  optionalActions: 'none',
  askedLater: 'none',
  collect,
  derivation: DERIVATION,
  refresh: 'none',
  statuses: 'none',
  sources: SOURCES,
  relations: RELATIONS,
  findings: FINDINGS,
  // The list of all: the console has a page for each, whose address is not documented.
  consolePage: (text, region) =>
    text('snapshot_id') === null ? null : `rbin/home?region=${region}#/resources`,
  leftOut: 'none',
  leavesAt: ['exits_at'],
  pricedBy: {
    items: [],
    note: 'AWS tells no size of what is in the Recycle Bin, which is billed until it leaves it: that cost is not known',
  },
  deleteCommand: 'none',
  describeCommands: [
    {
      ...describedBy('ec2', 'list-snapshots-in-recycle-bin', '--snapshot-ids', 'snapshot_id'),
      only: { column: 'resource', oneOf: ['snapshot'] },
    },
    {
      ...describedBy('ec2', 'list-images-in-recycle-bin', '--image-ids', 'snapshot_id'),
      only: { column: 'resource', oneOf: ['AMI'] },
    },
  ],
  recoveryPoints: 'none',
  loads: () => Promise.all([import('../../aws/ec2.ts'), import('../../aws/rbin.ts')]),
  sample: binSample,
});

/** Volumes are listed only where a snapshot is in the bin; AMIs behind the snapshots, which can do without them. */
async function* collect(context: CollectContext): AsyncGenerator<Page<BinRow>, void, undefined> {
  const ec2 = await import('../../aws/ec2.ts');
  yield* snapshotPages(context, ec2);
  yield* imagePages(context, ec2);
}

async function* snapshotPages(
  context: CollectContext,
  ec2: Ec2,
): AsyncGenerator<Page<BinRow>, void, undefined> {
  const volumes = joinOnDemand(context, 'source volumes', async () => (await listVolumes(context, ec2)).byId);
  for await (const { Snapshots = [], NextToken } of context.pages(ec2.listSnapshotsInRecycleBin, {})) {
    const known = Snapshots.length === 0 ? undefined : await volumes();
    yield { rows: Snapshots.map((snapshot) => binnedSnapshot(snapshot, known)), cursor: NextToken ?? null };
  }
}

async function* imagePages(context: CollectContext, ec2: Ec2): AsyncGenerator<Page<BinRow>, void, undefined> {
  const pages = context.pages(ec2.listImagesInRecycleBin, {});
  for await (const { Images = [], NextToken } of optionalPages(context, 'AMIs in the bin', pages))
    yield { rows: Images.map(binnedImage), cursor: NextToken ?? null };
}
