import assert from 'node:assert/strict';
import { test } from 'node:test';
import { budgetLine, notMeasured, tableText } from '../../bench/budget.ts';
import { median, percentile } from '../../bench/statistics.ts';

const TIMES = { what: 'a scan', unit: 's', values: [3.2, 2.8, 9] } as const;
const REFERENCE = { what: 'bare', values: [2, 1.9, 2.1] } as const;

test('the median is the middle value, or the mean of the two in the middle', () => {
  assert.equal(median([9, 1, 2]), 2);
  assert.equal(median([4, 1, 2, 9]), 3);
  assert.throws(() => median([]), RangeError);
});

test('a percentile is a value that was measured', () => {
  const values = Array.from({ length: 1000 }, (_, index) => 1000 - index);
  assert.equal(percentile(values, 0.99), 990);
  assert.equal(percentile(values, 0.5), 500);
  assert.equal(percentile([7], 0.99), 7);
});

test('a figure is held against its reference by ratio', () => {
  const limit = { text: '1.5x', of: 'ratio', most: 1.5 } as const;
  const line = budgetLine({ ...TIMES, reference: REFERENCE, limit });
  assert.equal(line.figure, '3.20 s');
  assert.equal(line.noise, '2.80..9.00 (3)');
  assert.equal(line.reference, 'bare 2.00 s');
  assert.equal(line.ratio, '1.60x');
  assert.equal(line.verdict, 'over');
});

test('a figure is held against its reference by difference, or by itself', () => {
  const difference = { text: '1.3 s more', of: 'difference', most: 1.3 } as const;
  assert.equal(budgetLine({ ...TIMES, reference: REFERENCE, limit: difference }).verdict, 'within');
  const value = { text: '3 s', of: 'value', most: 3 } as const;
  assert.equal(budgetLine({ ...TIMES, limit: value }).verdict, 'over');
  assert.equal(budgetLine({ ...TIMES, limit: { ...value, most: 3.2 } }).verdict, 'within');
});

test('a figure without a budget has no verdict, and what was not measured says why', () => {
  assert.equal(budgetLine(TIMES).verdict, '');
  assert.match(tableText(notMeasured('keys', 'no terminal')), /^keys .* not measured\n {4}no terminal$/);
});
