import type { Related, RelatedRows } from '../../../source/analysis/related-rows.ts';
import {
  isRelationOf,
  newestQuery,
  newestValue,
  relatedQuery,
  startingValues,
  valuesBetween,
} from '../../../source/analysis/relations.ts';
import type { Topology } from '../../../source/analysis/topology.ts';
import { type Relation, SAME_SOURCE } from '../../../source/kinds/define/relation.ts';
import { relationsOf } from '../../../source/kinds/relations.ts';
import { itemTexts } from '../../../source/model/list-items.ts';
import type { TableQuery, TableRow } from '../../../source/model/table-query.ts';
import { fakeFilter } from './fake-filter.ts';

type Rows = Readonly<Record<string, readonly TableRow[]>>;

/** What is found about every row of a tab. */
const FINDINGS: Readonly<Record<string, Related['findings']>> = {
  ebs: [
    {
      title: 'EBS snapshots that are not encrypted',
      severity: 'medium',
      reason: 'its data is not encrypted at rest',
      isChecked: true,
    },
    {
      title: 'EBS snapshots that are shared',
      severity: 'medium',
      reason: 'sharing was not asked for (--attributes or :ask attributes) or could not be read',
      isChecked: false,
    },
  ],
};

/** What is related to a row among rows in memory. */
export function relatedAmong(rows: Rows, tab: string, number: number): Related | undefined {
  const start = rows[tab]?.find(({ row }) => row === number);
  if (start === undefined) return undefined;
  const found = relationsOf(start.kind)
    .filter((relation) => isRelationOf(relation, start))
    .map((relation) => followed(rows, relation, start));
  const source = found.find(({ relation }) => relation.relation === SAME_SOURCE);
  const timeline = source?.relation.values === null ? null : (source?.among.flatMap(pointOf) ?? null);
  return {
    rows: found.map(({ relation }) => relation),
    timeline,
    timelineLeftOut: 0,
    findings: FINDINGS[tab] ?? [],
  };
}

function followed(
  rows: Rows,
  relation: Relation,
  start: TableRow,
): { readonly relation: RelatedRows; readonly among: readonly TableRow[] } {
  const own = startingValues(relation, start);
  const { through } = relation;
  const values =
    through === undefined || own === null
      ? own
      : (rows[through.tab] ?? [])
          .filter((row) => own.some((value) => [row.values[through.column]].flat().includes(value)))
          .flatMap((row) => valuesBetween(relation, through.take, row) ?? []);
  if (values === null || values.length === 0) {
    const newest = newestQuery(relation, start);
    const first = newest === null ? undefined : asked(rows, newest)[0];
    const value = first === undefined ? null : newestValue(relation, first);
    if (first !== undefined && value !== null)
      return {
        relation: {
          relation: relation.id,
          values: [value],
          count: 1,
          first,
          accounts: null,
          place: null,
          sharing: null,
        },
        among: [first],
      };
    return {
      relation: {
        relation: relation.id,
        values,
        count: values === null ? null : 0,
        first: null,
        accounts: null,
        place: null,
        sharing: null,
      },
      among: [],
    };
  }
  const among = asked(rows, relatedQuery(relation, values, start));
  return {
    relation: {
      relation: relation.id,
      values,
      count: among.length,
      first: among[0] ?? null,
      accounts: null,
      place: null,
      sharing: null,
    },
    among: among.toReversed(),
  };
}

function asked(rows: Rows, { tab, filter, region, sort }: TableQuery): readonly TableRow[] {
  const keeps = fakeFilter(tab, filter);
  const key = (row: TableRow) => (sort === null ? -row.row : Number(row.values[sort.column] ?? 0));
  return (rows[tab] ?? [])
    .filter((row) => keeps(row) && (region === undefined || row.region === region))
    .toSorted((one, other) => key(other) - key(one));
}

function pointOf({ row, values }: TableRow): NonNullable<Related['timeline']> {
  const [time, size, fullSize] = [values.creation_time, values.size, values.full_size].map((value) =>
    typeof value === 'number' ? value : null,
  );
  return typeof time === 'number' ? [{ row, time, size: size ?? null, fullSize: fullSize ?? null }] : [];
}

function listOf({ values }: TableRow, id: string): readonly string[] {
  return itemTexts(values[id]) ?? [];
}

/** The topology of rows in memory. */
export function topologyOf(rows: Rows): Topology {
  const text = ({ values }: TableRow, id: string) => {
    const value = values[id];
    return typeof value === 'string' ? value : null;
  };
  return {
    accounts: [],
    tasks: (rows.tasks ?? []).map((row) => ({
      row: row.row,
      account: row.account,
      region: row.region,
      arn: text(row, 'task_arn'),
      name: text(row, 'task_name'),
      status: text(row, 'status'),
      scheduleStatus: text(row, 'schedule_status'),
      sourceArn: text(row, 'source_location_arn'),
      destinationArn: text(row, 'destination_location_arn'),
      lastStatus: null,
      lastTime: null,
    })),
    locations: (rows.locations ?? []).map((row) => ({
      row: row.row,
      account: row.account,
      region: row.region,
      arn: text(row, 'location_arn'),
      type: text(row, 'location_type'),
      uri: text(row, 'location_uri'),
      agentArns: listOf(row, 'agent_arns'),
    })),
    agents: (rows.agents ?? []).map((row) => ({
      row: row.row,
      account: row.account,
      region: row.region,
      arn: text(row, 'agent_arn'),
      name: text(row, 'agent_name'),
      status: text(row, 'status'),
    })),
  };
}
