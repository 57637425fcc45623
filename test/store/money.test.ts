import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { csvField, csvHeader } from '../../source/export/text/csv.ts';
import { formatMoney, shownValue } from '../../source/model/format.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { temporaryFolder } from '../export/example-scan.ts';
import { makeScanFile } from '../helpers/scan-files.ts';
import { column, madeKind } from './kinds.ts';

const bills = madeKind('bill', 'ebs', [column('Name', 'text'), column('Cost', 'money')]);

function found(test: TestContext, words: readonly string[], descending = false): readonly unknown[] {
  const file = `${temporaryFolder(test)}/bills.scan`;
  const rows = [
    { name: 'a', cost: 1234.5 },
    { name: 'b', cost: null },
    { name: 'c', cost: 0 },
    { name: 'd', cost: 12.3 },
  ];
  makeScanFile(file, {
    kinds: [bills],
    cells: [{ region: 'us-east-1', kind: 'bill', outcome: 'done', rows }],
  });
  const reader = openScanReader(file);
  try {
    const order = reader.order({ tab: 'ebs', filter: words.join(' '), sort: { column: 'cost', descending } });
    return reader.window('ebs', [...order.rows]).map((row) => row.values.name);
  } finally {
    reader.close();
  }
}

describe('a column of money', () => {
  it('reads in dollars and cents; an amount below a cent is not nothing, and the unknown is blank', () => {
    assert.deepEqual(
      [1234.5, 0, 0.004, 0.005, -3, null, Number.NaN].map((dollars) => formatMoney(dollars)),
      ['$1,234.50', '$0.00', '<$0.01', '$0.01', '-$3.00', '', ''],
    );
    assert.equal(shownValue({ type: 'money' }, 7, 'auto'), '$7.00');
  });

  it('sorts by amount, the unknown last either way', (test) => {
    assert.deepEqual(found(test, []), ['c', 'd', 'a', 'b']);
    assert.deepEqual(found(test, [], true), ['a', 'd', 'c', 'b']);
  });

  it('is found by the digits that it is shown with; the unknown is not found as zero', (test) => {
    assert.deepEqual(found(test, ['$1,234.5']), ['a']);
    assert.deepEqual(found(test, ['12']), ['d', 'a']);
    assert.deepEqual(found(test, ['$0.00']), ['c']);
  });

  it('goes to csv as a plain number under a header that names the currency', () => {
    assert.equal(csvHeader({ header: 'Cost', type: 'money' }), 'Cost (USD)');
    assert.equal(csvField('money', 1234.5), '1234.5');
    assert.equal(csvField('money', null), '');
  });
});
