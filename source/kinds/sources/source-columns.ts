/** The table of sources: what backups are made of, and how well each is protected. It is no kind's: all of them fill it. */
import { type Column, type ColumnFacts, columnId } from '../../model/columns.ts';
import type { SortKey } from '../../model/table-query.ts';
import type { TabSpec } from '../define/tab.ts';

const FACTS: readonly ColumnFacts[] = [
  {
    header: 'Source ID',
    label: 'Source',
    type: 'text',
    width: 22,
    shown: true,
    about: 'The id of a volume or file system, the identifier of a database or cluster.',
  },
  {
    header: 'Name',
    type: 'text',
    width: 18,
    shown: true,
    about: 'What it is called now; where it is gone, what its backups say.',
  },
  { header: 'Service', type: 'enum', width: 10, shown: true, about: 'EBS, RDS, Aurora, EFS and so on.' },
  { header: 'Region', type: 'text', width: 14, shown: true, about: 'The region that it is in.' },
  { header: 'Account', type: 'text', width: 12, shown: false, about: 'The account that it is of.' },
  {
    header: 'Size',
    type: 'bytes',
    width: 10,
    shown: true,
    about: 'Its own size; blank where AWS tells none.',
  },
  {
    header: 'State',
    type: 'enum',
    width: 10,
    shown: false,
    about: 'As AWS gives it; gone where only backups know it, not known where nobody could tell.',
  },
  {
    header: 'In Use By',
    type: 'list',
    width: 20,
    shown: false,
    about: 'The instances that a volume is attached to; blank where that is not told of its kind.',
  },
  {
    header: 'Protection',
    type: 'enum',
    width: 11,
    shown: true,
    ranked: ['unprotected', 'late', 'unknown', 'protected', 'exempt'],
    about:
      'protected, late (its newest backup is older than the rule allows), unprotected (what its backups would be among was read, and none is), unknown (something was not read) or exempt.',
  },
  { header: 'Reason', type: 'text', width: 40, shown: false, about: 'Why it is judged so, with the facts.' },
  {
    header: 'Newest Backup',
    type: 'instant',
    width: 16,
    shown: true,
    about: 'When the newest of its good backups was made, of those whose age is known.',
  },
  { header: 'Newest Backup ID', type: 'text', width: 24, shown: false, about: 'Which one that is.' },
  {
    header: 'Restorable To',
    type: 'instant',
    width: 16,
    shown: true,
    about: 'Up to when it can be restored: by continuous backups, else its newest backup.',
  },
  {
    header: 'Restorable From',
    type: 'instant',
    width: 16,
    shown: false,
    about: 'From when on continuous backups restore it; blank where it has none, or AWS does not say.',
  },
  {
    header: 'AWS Backup Says',
    type: 'instant',
    width: 16,
    shown: false,
    about:
      'When AWS Backup says that it backed it up last, which protects nothing by itself: whether that backup is still there it does not say. Blank also where nobody asked (backup-recovery-point).',
  },
  {
    header: 'Backed Up By',
    label: 'By',
    type: 'list',
    width: 12,
    shown: true,
    about: 'What made its good backups: automated, AWS Backup, DLM, AMI, manual, copy.',
  },
  { header: 'Backups', type: 'integer', width: 7, shown: true, about: 'Its good backups in its own region.' },
  {
    header: 'Backup Size',
    type: 'bytes',
    width: 11,
    shown: false,
    about: 'The sizes of those, as far as AWS tells them, added up.',
  },
  {
    header: 'Regular Backups By',
    type: 'list',
    width: 30,
    shown: false,
    about:
      'The backup plans, lifecycle policies and automatic backups that are there and made a good backup of it, or what restores it, in the 8 days before the scan; AWS Backup or DLM alone where which plan or policy it is was not asked or not told.',
  },
  {
    header: 'Backed Up Twice',
    type: 'enum',
    width: 11,
    shown: false,
    ranked: ['yes', 'not known', 'no'],
    about:
      'Whether two or more of those back it up; not known where not all was read that tells, or which backup plan made its backups; blank where it is gone.',
  },
  {
    header: 'Second Cost Low',
    type: 'money',
    width: 11,
    shown: false,
    about:
      'The least that the backups of all but the dearest of those cost a month, in US dollars; blank where one alone backs it up, or the cost is not known.',
  },
  {
    header: 'Second Cost High',
    type: 'money',
    width: 11,
    shown: false,
    about: 'The most that they cost.',
  },
  {
    header: 'Copy',
    type: 'enum',
    width: 14,
    shown: true,
    about:
      'other account or other region where a copy was found there; none where every account of the organization and all regions were read and none was; else unknown.',
  },
  { header: 'Encrypted', type: 'boolean', width: 9, shown: false, about: 'Whether it is encrypted itself.' },
  {
    header: 'Locked',
    type: 'boolean',
    width: 7,
    shown: false,
    about:
      'Whether a lock, its own or that of its vault, holds one of its backups; blank where that is not told.',
  },
  {
    header: 'Rule',
    type: 'text',
    width: 20,
    shown: false,
    about: 'The rule that judged it: the match of one in config.json, or default.',
  },
  {
    header: 'Rule Met',
    type: 'enum',
    width: 8,
    shown: false,
    ranked: ['missing', 'not known', 'met'],
    about:
      'Whether the copies and the lock that its rule asks for are there: met, missing, or not known where not all was read that tells; blank where it asks for none.',
  },
  {
    header: 'Exemption Ended',
    type: 'instant',
    width: 16,
    shown: false,
    about: 'When the exemption of a rule ended that it fits; blank: none has.',
  },
  { header: 'Tags', type: 'tags', width: 30, shown: false, about: 'Its tags.' },
  { header: 'Source ARN', type: 'arn', width: 40, shown: false, about: 'Its ARN, where it has one.' },
  {
    header: 'Source Key',
    type: 'text',
    width: 30,
    shown: false,
    about: 'What its backups name it by: the id of a volume, the resource id of a database, an ARN.',
  },
];

/** The table, which is a view too. Its rows are of no kind, so none is scanned for it. */
export const SOURCES_TABLE: Pick<TabSpec, 'id' | 'title' | 'glance'> & { readonly order: SortKey } = {
  id: 'sources',
  title: 'Sources',
  glance: ['source_id', 'name', 'service', 'region', 'protection', 'newest_backup', 'restorable_to'],
  order: { column: 'protection', descending: false },
};

/** The name of the table, of its tab and of its view. */
export const SOURCES_TAB = SOURCES_TABLE.id;

/** What the kind of its rows is called: what their backups are of stands behind it. */
const ROW_KIND = 'source of ';

/** The kind of a row of sources, by the kind of its backups. */
export function sourceRowKind(kind: string): string {
  return `${ROW_KIND}${kind}`;
}

/** The kind of the backups of such a row; null for rows of other tables. */
export function kindOfBackups(rowKind: string): string | null {
  return rowKind.startsWith(ROW_KIND) ? rowKind.slice(ROW_KIND.length) : null;
}

export const SOURCE_COLUMNS: readonly Column[] = FACTS.map((facts) => ({
  ...facts,
  id: columnId(facts.header),
}));
