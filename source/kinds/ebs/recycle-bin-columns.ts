import type { ColumnSpec } from '../../model/columns.ts';
import * as columns from '../snapshots/snapshot-columns.ts';
import type { BinRow } from './recycle-bin-row.ts';

/** Said in the column of states, for AWS gives none. */
export const IN_BIN = 'in the bin';

/** Columns of what is in the Recycle Bin: those of every snapshot first, in their order. */
export const BIN_COLUMNS: readonly ColumnSpec<BinRow>[] = [
  { ...columns.SERVICE, value: () => 'Recycle Bin' },
  { ...columns.REGION, value: (_row, { region }) => region },
  {
    ...columns.TYPE,
    about: 'Blank: AWS does not say of what is in the bin whether somebody made it or a service did.',
    value: () => undefined,
  },
  { ...columns.SNAPSHOT_ID, about: 'The snapshot or the AMI.', value: ({ id }) => id },
  {
    ...columns.SOURCE,
    about: 'The volume that a snapshot was made of; blank for a copy, and for an AMI.',
    value: ({ source }) => source,
  },
  { ...columns.SOURCE_NAME, value: ({ sourceName }) => sourceName },
  {
    ...columns.SIZE,
    shown: false,
    about: 'Blank: AWS tells no size of what is in the bin.',
    value: () => undefined,
  },
  { ...columns.STATUS, about: `${IN_BIN}: AWS gives no state of it.`, value: () => IN_BIN },
  {
    ...columns.CREATION_TIME,
    shown: false,
    about: 'Blank: AWS tells of what is in the bin only when it was deleted.',
    value: () => undefined,
  },
  {
    ...columns.ENCRYPTED,
    shown: false,
    about: 'Blank: AWS does not say it of what is in the bin.',
    value: () => undefined,
  },
  { ...columns.DESCRIPTION, value: ({ listed }) => listed.Description },
  {
    header: 'Resource',
    type: 'enum',
    width: 8,
    shown: true,
    about: 'snapshot or AMI.',
    value: ({ what }) => what,
  },
  {
    header: 'Entered At',
    label: 'Deleted',
    type: 'instant',
    width: 16,
    shown: true,
    about: 'When it was deleted, and put into the bin.',
    value: ({ listed }) => listed.RecycleBinEnterTime,
  },
  {
    header: 'Exits At',
    label: 'Gone on',
    type: 'instant',
    width: 16,
    shown: true,
    mayBeFuture: true,
    about: 'When it leaves the bin for good; it can be restored until then, and is billed till then.',
    value: ({ listed }) => listed.RecycleBinExitTime,
  },
  { ...columns.ACCOUNT, value: (_row, { account }) => account },
  {
    ...columns.NAME,
    about: 'Name of the AMI; blank for a snapshot, whose tags AWS does not list.',
    value: ({ name }) => name,
  },
  {
    ...columns.SOURCE_EXISTS,
    about:
      'yes or no: whether its volume is still there; unknown for copies and AMIs; blank where volumes could not be listed.',
    value: ({ sourceExists }) => sourceExists,
  },
  {
    ...columns.ORIGIN,
    shown: false,
    about: 'What made it, where its description tells: AMI, AWS Backup, DLM or copy.',
    value: ({ origin }) => origin,
  },
  columns.derived(columns.DELETABILITY),
  columns.derived(columns.DELETABILITY_REASONS),
  columns.derived({ ...columns.MONTHLY_COST_LOW, about: 'Blank: AWS tells no size of what is in the bin.' }),
  columns.derived({ ...columns.MONTHLY_COST_HIGH, about: 'Blank: AWS tells no size of what is in the bin.' }),
];
