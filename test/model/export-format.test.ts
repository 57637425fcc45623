import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EXPORT_FORMATS, isStandardOutput } from '../../source/model/export-format.ts';

test('standard output goes by a dash and by its three names in Linux, and by no other', () => {
  for (const output of ['-', '/dev/stdout', '/dev/fd/1', '/proc/self/fd/1'])
    assert.equal(isStandardOutput(output), true, output);
  for (const output of ['', '--', './-', '/dev/fd/2', 'scan.csv'])
    assert.equal(isStandardOutput(output), false, output);
});

test('a scan file is exported as a workbook, as three sorts of text, or as a report', () => {
  assert.deepEqual(EXPORT_FORMATS, ['xlsx', 'csv', 'json', 'ndjson', 'html', 'markdown']);
});
