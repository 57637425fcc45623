import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RESOURCE_KINDS } from '../../../../source/kinds/registry.ts';
import { fullValue } from '../../../../source/ui/views/detail/detail.ts';

/** The value of a field as a row in full says it. */
function inFull(kind: string, id: string, value: number): readonly string[] {
  const column = RESOURCE_KINDS.find((one) => one.id === kind)?.columns.find((one) => one.id === id);
  if (column === undefined) throw new Error(`no column ${id}`);
  return fullValue(column, value, 'auto', 0);
}

test('a row in full says the unit of a number that is no mere count', () => {
  assert.deepEqual(inFull('ebs-snapshot', 'progress', 99), ['99 %']);
  assert.deepEqual(inFull('ebs-snapshot', 'volume_throughput', 1000), ['1,000 MiB/s']);
  assert.deepEqual(inFull('ebs-snapshot', 'volume_iops', 16_000), ['16,000 operations a second']);
  assert.deepEqual(inFull('datasync-execution', 'files_transferred', 1204), ['1,204']);
});
