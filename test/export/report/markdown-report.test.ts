import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { markdownReport } from '../../../source/export/report/markdown/markdown-report.ts';
import { markdownLine, markdownText } from '../../../source/export/report/markdown/markdown-text.ts';
import { type Report, type ReportTable, SUMMARY } from '../../../source/export/report/report.ts';

function tableOf(rows: readonly (readonly [string, number | null])[], more: Partial<ReportTable> = {}) {
  return {
    title: 'Names',
    columns: [
      { header: 'Name', type: 'text' },
      { header: 'Rows', type: 'integer' },
    ],
    total: rows.length,
    rows: () => rows,
    ...SUMMARY,
    ...more,
  } as const satisfies ReportTable;
}

function reportOf(...tables: readonly ReportTable[]): Report {
  return {
    title: 'AWS inventory of PROD',
    lead: ['2 regions', '1. of two'],
    state: { words: 'complete', tone: 'good' },
    figures: [{ name: 'Snapshots', value: '2', about: '2.0 GiB' }],
    sections: [{ title: 'Part', sentences: ['A sentence.'], charts: [], tables }],
    tellsAll: () => 'csv has all of them',
  };
}

describe('a report in markdown', () => {
  it('has its numbers, and tables as GitHub reads them', () => {
    const table = tableOf(
      [
        ['a', 1],
        ['b', null],
      ],
      { atLeast: 'at least: 1 region denied', short: [[1]], notes: ['A note.'] },
    );
    assert.equal(
      markdownReport(reportOf(table), 'auto').text,
      `# AWS inventory of PROD

2 regions${'  '}
1\\. of two

**complete**

- Snapshots: **2** (2.0 GiB)

## Part

A sentence.

**Names** (at least: 1 region denied)

| Name | Rows |
| --- | ---: |
| a | 1+ |
| b |  |

A note.
`,
    );
  });

  it('tells of a long table the first rows, and how many more there are', () => {
    const rows = Array.from({ length: 1_234 }, (_, index): [string, number] => [`row ${index}`, index]);
    const text = markdownReport(reportOf(tableOf(rows)), 'auto').text;
    assert.equal(text.match(/^\| row /gm)?.length, 15);
    assert.match(text, /\n\nand 1,219 more\n$/);
  });

  it('is smaller than 60 kB, whatever stands in it', () => {
    const rows = Array.from({ length: 20 }, (): [string, number] => ['|'.repeat(5_000), 1]);
    const text = markdownReport(reportOf(...Array.from({ length: 40 }, () => tableOf(rows))), 'auto').text;
    assert.ok(Buffer.byteLength(text) < 60_000, `${Buffer.byteLength(text)} bytes`);
    assert.match(text, /\n\*The rest is left out: csv has all of them\.\*\n$/);
  });
});

describe('a text of AWS in markdown', () => {
  for (const [what, text, written] of [
    ['ends no cell', 'a|b', 'a\\|b'],
    ['is no html', '<img src=x>&amp;', '&lt;img src=x&gt;&amp;amp;'],
    ['is no code', '`rm -rf`', '\\`rm -rf\\`'],
    ['is no link', '[a](https://x.example)', '\\[a\\](https:&#8203;//x.example)'],
    ['is no address', 'www.x.example', 'www&#8203;.x.example'],
    ['calls nobody', '@org/team a@b.example', '@&#8203;org/team a@&#8203;b.example'],
    ['names no issue', '#12 GH-3', '\\#&#8203;12 GH-&#8203;3'],
    ['is not emphasised', '_a_ *b* ~~c~~ \\', '\\_a\\_ \\*b\\* \\~\\~c\\~\\~ \\\\'],
    ['is no formula, and sums stay sums', '$x$ $5', '\\$x\\$ $5'],
    ['acts on no terminal', 'a\u001b[2Jb\nc', 'a\ufffd\\[2Jb\ufffdc'],
  ] as const)
    it(what, () => {
      assert.equal(markdownText(text), written);
    });

  it('begins no list, rule or heading where it stands alone', () => {
    assert.deepEqual(['- a', '+ a', '===', '1. a', '12) a', '# a', 'a - b'].map(markdownLine), [
      '\\- a',
      '\\+ a',
      '\\===',
      '1\\. a',
      '12\\) a',
      '\\# a',
      'a - b',
    ]);
  });
});
