/** What differs in AMIs from other kinds, as data. */
import { type ConsolePage, encoded } from '../define/console-page.ts';
import type { DeleteCommand } from '../define/delete-command.ts';
import type { PricedBy } from '../define/price-items.ts';
import { copiedFrom, copies, type Relation, relation, sameSource } from '../define/relation.ts';
import type { SourceFacts } from '../define/sources.ts';
import type { Statuses } from '../define/statuses.ts';
import type { TabSpec } from '../define/tab.ts';
import { EBS_TAB } from '../ebs/ebs-facts.ts';
import { DELETED_BY_BACKUP } from '../snapshots/vault-facts.ts';

export const AMI_TAB: TabSpec = {
  id: 'amis',
  title: 'AMIs',
  glance: [
    ...['snapshot_id', 'region', 'name', 'snapshots_size', 'creation_time', 'last_launched', 'deletability'],
    'monthly_cost_high',
  ],
  order: { column: 'creation_time', descending: true },
};

export const AMI_STATUSES: Statuses = {
  column: 'status',
  good: ['available'],
  failed: ['failed', 'error', 'invalid'],
  underWay: ['pending', 'transient'],
};

export const AMI_SOURCES: SourceFacts = {
  unsized: 'the bytes of an AMI are those of its snapshots, which count as EBS snapshots',
  title: 'instances',
  id: 'source',
  name: 'source_name',
  exists: 'source_exists',
  sameRegion: true,
};

export const AMI_RELATIONS: readonly Relation[] = [
  relation({
    ...{ id: 'snapshots', title: 'Its snapshots', tab: EBS_TAB.id, column: 'snapshot_id' },
    ...{ from: ['snapshot_ids'], sameRegion: true, newest: 'creation_time', onlyIfGiven: true },
  }),
  sameSource('AMIs of its instance', AMI_TAB.id, AMI_SOURCES),
  copiedFrom({ tab: AMI_TAB.id, column: 'snapshot_id', from: ['source_ami'] }, 'anywhere'),
  copies({ tab: AMI_TAB.id, column: 'source_ami', from: ['snapshot_id'] }),
];

export const amiConsolePage: ConsolePage = (text, region) =>
  encoded(text('snapshot_id'), (id) => `ec2/home?region=${region}#ImageDetails:imageId=${id}`);

export const AMI_PRICES: PricedBy = {
  items: [],
  note: 'an AMI costs nothing beside its snapshots, which count as EBS snapshots',
};

/** AWS Backup's own are recovery points: EC2 refuses to deregister them. */
export const AMI_DELETE: DeleteCommand = {
  service: 'ec2',
  operation: 'deregister-image',
  options: [{ option: '--image-id', column: 'snapshot_id' }],
  instead: DELETED_BY_BACKUP,
  terms: [
    {
      ...{ column: 'root_device', oneOf: ['ebs'] },
      words:
        'its snapshots stay, and are billed on: once it is deregistered, a new scan tells which of them may go',
    },
  ],
};
