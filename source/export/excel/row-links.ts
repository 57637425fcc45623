/** Where the rows of a sheet lead to: their page in the AWS console, and rows of other sheets that belong to them. */
import { consoleUrl } from '../../kinds/console-pages.ts';
import type { ResourceKind } from '../../kinds/define/define-resource.ts';
import { listOf } from '../../kinds/define/none.ts';
import type { Relation } from '../../kinds/define/relation.ts';
import { SOURCE_COLUMNS } from '../../kinds/sources/source-columns.ts';
import { columnId, type Value } from '../../model/columns.ts';
import type { ExportInput } from '../export-input.ts';
import { countSources, sourceRows } from '../source-rows.ts';
import { readResources } from '../stored-resources.ts';
import type { TableColumn } from './excel-table.ts';
import { type CellLink, type LinksOf, MOST_LINKS } from './sheet-links.ts';

/** A sheet of rows of a kind, all of them, on one sheet. */
export interface WholeSheet {
  readonly kind: ResourceKind;
  readonly name: string;
  readonly rows: number;
}

/** Finds cells of other sheets by what they hold. Sheets with more rows than there can be links are left out. */
export class RowPlaces {
  readonly #source: ExportInput;
  readonly #sheets: readonly WholeSheet[];
  readonly #mostRows: number;
  readonly #sources: number;
  readonly #found = new Map<string, ReadonlyMap<string, string>>();

  constructor(source: ExportInput, sheets: readonly WholeSheet[], mostRows: number) {
    this.#source = source;
    this.#mostRows = Math.min(mostRows, MOST_LINKS);
    // Sources are worked out by functions of ours, which SQLite takes only while no row is being read.
    this.#sources = countSources(source);
    this.#sheets = sheets.filter(({ rows }) => rows <= this.#mostRows);
  }

  /** The row of a tab whose column holds a value, the first of several. */
  cell(tab: string, column: string, value: string): string | undefined {
    return this.#index(`${tab} ${column}`, () => this.#ofTab(tab, column)).get(value);
  }

  /** The row of a source on the sheet Protection. */
  source(place: SourcePlace): string | undefined {
    return this.#index(PROTECTION, () => this.#ofSources()).get(nameOf(place));
  }

  #index(name: string, make: () => ReadonlyMap<string, string>): ReadonlyMap<string, string> {
    const known = this.#found.get(name);
    if (known !== undefined) return known;
    const made = make();
    this.#found.set(name, made);
    return made;
  }

  #ofTab(tab: string, column: string): ReadonlyMap<string, string> {
    const cells = new Map<string, string>();
    for (const { kind, name } of this.#sheets.filter((sheet) => sheet.kind.tab === tab)) {
      const at = kind.columns.findIndex(({ id }) => id === column);
      let row = 1;
      for (const { values } of readResources(this.#source, kind)) {
        row += 1;
        const value = values[at];
        if (typeof value === 'string' && !cells.has(value)) cells.set(value, `'${name}'!A${row}`);
      }
    }
    return cells;
  }

  #ofSources(): ReadonlyMap<string, string> {
    const cells = new Map<string, string>();
    if (this.#sources > this.#mostRows) return cells;
    const [service, region, account, source] = ['service', 'region', 'account', 'source_id'].map((id) =>
      SOURCE_COLUMNS.findIndex((column) => column.id === id),
    );
    let row = 1;
    for (const { values } of sourceRows(this.#source)) {
      row += 1;
      const [ofService, ofRegion, ofAccount, id] = [service, region, account, source].map((at) =>
        String(values[at ?? -1] ?? ''),
      );
      const name = nameOf({ service: ofService, region: ofRegion, account: ofAccount, source: id });
      if (!cells.has(name)) cells.set(name, `'${PROTECTION}'!A${row}`);
    }
    return cells;
  }
}

/** The name of the sheet that lists sources. */
const PROTECTION = 'Protection';

interface SourcePlace {
  readonly service: string | undefined;
  readonly region: string | undefined;
  readonly account: string | undefined;
  readonly source: string | undefined;
}

function nameOf({ service, region, account, source }: SourcePlace): string {
  return JSON.stringify([service, region, account, source]);
}

/** The links of the rows of a kind below these columns. */
export function linksOfKind(
  source: ExportInput,
  kind: ResourceKind,
  columns: readonly TableColumn[],
  places: RowPlaces,
): LinksOf {
  const ids = columns.map(({ header }) => columnId(header));
  const at = (id: string): number => ids.indexOf(id);
  const [first] = source.cells;
  const partition = source.facts.identity?.partition ?? first?.partition ?? '';
  const relations = listOf(kind.relations).filter((relation) => isPlain(kind, relation));
  return (values) => {
    const text = (id: string): string | undefined => {
      const value = values[at(id)];
      return typeof value === 'string' && value !== '' ? value : undefined;
    };
    const region = text('region');
    const links: CellLink[] = [];
    const page = region === undefined ? null : pageOf(kind, region, ids, values, partition);
    if (page !== null) links.push({ column: at(kind.identity), to: { page } });
    for (const { tab, column, from } of relations) {
      const [id = ''] = from;
      const value = text(id);
      const cell = value === undefined ? undefined : places.cell(tab, column, value);
      if (cell !== undefined) links.push({ column: at(id), to: { cell } });
    }
    const cell = sourceCell(source, kind, text, places);
    if (cell !== undefined) links.push({ column: at('source'), to: { cell } });
    return links.filter(
      ({ column }, index) => column >= 0 && links.findIndex((link) => link.column === column) === index,
    );
  };
}

/** A relation from one column to the rows that hold its value, whatever else they hold. */
function isPlain({ identity }: ResourceKind, { from, through, sameRegion, alsoSame }: Relation): boolean {
  return (
    from.length === 1 && from[0] !== identity && through === undefined && !sameRegion && alsoSame.length === 0
  );
}

function pageOf(
  kind: ResourceKind,
  region: string,
  ids: readonly string[],
  given: readonly unknown[],
  partition: string,
): string | null {
  const values: Record<string, Value> = {};
  for (const [index, id] of ids.entries()) {
    const value = given[index];
    if (typeof value === 'string') values[id] = value;
  }
  return consoleUrl({ kind: kind.id, region, values }, partition);
}

function sourceCell(
  { facts }: ExportInput,
  kind: ResourceKind,
  text: (id: string) => string | undefined,
  places: RowPlaces,
): string | undefined {
  const source = text('source');
  if (kind.group !== 'snapshots' || source === undefined) return undefined;
  const account = text('account') ?? facts.identity?.account;
  return places.source({ service: text('service') ?? kind.service, region: text('region'), account, source });
}
