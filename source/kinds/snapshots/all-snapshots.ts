/** The table of all snapshots: the rows of every tab of snapshots and backups, one after the other, with the columns that all have. */
import { columnId } from '../../model/columns.ts';
import type { SortKey } from '../../model/table-query.ts';
import type { TabSpec } from '../define/tab.ts';
import {
  CREATION_TIME,
  DELETABILITY,
  MONTHLY_COST_HIGH,
  REGION,
  SERVICE,
  SIZE,
  SNAPSHOT_ID,
  SOURCE,
} from './snapshot-columns.ts';

const CREATED = columnId(CREATION_TIME.header);

/** The table, which is a view too. No kind names it as its tab: its rows are those of others. */
export const ALL_SNAPSHOTS: Pick<TabSpec, 'id' | 'title' | 'glance'> & { readonly order: SortKey } = {
  id: 'all-snapshots',
  title: 'All snapshots',
  glance: [
    columnId(SNAPSHOT_ID.header),
    columnId(SERVICE.header),
    columnId(REGION.header),
    columnId(SOURCE.header),
    columnId(SIZE.header),
    CREATED,
    columnId(DELETABILITY.header),
    columnId(MONTHLY_COST_HIGH.header),
  ],
  order: { column: CREATED, descending: true },
};
