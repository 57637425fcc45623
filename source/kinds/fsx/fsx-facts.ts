/** What differs in FSx backups from other kinds, as data. */
import { type ConsolePage, encoded } from '../define/console-page.ts';
import type { DeleteCommand } from '../define/delete-command.ts';
import type { Finding } from '../define/finding.ts';
import type { PricedBy } from '../define/price-items.ts';
import { atSource, copiedFrom, copies, type Relation, relation, sameSource } from '../define/relation.ts';
import type { SourceFacts } from '../define/sources.ts';
import type { Statuses } from '../define/statuses.ts';
import type { TabSpec } from '../define/tab.ts';
import { LOCKED_BY_VAULT, MADE_BY_PLAN, SPOILED_BY_BACKUP } from '../snapshots/backup-hold-columns.ts';
import { backupHoldFindings } from '../snapshots/backup-hold-findings.ts';
import { snapshotFindings } from '../snapshots/findings-snapshots.ts';
import { SNAPSHOT_GLANCE } from '../snapshots/snapshot-columns.ts';
import { DELETED_BY_BACKUP } from '../snapshots/vault-facts.ts';

export const FSX_TAB: TabSpec = {
  id: 'fsx',
  title: 'FSx',
  glance: SNAPSHOT_GLANCE,
  order: { column: 'creation_time', descending: true },
};

export const FSX_STATUSES: Statuses = {
  column: 'status',
  good: ['AVAILABLE'],
  failed: ['FAILED'],
  underWay: ['PENDING', 'CREATING', 'TRANSFERRING', 'COPYING'],
};

/** They go by ARN, since copies from other regions keep theirs. */
export const FSX_SOURCES: SourceFacts = {
  title: 'file systems and ONTAP volumes',
  id: 'source_arn',
  name: 'source_name',
  exists: 'source_exists',
  sameRegion: false,
  backups: {
    page: (text, region) =>
      encoded(text('source_id'), (id) => {
        const sort = id.startsWith('fsvol-') ? 'volume-details' : 'file-system-details';
        return `fsx/home?region=${region}#${sort}/${id}`;
      }),
    arns: /^arn:[^:]+:fsx:[^:]+:[^:]+:(?:file-system|volume)\//,
    ...{ id: 'snapshot_id', made: 'creation_time', copiedFrom: 'source_backup' },
    ...{ size: 'size', elsewhere: { arn: 'source_arn' } },
    ...{ spoiled: [SPOILED_BY_BACKUP], makers: [MADE_BY_PLAN], locked: LOCKED_BY_VAULT },
  },
};

export const FSX_RELATIONS: readonly Relation[] = [
  sameSource('Backups of its source', FSX_TAB.id, FSX_SOURCES),
  atSource(FSX_TAB.id, FSX_SOURCES),
  copiedFrom({ tab: FSX_TAB.id, column: 'snapshot_id', from: ['source_backup'] }, 'anywhere'),
  copies({ tab: FSX_TAB.id, column: 'source_backup', from: ['snapshot_id'] }),
  relation({
    id: 'locations',
    title: 'DataSync locations of it',
    tab: 'locations',
    column: 'fsx_arn',
    from: ['file_system_arn'],
  }),
];

export const FSX_FINDINGS: readonly Finding[] = [
  ...snapshotFindings({
    tab: FSX_TAB.id,
    title: 'FSx backups',
    stuck: FSX_STATUSES.underWay,
    failed: FSX_STATUSES.failed,
    isShareable: false,
    hasStatusMessage: true,
  }),
  ...backupHoldFindings(FSX_TAB.id, 'FSx backups'),
];

export const fsxConsolePage: ConsolePage = (text, region) =>
  encoded(text('snapshot_id'), (id) => `fsx/home?region=${region}#backup-details/${id}`);

/** No source was found for a price, so that only a list of one's own (`--prices`) has it. */
export const FSX_PRICES: PricedBy = {
  items: [{ id: 'fsx_backup', about: 'FSx backups', builtIn: {} }],
  note: null,
};

/** FSx deletes automatic ones with their retention or file system, and AWS Backup its own. */
export const FSX_DELETE: DeleteCommand = {
  service: 'fsx',
  operation: 'delete-backup',
  options: [{ option: '--backup-id', column: 'snapshot_id' }],
  except: { column: 'origin', oneOf: ['automated'] },
  instead: DELETED_BY_BACKUP,
};
