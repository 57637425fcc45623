import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { XMLParser } from 'fast-xml-parser';
import { chartXml } from '../../../source/export/excel/charts/chart-xml.ts';
import { columnPixels, drawingXml } from '../../../source/export/excel/charts/drawing-xml.ts';
import { DAY, SCAN_START } from '../example-scan.ts';
import { unzip } from './unzip.ts';
import { EBS, rowsOf, SNAPSHOT, type Written, workbookOf } from './written-workbook.ts';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  isArray: (name) => ['c:ser', 'c:pt', 'Override', 'Relationship', 'xdr:twoCellAnchor'].includes(name),
});

/** A series as its XML has it. */
interface SeriesRead {
  readonly 'c:tx': { readonly 'c:v': string };
  readonly 'c:cat': { readonly 'c:strRef': { readonly 'c:f': string; readonly 'c:strCache': Points } };
  readonly 'c:val': { readonly 'c:numRef': { readonly 'c:f': string; readonly 'c:numCache': Points } };
}

interface Points {
  readonly 'c:pt'?: readonly { readonly idx: string; readonly 'c:v': string }[];
}

const textsOf = ({ 'c:pt': points = [] }: Points): readonly string[] => points.map((point) => point['c:v']);

/** What the cells of a range of one column hold, as `'Summary'!$A$30:$A$38` names it. */
function cellsOf(written: Written, range: string): readonly unknown[] {
  const [, name = '', letter = '', first, last] =
    /^'(.+)'!\$([A-Z])\$(\d+):\$[A-Z]\$(\d+)$/.exec(range) ?? [];
  const rows = rowsOf(written, name).slice(Number(first) - 1, Number(last));
  return rows.map((row) => row[letter.charCodeAt(0) - 65] ?? null);
}

/** A scan of two snapshots, and the files of its workbook. */
async function twoSnapshots(test: TestContext) {
  const written = await workbookOf(test, [
    {
      ...EBS,
      rows: [
        { ...SNAPSHOT, creation_time: SCAN_START - DAY },
        { ...SNAPSHOT, snapshot_id: 'snap-2', creation_time: SCAN_START - 100 * DAY },
      ],
    },
  ]);
  const files = unzip(written.file);
  return { written, files, part: (name: string) => parser.parse(files.get(name) ?? '') };
}

describe('the charts of Summary', () => {
  it('are parts of the package that Summary, its drawing and the list of types name', async (test) => {
    const { files, part } = await twoSnapshots(test);
    const { worksheet } = part('xl/worksheets/sheet1.xml');
    const [relation] = part('xl/worksheets/_rels/sheet1.xml.rels').Relationships.Relationship;
    assert.deepEqual([worksheet.drawing['r:id'], relation.Target], [relation.Id, '../drawings/drawing1.xml']);
    const [chart] = part('xl/drawings/_rels/drawing1.xml.rels').Relationships.Relationship;
    assert.equal(chart.Target, '../charts/chart1.xml');
    const types = part('[Content_Types].xml').Types.Override;
    const parts = types.map(({ PartName }: { PartName: string }) => PartName.slice(1));
    for (const name of parts) assert.ok(files.has(name), name);
    assert.ok(parts.includes('xl/charts/chart1.xml') && parts.includes('xl/drawings/drawing1.xml'));
  });

  it('show ages by service, and hold what the cells hold that they read', async (test) => {
    const { written, part } = await twoSnapshots(test);
    const chart = part('xl/charts/chart1.xml')['c:chartSpace']['c:chart'];
    const series: readonly SeriesRead[] = chart['c:plotArea']['c:barChart']['c:ser'];
    assert.deepEqual(
      series.map((one) => one['c:tx']['c:v']),
      ['EBS'],
    );
    for (const { 'c:cat': categories, 'c:val': values } of series) {
      const labels = categories['c:strRef'];
      assert.deepEqual(cellsOf(written, labels['c:f']), textsOf(labels['c:strCache']));
      assert.equal(textsOf(labels['c:strCache']).at(-1), 'unknown age');
      const numbers = values['c:numRef'];
      assert.deepEqual(cellsOf(written, numbers['c:f']), textsOf(numbers['c:numCache']).map(Number));
      assert.deepEqual(textsOf(numbers['c:numCache']).map(Number), [1, 0, 0, 0, 1, 0, 0, 0, 0]);
    }
  });
});

describe('a chart', () => {
  const hostile = '<b>&"\u0007\ufffe';
  const xml = chartXml({
    look: 'lines',
    title: hostile,
    description: '',
    categories: { cells: "'It''s'!$A$2:$A$3", labels: [hostile, 'b'] },
    series: [{ name: hostile, values: { cells: "'It''s'!$B$2:$B$3", numbers: [null, 2] }, color: '000000' }],
    numberFormat: '"$"#,##0',
  });

  it('has text from AWS as text, whatever it holds', () => {
    const [series] = parser.parse(xml)['c:chartSpace']['c:chart']['c:plotArea']['c:lineChart']['c:ser'];
    assert.equal(series['c:tx']['c:v'], '<b>&"\ufffd\ufffd');
    assert.equal(xml.includes('<b>'), false);
  });

  it('leaves a gap where a number is not known', () => {
    const [series] = parser.parse(xml)['c:chartSpace']['c:chart']['c:plotArea']['c:lineChart']['c:ser'];
    assert.deepEqual(series['c:val']['c:numRef']['c:numCache']['c:pt'], [{ idx: '1', 'c:v': '2' }]);
  });

  it('is placed in the column that its left edge is in', () => {
    const given = {
      chart: {
        ...({ look: 'lines', title: 't', description: hostile, numberFormat: '0' } as const),
        ...{ categories: { cells: '', labels: [] }, series: [] },
      },
      ...{ left: columnPixels(10) + 7, width: 2 * columnPixels(20), rows: 4, row: 9 },
    };
    const [anchor] = parser.parse(drawingXml([given], [10, 20]))['xdr:wsDr']['xdr:twoCellAnchor'];
    assert.deepEqual(anchor['xdr:from'], {
      ...{ 'xdr:col': '1', 'xdr:colOff': String(7 * 9525), 'xdr:row': '8', 'xdr:rowOff': '0' },
    });
    assert.deepEqual(anchor['xdr:to'], {
      ...{ 'xdr:col': '4', 'xdr:colOff': String(24 * 9525), 'xdr:row': '12', 'xdr:rowOff': '0' },
    });
  });
});
