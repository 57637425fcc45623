/** A scan whose file another program keeps locked for a while. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FromScanWorker } from '../../source/scan/messages.ts';
import { DatabaseSync } from '../../source/store/sqlite.ts';
import { LOCKED } from '../../source/store/watched-transactions.ts';
import { rowsOfKind } from '../helpers/rows-of-kind.ts';
import { type DemoScanOptions, scanDemo } from '../helpers/scan.ts';

const SCAN: DemoScanOptions = { regions: ['us-east-1'], kinds: ['ebs-snapshot'] };

function notices(messages: readonly FromScanWorker[]): readonly (string | null)[] {
  return messages.flatMap((message) => (message.type === 'notice' ? [message.notice] : []));
}

test('a scan waits for a file that is locked, says so, and has all rows once it is free', async () => {
  let rows = 0;
  await scanDemo(SCAN, ({ cell, messages }) => {
    rows = cell('us-east-1', 'ebs-snapshot').rows;
    assert.ok(rows > 0);
    assert.deepEqual(notices(messages), []);
  });
  let other: InstanceType<typeof DatabaseSync> | null = null;
  const locked: DemoScanOptions = {
    ...SCAN,
    onMessage: (message, { scanFile }) => {
      if (message.type === 'planned') {
        other = new DatabaseSync(scanFile);
        other.exec('BEGIN IMMEDIATE');
      }
      if (message.type === 'notice' && message.notice === LOCKED) other?.exec('COMMIT');
    },
  };
  await scanDemo(locked, ({ cell, messages, refusal, reader }) => {
    other?.close();
    assert.equal(refusal, null);
    assert.deepEqual(notices(messages), [LOCKED, null]);
    assert.equal(cell('us-east-1', 'ebs-snapshot').phase, 'done');
    assert.equal(rowsOfKind(reader, 'ebs-snapshot').length, rows);
  });
});
