import { problemsOfRow } from '../../aws/value-problems.ts';
import { type Column, type ColumnSpec, columnId, type Place, type Value } from '../../model/columns.ts';
import type { LeftOut } from './absence.ts';
import type { AskedLater } from './asked-later.ts';
import { checkedValue } from './checked-value.ts';
import type { CollectContext } from './collect-context.ts';
import type { ConsolePage } from './console-page.ts';
import type { DeleteCommand } from './delete-command.ts';
import type { Derivation } from './derivation.ts';
import type { DescribeCommand } from './describe-command.ts';
import type { Finding } from './finding.ts';
import { listOf, type None } from './none.ts';
import { beginClaim } from './point-claims.ts';
import type { PointPattern, PointTwin } from './point-twin.ts';
import type { PricedBy } from './price-items.ts';
import type { Relation } from './relation.ts';
import type { SourceFacts } from './sources.ts';
import type { Statuses } from './statuses.ts';
import type { TabSpec } from './tab.ts';

/** The two families of kinds that `--kind` takes by name. */
export type KindGroup = 'datasync' | 'snapshots';

/** A page of what AWS answered: the typed rows and the token that the next page would be asked with. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Where the collector stands after this page; kept beside the rows in the scan file. */
  readonly cursor: string | null;
}

/** What every collected row may carry besides its own fields. */
export interface CollectedRow {
  /** Why this row is not whole (a describe that was refused); it marks the row and makes the cell partial. */
  readonly problem?: string | undefined;
}

/** A sheet that a kind fills: all of its rows, or those whose column has one of the values. */
export interface SheetSpec {
  readonly name: string;
  /** Order of sheets in the workbook. */
  readonly position: number;
  readonly where?: { readonly column: string; readonly oneOf: readonly string[] };
}

/** How rows that change by themselves (a transfer under way) are asked for again, one by one. */
export interface RefreshSpec<Row extends CollectedRow> {
  /** One row by its key. Throws what AWS threw. */
  readonly row: (context: CollectContext, key: string) => Promise<Row>;
  /** Ids of the columns that it does not ask for: they stay as they are. */
  readonly keeps: readonly string[];
}

/**
 * What the object of a kind declares: everything that differs from other kinds. Where there is nothing of a sort it says
 * `none`.
 */
export interface ResourceSpec<Row extends CollectedRow> {
  /** Id as `--kind` takes it, such as `ebs-snapshot`. */
  readonly id: string;
  /** Name in a sentence, plural: "EBS snapshots". */
  readonly title: string;
  /** One of them in short: `snapshot`, `recovery point`. */
  readonly noun: string;
  readonly group: KindGroup;
  /** The AWS service its listing belongs to, as people call it: EBS, RDS, EFS, DataSync. */
  readonly service: string;
  /** Scanned where nobody names kinds. */
  readonly byDefault: boolean;
  /** Header over its cells in the scan grid. */
  readonly gridHeader: string;
  /** The tab (and table of the scan file) that shows it; kinds on one tab share its columns. */
  readonly tab: TabSpec;
  readonly sheets: readonly SheetSpec[];
  readonly columns: readonly ColumnSpec<Row>[];
  /** What tells one resource of a region from another: its ARN or id. Undefined where AWS gave none. */
  readonly key: (row: Row) => string | undefined;
  /** The column by which AWS tells it from others: its ARN, or its id where it has no ARN. */
  readonly identity: string;
  /** The columns that tell it from others in a few words. */
  readonly telling: readonly string[];
  /** IAM actions it needs always. */
  readonly actions: readonly string[];
  /** IAM actions it needs only with `--attributes` or `--tags`. */
  readonly optionalActions:
    | { readonly attributes?: readonly string[]; readonly tags?: readonly string[] }
    | None;
  /** What can be asked of its rows one by one, where the scan did not. */
  readonly askedLater: readonly AskedLater[] | None;
  /** Lists the resources of one region, page by page; throws what AWS threw where the listing ends early. */
  readonly collect: (context: CollectContext) => AsyncGenerator<Page<Row>, void, undefined>;
  /** How its columns marked `derived` are filled at the end of a cell. */
  readonly derivation: Derivation | None;
  /** How rows that change by themselves are asked for again. */
  readonly refresh: RefreshSpec<Row> | None;
  readonly statuses: Statuses | None;
  /** What it was made of, and whether that is still there. */
  readonly sources: SourceFacts | None;
  /** What leads from one of its rows to others, in the order in which it is shown. */
  readonly relations: readonly Relation[] | None;
  /** What deserves a second look about its rows; kinds on one tab name the same ones. */
  readonly findings: readonly Finding[] | None;
  readonly consolePage: ConsolePage | None;
  /** Which settings of a scan leave rows of it out. */
  readonly leftOut: LeftOut | None;
  /** Columns that tell when AWS removes a row by itself: an instant, or how many days are left at the scan's start. */
  readonly leavesAt: readonly string[] | None;
  readonly pricedBy: PricedBy | None;
  readonly deleteCommand: DeleteCommand | None;
  /** The commands of the AWS CLI that describe a row; the first that takes it does. */
  readonly describeCommands: readonly DescribeCommand[] | None;
  /** Which recovery points of AWS Backup are its rows as well, and are left to it. */
  readonly recoveryPoints: PointTwin<Row> | None;
  /** Loads the SDK clients that `collect` asks with, so that they are there before it does. */
  readonly loads: () => Promise<unknown>;
  /** A row as AWS might answer it, every usual field given: for tests. */
  readonly sample: () => Row;
}

/** A row flattened into the values of its kind's columns, checked; text is as AWS gave it. */
export interface FlatRow {
  readonly key: string | undefined;
  /** In the order of the kind's columns. */
  readonly values: readonly Value[];
  /** Why the row is not whole or makes no sense; null for a sound one. */
  readonly problem: string | null;
}

/** A page of flattened rows. */
export interface FlatPage {
  readonly rows: readonly FlatRow[];
  readonly cursor: string | null;
}

/** As `RefreshSpec`, with the row flattened. */
interface FlatRefresh {
  readonly row: (context: CollectContext, key: string) => Promise<FlatRow>;
  readonly keeps: readonly string[];
}

/** A resource kind as the engine sees it: the same for every kind, whatever its rows look like. */
export interface ResourceKind
  extends Omit<
    ResourceSpec<CollectedRow>,
    | 'tab'
    | 'columns'
    | 'key'
    | 'collect'
    | 'optionalActions'
    | 'askedLater'
    | 'recoveryPoints'
    | 'refresh'
    | 'sample'
  > {
  /** The id of its tab. */
  readonly tab: string;
  readonly tabTitle: string;
  /** What the rows of its tab are sorted by where nobody asks for another order. */
  readonly tabOrder: TabSpec['order'];
  /** The columns of its tab that say the most at a glance. */
  readonly tabGlance: readonly string[];
  readonly columns: readonly Column[];
  readonly optionalActions: { readonly attributes: readonly string[]; readonly tags: readonly string[] };
  readonly askedLater: readonly AskedLater[];
  readonly collect: (context: CollectContext) => AsyncGenerator<FlatPage, void, undefined>;
  readonly recoveryPoints: PointPattern | None;
  readonly refresh: FlatRefresh | None;
  readonly sample: (place: Place, now: Date) => FlatRow;
}

/** Turns the declaration of a kind into what the engine works with. */
export function defineResource<Row extends CollectedRow>(spec: ResourceSpec<Row>): ResourceKind {
  const columns = spec.columns.map(({ value: _, ...facts }) => ({ ...facts, id: columnId(facts.header) }));
  const optional = spec.optionalActions === 'none' ? {} : spec.optionalActions;
  return {
    ...spec,
    tab: spec.tab.id,
    tabTitle: spec.tab.title,
    tabOrder: spec.tab.order,
    tabGlance: spec.tab.glance,
    columns,
    refresh: spec.refresh === 'none' ? 'none' : flatRefresh(spec, spec.refresh),
    optionalActions: { attributes: optional.attributes ?? [], tags: optional.tags ?? [] },
    askedLater: listOf(spec.askedLater),
    sample: (place, now) => flatten(spec, spec.sample(), place, now),
    async *collect(context) {
      const claim = beginClaim(context, spec.id, spec.recoveryPoints);
      try {
        for await (const { rows, cursor } of spec.collect(context)) {
          claim?.add(rows);
          yield { rows: rows.map((row) => flatten(spec, row, context.place, context.begunAt)), cursor };
        }
      } finally {
        claim?.end();
      }
    },
  };
}

function flatRefresh<Row extends CollectedRow>(
  spec: ResourceSpec<Row>,
  { row, keeps }: RefreshSpec<Row>,
): FlatRefresh {
  return {
    row: async (context, key) => flatten(spec, await row(context, key), context.place, context.begunAt),
    keeps,
  };
}

function flatten<Row extends CollectedRow>(
  spec: ResourceSpec<Row>,
  row: Row,
  place: Place,
  now: Date,
): FlatRow {
  const problems: string[] = row.problem === undefined ? [] : [row.problem];
  problems.push(...problemsOfRow(row));
  const values = spec.columns.map((column) => {
    const checked = checkedValue(column, column.value(row, place), now);
    if (checked.problem !== undefined) problems.push(checked.problem);
    return checked.value;
  });
  const key = spec.key(row);
  if (key === undefined || key === '') problems.push('AWS gave no identifier');
  return {
    key: key === '' ? undefined : key,
    values,
    problem: problems.length > 0 ? problems.join('; ') : null,
  };
}
