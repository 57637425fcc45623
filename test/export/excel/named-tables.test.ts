import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { XMLParser } from 'fast-xml-parser';
import { tableName } from '../../../source/export/excel/named-tables.ts';
import { unzip } from './unzip.ts';
import { EBS, rowsOf, SNAPSHOT, sheetNames, workbookOf } from './written-workbook.ts';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  isArray: (name) => ['Relationship', 'tablePart', 'tableColumn', 'Override'].includes(name),
});

interface TableRead {
  readonly sheet: string;
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly ref: string;
  readonly headers: readonly string[];
  readonly filter: string | undefined;
  /** What the cells of its header hold, and the first cell of its last line and of the row below. */
  readonly cells: readonly unknown[];
  readonly last: unknown;
  readonly below: unknown;
}

/** The workbook of a scan of two snapshots, one of them of somebody else, with its named tables as its package has them. */
async function written(test: TestContext) {
  const rows = [SNAPSHOT, { ...SNAPSHOT, snapshot_id: 'snap-2', public: true }];
  const workbook = await workbookOf(test, [{ ...EBS, rows }]);
  const files = unzip(workbook.file);
  const part = (name: string) => parser.parse(files.get(name) ?? '');
  const tables = sheetNames(workbook).flatMap((sheet, index): readonly TableRead[] => {
    const parts = part(`xl/worksheets/sheet${index + 1}.xml`).worksheet.tableParts?.tablePart ?? [];
    const relations =
      part(`xl/worksheets/_rels/sheet${index + 1}.xml.rels`).Relationships?.Relationship ?? [];
    return parts.map((one: { readonly 'r:id': string }) => {
      const relation = relations.find(({ Id }: { readonly Id: string }) => Id === one['r:id']);
      const { table } = part(`xl/${relation.Target.replace('../', '')}`);
      const [first = 0, last = 0] = [...table.ref.matchAll(/\d+/g)].map(([number]) => Number(number));
      const lines = rowsOf(workbook, sheet);
      return {
        ...{ sheet, id: table.id, name: table.name, displayName: table.displayName, ref: table.ref },
        headers: table.tableColumns.tableColumn.map(({ name }: { readonly name: string }) => name),
        filter: table.autoFilter?.ref,
        cells: (lines[first - 1] ?? []).filter((cell) => cell !== null),
        last: lines[last - 1]?.[0] ?? null,
        below: lines[last]?.[0] ?? null,
      };
    });
  });
  return { workbook, files, part, tables };
}

describe('the named tables of a workbook', () => {
  it('are on the sheets that are overviews, and on Summary one a table of its', async (test) => {
    const { tables } = await written(test);
    const of = (sheet: string) => tables.filter((table) => table.sheet === sheet).map(({ name }) => name);
    assert.deepEqual(of('Snapshot Ages'), ['Snapshot_Ages']);
    assert.deepEqual(of('Coverage'), ['Coverage']);
    assert.deepEqual(of('Summary').slice(0, 2), ['Summary_Resources_found', 'Summary_DataSync']);
    assert.deepEqual(of('EBS Snapshots'), []);
  });

  it('have the headers that their cells have, a line at least, and their filters in the place of the sheet’s', async (test) => {
    const { tables, workbook } = await written(test);
    for (const { sheet, ref, headers, filter, cells, last } of tables) {
      assert.deepEqual(headers, cells, ref);
      assert.notEqual(last, null, ref);
      assert.equal(filter, sheet === 'Summary' ? undefined : ref);
      assert.equal(workbook.book.getWorksheet(sheet)?.autoFilter ?? null, null);
    }
  });

  it('end above the totals', async (test) => {
    const { tables } = await written(test);
    const coverage = tables.find(({ name }) => name === 'Coverage');
    assert.equal(coverage?.below, null);
  });

  it('have names and numbers of their own, and are in the list of types', async (test) => {
    const { tables, part } = await written(test);
    const names = tables.map(({ name }) => name.toLowerCase());
    assert.equal(new Set(names).size, names.length);
    assert.deepEqual(
      tables.map(({ displayName }) => displayName),
      tables.map(({ name }) => name),
    );
    assert.equal(new Set(tables.map(({ id }) => id)).size, tables.length);
    const types: readonly { PartName: string; ContentType: string }[] =
      part('[Content_Types].xml').Types.Override;
    assert.equal(
      types.filter(({ ContentType }) => ContentType.endsWith('spreadsheetml.table+xml')).length,
      tables.length,
    );
  });
});

describe('the name of a table', () => {
  it('is its title with what Excel takes, and unlike a cell, another name, or nothing', () => {
    const taken = new Set<string>();
    assert.deepEqual(
      ['Cost a month (USD)', 'cost a month: usd', 'A1', 'R1C1', 'c', '2026', '…'].map((title) =>
        tableName(title, taken),
      ),
      ['Cost_a_month_USD', 'cost_a_month_usd_2', '_A1', '_R1C1', '_c', '_2026', '_'],
    );
  });
});
