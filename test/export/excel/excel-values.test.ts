import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  byteFormat,
  columnLetters,
  excelHeader,
  excelValue,
  LONGEST_TEXT,
  numberFormat,
  sheetName,
  xmlText,
} from '../../../source/export/excel/excel-values.ts';

describe('values in a workbook', () => {
  it('keep bytes and integers as numbers, and the unknown empty', () => {
    assert.equal(excelValue('bytes', 2 ** 53), 2 ** 53);
    assert.equal(excelValue('integer', 0), 0);
    assert.equal(excelValue('bytes', null), null);
    assert.equal(excelValue('bytes', Number.NaN), null);
    assert.equal(excelValue('integer', Number.POSITIVE_INFINITY), null);
  });
  it('make instants days since 1899-12-30, and those that Excel has no date for text', () => {
    assert.equal(excelValue('instant', 0), 25_569);
    assert.equal(excelValue('instant', Date.UTC(2026, 0, 1, 12)), 46_023.5);
    assert.equal(excelValue('instant', Date.UTC(1850, 0, 1)), '1850-01-01T00:00:00.000Z');
    assert.equal(excelValue('instant', Date.UTC(9999, 11, 31)), 2_958_465);
    assert.equal(excelValue('instant', Date.UTC(10_000, 0, 1)), '+010000-01-01T00:00:00.000Z');
    assert.equal(excelValue('instant', 1e300), null);
  });
  it('make durations days, and a senseless negative one text', () => {
    assert.equal(excelValue('duration', 43_200_000), 0.5);
    assert.equal(excelValue('duration', -3200), '-3.2s');
  });
  it('write booleans as yes and no and join lists', () => {
    assert.equal(excelValue('boolean', true), 'yes');
    assert.equal(excelValue('boolean', false), 'no');
    assert.equal(excelValue('list', ['a', 'b']), 'a, b');
    assert.equal(excelValue('list', []), null);
    assert.equal(
      excelValue('tags', [
        ['a', '1'],
        ['b=', '2'],
      ]),
      'a=1, b==2',
    );
    assert.equal(excelValue('tags', []), null);
  });
  it('cut text that no cell holds, with a mark, between whole characters', () => {
    const cut = excelValue('text', 'x'.repeat(40_000));
    assert.equal(cut, `${'x'.repeat(LONGEST_TEXT - 7)}… (cut)`);
    assert.equal(excelValue('text', 'x'.repeat(LONGEST_TEXT)), 'x'.repeat(LONGEST_TEXT));
    const halved = excelValue('text', `${'x'.repeat(LONGEST_TEXT - 8)}😀${'x'.repeat(100)}`);
    assert.equal(halved, `${'x'.repeat(LONGEST_TEXT - 8)}… (cut)`);
  });
  it('replace what XML does not allow', () => {
    assert.equal(excelValue('text', 'a\u0000b\ufffec\uffffd\ud800e'), 'a\ufffdb\ufffdc\ufffdd\ufffde');
  });
});

describe('text in XML', () => {
  it('is escaped, line breaks too', () => {
    assert.equal(xmlText('<a href="x">&\n\t'), '&lt;a href="x"&gt;&amp;&#10;&#9;');
  });
  it('that looks like one of Excel’s own escapes stays what it is', () => {
    assert.equal(xmlText('_x0041_ snap_x'), '_x005F_x0041_ snap_x');
  });
});

describe('number formats', () => {
  it('show bytes in the largest fitting of three units, or in a fixed decimal one', () => {
    assert.equal(byteFormat('auto'), '[>=1000000000]#,##0.0,,," GB";[>=1000000]#,##0.0,," MB";#,##0" B"');
    assert.equal(byteFormat('GiB'), byteFormat('auto'));
    assert.equal(byteFormat('TB'), '#,##0.0,,,," TB"');
    assert.equal(byteFormat('B'), '#,##0" B"');
  });
  it('belong to the type of a column, whose header names the zone', () => {
    assert.equal(numberFormat('instant', 'auto'), 'yyyy-mm-dd hh:mm:ss');
    assert.equal(numberFormat('duration', 'auto'), '[h]:mm:ss');
    assert.equal(numberFormat('text', 'auto'), undefined);
    assert.equal(excelHeader({ header: 'Creation Time', type: 'instant' }), 'Creation Time (UTC)');
    assert.equal(excelHeader({ header: 'Size', type: 'bytes' }), 'Size');
  });
});

describe('addresses and names', () => {
  it('letter columns as Excel does', () => {
    assert.deepEqual([0, 25, 26, 51, 52, 701, 702].map(columnLetters), [
      'A',
      'Z',
      'AA',
      'AZ',
      'BA',
      'ZZ',
      'AAA',
    ]);
  });
  it('of sheets are short, plain and different in any case', () => {
    const taken = new Set<string>();
    assert.deepEqual(
      [
        'EBS Snapshots',
        'ebs snapshots',
        "'a:b*c?d/e\\f[g]'",
        'x'.repeat(40),
        'x'.repeat(40),
        'History',
        '',
      ].map((wanted) => sheetName(wanted, taken)),
      [
        'EBS Snapshots',
        'ebs snapshots (2)',
        'a-b-c-d-e-f-g-',
        'x'.repeat(31),
        `${'x'.repeat(27)} (2)`,
        'Sheet History',
        'Sheet',
      ],
    );
  });
});
