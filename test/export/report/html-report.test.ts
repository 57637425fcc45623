import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it, type TestContext } from 'node:test';
import { summaryOf } from '../../../source/export/export-filter.ts';
import { openExportInput } from '../../../source/export/open-export-input.ts';
import { htmlReport } from '../../../source/export/report/html/html-report.ts';
import { htmlText } from '../../../source/export/report/html/html-text.ts';
import { LIST, type ReportTable, ROWS, SUMMARY } from '../../../source/export/report/report.ts';
import { scanReport } from '../../../source/export/report/scan-report.ts';
import { RESOURCE_KINDS } from '../../../source/kinds/registry.ts';
import { DAY, type ExampleCell, SCAN_START, temporaryFolder, writeExampleScan } from '../example-scan.ts';

async function pageOf(test: TestContext, cells: readonly ExampleCell[], filter?: string): Promise<string> {
  const kinds = [...new Set(cells.map(({ kind }) => kind))];
  const file = writeExampleScan(temporaryFolder(test), cells, { kinds }, RESOURCE_KINDS);
  const source = openExportInput(file, 'auto', { filter });
  try {
    return htmlReport(await scanReport(source, summaryOf(source)), source.byteUnit).text;
  } finally {
    source.close();
  }
}

const GIB = 1024 ** 3;

const TWO: readonly ExampleCell[] = [
  {
    region: 'us-east-1',
    kind: 'ebs-snapshot',
    rows: [
      {
        snapshot_id: 'snap-1',
        service: 'EBS',
        source: 'vol-1',
        size: 2 * GIB,
        creation_time: SCAN_START - DAY,
      },
      { snapshot_id: 'snap-2', service: 'EBS', source: 'vol-1', size: null, creation_time: null },
    ],
  },
  { region: 'eu-west-1', kind: 'ebs-snapshot' },
];

/** The texts of the cells of the table with this caption, row by row. */
function tableOf(page: string, caption: string): readonly (readonly string[])[] {
  const [, after = ''] = page.split(`<caption>${caption}</caption>`);
  const [, body = ''] = (after.split('</table>')[0] ?? '').split('<tbody>');
  return body
    .trim()
    .split('\n')
    .map((line) => line.split(/<t[hd][^>]*>/).slice(1));
}

const DENIED: ExampleCell = {
  region: 'us-east-1',
  kind: 'ebs-snapshot',
  phase: 'denied',
  error: { code: 'UnauthorizedOperation', message: 'not allowed', advice: 'ask for ec2:DescribeSnapshots' },
};

describe('the html report of a scan', () => {
  it('says whose it is, when it was made, and whether everything was read', async (test) => {
    const page = await pageOf(test, TWO);
    assert.match(
      page,
      /<h1>AWS inventory of PROD 123456789012<\/h1>\n<p>2 regions · 2026-11-21 12:00:00 UTC · 3\.2s<\/p>/,
    );
    assert.match(page, /<p class="state good">complete<\/p>/);
    assert.deepEqual(sectionsOf(page), [
      'Findings',
      'Protection',
      'Costs',
      'Snapshots',
      'Resources',
      'Coverage',
    ]);
  });

  it('has the numbers of the Summary, and of what is not known nothing', async (test) => {
    const page = await pageOf(test, TWO);
    assert.deepEqual(tableOf(page, 'Snapshots by service'), [
      ['EBS', '2', '2.0 GiB', '1', '2026-11-20 12:00', '2026-11-20 12:00'],
    ]);
    assert.deepEqual(
      tableOf(page, 'EBS snapshots').map((row) => row.slice(0, 5)),
      [
        ['snap-1', 'vol-1', '2.0 GiB', '', '2026-11-20 12:00'],
        ['snap-2', 'vol-1', '', '', ''],
      ],
    );
    assert.match(
      page,
      /<dt>Snapshots<\/dt><dd><strong>2<\/strong> <span>2\.0 GiB, 1 of unknown size<\/span>/,
    );
  });

  it('tells first what was not read, and marks the numbers that are at least so much', async (test) => {
    const [first] = TWO;
    const page = await pageOf(test, [{ ...first, region: 'eu-west-1', kind: 'ebs-snapshot' }, DENIED]);
    assert.match(page, /<p class="state warn">complete, 1 of 2 cells with problems; see Coverage<\/p>/);
    assert.equal(sectionsOf(page)[0], 'Coverage');
    assert.deepEqual(tableOf(page, 'What was not, or not wholly, read'), [
      [
        'denied',
        '123456789012, us-east-1, EBS snapshots',
        'UnauthorizedOperation: not allowed',
        'ask for ec2:DescribeSnapshots',
      ],
    ]);
    assert.deepEqual(tableOf(page, 'Resources found'), [['EBS snapshots', '2+']]);
    assert.match(page, /<p class="note">at least: 1 region denied<\/p>/);
  });

  it('has no table of zeros where nothing was read', async (test) => {
    const page = await pageOf(test, [DENIED]);
    assert.match(page, /<p class="state warn">nothing was read: 1 region denied<\/p>/);
    assert.deepEqual(sectionsOf(page), ['Coverage']);
  });

  it('holds what a filter keeps, and says so', async (test) => {
    const page = await pageOf(test, TWO, 'snapshot_id:snap-1');
    assert.match(page, /<p>filter snapshot_id:snap-1: 1 of 2 rows kept.*; every number is of these<\/p>/);
    assert.deepEqual(
      tableOf(page, 'EBS snapshots').map(([id]) => id),
      ['snap-1'],
    );
  });

  it('runs its own script alone, and fetches nothing', async (test) => {
    const page = await pageOf(test, TWO);
    const scripts = [...page.matchAll(/<script>(.*?)<\/script>/gs)];
    const hash = createHash('sha256')
      .update(scripts[0]?.[1] ?? '')
      .digest('base64');
    assert.equal(scripts.length, 1);
    assert.match(page, /<meta http-equiv="Content-Security-Policy" content="default-src 'none'; /);
    assert.ok(page.includes(`script-src 'sha256-${hash}'; style-src 'unsafe-inline'; img-src data:`));
    assert.doesNotMatch(page, /(?:src|href)="(?!#)|url\(|@import/);
  });

  it('is smaller than 2 MB, with each of 10,000 rows in it', async (test) => {
    const rows = Array.from({ length: 10_000 }, (_, index) => ({
      snapshot_id: `snap-${String(index).padStart(17, '0')}`,
      service: 'EBS',
      source: `vol-${String(index % 900).padStart(17, '0')}`,
      name: `nightly-of-machine-${index % 300}`,
      size: (index % 64) * GIB,
      status: 'completed',
      creation_time: SCAN_START - (index % 800) * DAY,
      encrypted: index % 5 > 0,
      source_exists: 'no',
    }));
    const page = await pageOf(test, [{ region: 'us-east-1', kind: 'ebs-snapshot', rows }]);
    assert.ok(Buffer.byteLength(page) < 2_000_000, `${Buffer.byteLength(page)} bytes`);
    assert.equal(tableOf(page, 'EBS snapshots').length, 10_000);
  });

  it('tells of many more the first, and how to have all of them', async (test) => {
    const name = 'x'.repeat(250);
    const rows = Array.from({ length: 12_000 }, (_, index) => ({
      snapshot_id: `snap-${index}`,
      source: name,
      size: index === 0 ? null : index,
    }));
    const page = await pageOf(test, [{ region: 'us-east-1', kind: 'ebs-snapshot', rows }]);
    assert.ok(Buffer.byteLength(page) < 2_000_000, `${Buffer.byteLength(page)} bytes`);
    const told = tableOf(page, 'EBS snapshots').length;
    assert.ok(told > 4_000, `${told} rows`);
    assert.deepEqual([page.includes('snap-11999<'), page.includes('snap-0<')], [true, false]);
    assert.ok(
      page.includes(
        `The first ${told.toLocaleString('en')} of 12,000 rows, the largest by Size; snapdeck export --format csv writes all of them.`,
      ),
    );
  });
});

describe('the room of a page', () => {
  const table = (title: string, count: number, place: typeof LIST): ReportTable => ({
    title,
    columns: [
      { header: 'Name', type: 'text' },
      { header: 'Rows', type: 'integer' },
    ],
    total: count,
    rows: () => Array.from({ length: count }, (_, index) => [`${index} ${'x'.repeat(100)}`, index]),
    ...place,
  });
  const report = {
    title: 'A report',
    lead: [],
    state: { words: 'complete', tone: 'good' as const },
    figures: [],
    tellsAll: () => 'csv has all of them',
  };

  it('is given to what sums up first, wherever that stands', () => {
    const tables = [
      ...Array.from({ length: 30 }, (_, index) => table(`list ${index}`, 5_000, LIST)),
      ...[table('rows', 50_000, ROWS), table('sums', 20, SUMMARY)],
    ];
    const page = htmlReport(
      { ...report, sections: [{ title: 'All', sentences: [], charts: [], tables }] },
      'auto',
    ).text;
    assert.ok(Buffer.byteLength(page) < 2_000_000, `${Buffer.byteLength(page)} bytes`);
    assert.equal(tableOf(page, 'sums').length, 20);
    assert.ok(tableOf(page, 'list 29').length > 100);
    assert.ok(tableOf(page, 'rows').length > 9_000);
  });

  it('that rows do not need goes to lists', () => {
    const tables = [table('list', 9_000, LIST), table('rows', 100, ROWS)];
    const page = htmlReport(
      { ...report, sections: [{ title: 'All', sentences: [], charts: [], tables }] },
      'auto',
    ).text;
    assert.equal(tableOf(page, 'list').length, 9_000);
    assert.equal(tableOf(page, 'rows').length, 100);
  });
});

function sectionsOf(page: string): readonly string[] {
  return [...page.matchAll(/<h2[^>]*>([^<]*)<\/h2>/g)].map(([, title = '']) => title);
}

describe('a text of AWS in html', () => {
  it('is shown as it is, and does nothing', () => {
    assert.equal(
      htmlText(`<img src=x onerror="alert('1')">&amp;\u001b[31m\u202e`),
      '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;\ufffd[31m\ufffd',
    );
  });

  it('is no markup wherever a name stands', async (test) => {
    const evil = `</td></table></script><script>alert(1)</script><img src=x onerror=alert(1)>`;
    const rows = [{ snapshot_id: evil, service: evil, source: evil, name: evil, status: evil, origin: evil }];
    const page = await pageOf(test, [
      { region: 'us-east-1', kind: 'ebs-snapshot', rows },
      { ...DENIED, region: 'eu-west-1', error: { code: evil, message: evil, advice: evil } },
    ]);
    assert.equal(page.split('<script').length, 2);
    assert.doesNotMatch(page, /<img/);
    assert.match(page, /&lt;\/td&gt;&lt;\/table&gt;&lt;\/script&gt;&lt;script&gt;alert\(1\)/);
  });
});
