/** What ends a scan as a whole, and what it does beside its cells. */

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os, { availableParallelism } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { isFinal } from '../../source/model/cell.ts';
import type { TableRow } from '../../source/model/table-query.ts';
import type { FromScanWorker } from '../../source/scan/messages.ts';
import { readKeptPrices } from '../../source/store/kept-prices.ts';
import { DatabaseSync } from '../../source/store/sqlite.ts';
import { rowsOfKind } from '../helpers/rows-of-kind.ts';
import { type DemoScanOptions, scanDemo } from '../helpers/scan.ts';

const SCAN: DemoScanOptions = { regions: ['us-east-1'], kinds: ['datasync-agent'] };
/** As long as a loaded machine takes. */
const PATIENT = { requestTimeoutMs: 60_000, connectTimeoutMs: 60_000 };

const logOf = (messages: readonly FromScanWorker[]): readonly string[] =>
  messages.flatMap((message) => (message.type === 'log' ? [message.line] : []));

const noticesOf = (messages: readonly FromScanWorker[]): readonly (string | null)[] =>
  messages.flatMap((message) => (message.type === 'notice' ? [message.notice] : []));

/** Takes a table out of the scan file as soon as the scan has one. */
const withoutTable = (table: string): Pick<DemoScanOptions, 'onMessage'> => ({
  onMessage: (message, { scanFile }) => {
    if (message.type !== 'planned') return;
    const other = new DatabaseSync(scanFile);
    other.exec(`DROP TABLE ${table}`);
    other.close();
  },
});

test('a scan file that takes no more cells ends the scan with its own words, and every cell has ended', async () => {
  await scanDemo({ ...SCAN, ...withoutTable('cell') }, ({ refusal, stopped, cells, messages }) => {
    assert.equal(refusal?.exitCode, 1);
    assert.equal(refusal.lines.length, 1);
    const [line = ''] = refusal.lines;
    assert.match(line, /^The scan file .*scan\.sqlite cannot be written: SQL logic error$/);
    assert.ok(logOf(messages).includes(`scan failed: ${line}`));
    assert.equal(stopped, true);
    assert.deepEqual(
      cells.map(({ phase, waiting, endedAt }) => [phase, waiting, endedAt !== null]),
      [['stopped', null, true]],
    );
  });
});

test('a scan whose end cannot be written says so, and keeps what it has read', async () => {
  await scanDemo({ ...SCAN, ...withoutTable('scan') }, ({ refusal, cells }) => {
    assert.equal(refusal?.exitCode, 1);
    assert.match(refusal.lines[0] ?? '', /^The scan file .*scan\.sqlite cannot be written: SQL logic error$/);
    assert.ok(cells.every(({ phase }) => isFinal(phase)));
  });
});

test('a scan file that takes no more rows of the second worker ends the scan with its own words', {
  skip: availableParallelism() < 2,
}, async () => {
  const kinds = ['datasync-agent', 'ebs-snapshot'];
  await scanDemo({ ...SCAN, kinds, ...withoutTable('ebs') }, ({ refusal, cell, reader }) => {
    assert.equal(refusal?.exitCode, 1);
    assert.match(refusal.lines[0] ?? '', /^The scan file .*scan\.sqlite cannot be written: SQL logic error$/);
    assert.equal(cell('us-east-1', 'ebs-snapshot').phase, 'stopped');
    assert.equal(reader.facts().complete, false);
  });
});

/** Snapshots beside agents, whose second worker falls away so many times while it waits for an answer. */
const losing = (times: number): DemoScanOptions => {
  let left = times;
  const hang = { service: 'ec2', operation: 'DescribeSnapshots', effect: 'hang' } as const;
  return {
    regions: ['us-east-1'],
    kinds: ['datasync-agent', 'ebs-snapshot', 'rds-snapshot'],
    retry: PATIENT,
    faults: [hang],
    onMessage: (message, { loseSecondWorker, setFaults }) => {
      const isAsking =
        message.type === 'cells' &&
        message.cells.some(
          ({ kind, phase, calls }) => kind === 'ebs-snapshot' && phase === 'running' && calls > 0,
        );
      if (!isAsking || left === 0) return;
      left -= 1;
      setFaults(left === 0 && times === 1 ? [] : [hang]);
      loseSecondWorker();
    },
  };
};

test('the cells of a second worker that falls away begin again in another one, and the scan is whole', {
  skip: availableParallelism() < 2,
}, async () => {
  await scanDemo(losing(1), ({ refusal, stopped, cells, messages, reader }) => {
    assert.deepEqual([refusal, stopped], [null, false]);
    assert.ok(cells.every(({ phase }) => phase === 'done'));
    assert.ok(logOf(messages).includes('the second scan worker ended early; its log says why'));
    assert.equal(reader.facts().complete, true);
  });
});

test('cells whose second worker falls away twice have failed, and the others are whole', {
  skip: availableParallelism() < 2,
}, async () => {
  await scanDemo(losing(2), ({ refusal, stopped, cell, reader }) => {
    assert.deepEqual([refusal, stopped], [null, false]);
    const { phase, error, endedAt, waiting } = cell('us-east-1', 'ebs-snapshot');
    assert.deepEqual([phase, error?.code, waiting, endedAt !== null], ['failed', 'WorkerLost', null, true]);
    assert.equal(cell('us-east-1', 'datasync-agent').phase, 'done');
    assert.equal(reader.facts().complete, true);
  });
});

test('cells that are not known are not read again', async () => {
  const again: DemoScanOptions = {
    ...SCAN,
    afterwards: async ({ rescan, resetCounters, retry }) => {
      resetCounters();
      assert.deepEqual(await rescan([99]), []);
      retry([99]);
    },
  };
  await scanDemo(again, ({ counters, cells }) => {
    assert.deepEqual(Object.keys(counters.byCall), []);
    assert.equal(cells.length, 1);
  });
});

/** Prices that AWS is asked for, kept in a file of the test. */
function askedPrices(
  t: TestContext,
): Required<Pick<DemoScanOptions, 'estimate'>> & { readonly file: string } {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'snapdeck-asked-'));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'aws.json');
  return { file, estimate: { asked: { file } } };
}

const PRICED: DemoScanOptions = { regions: ['eu-west-1'], kinds: ['ebs-snapshot'], retry: PATIENT };

test('rows have the costs of the prices that AWS gave while they were read, which are kept for the next scan', async (t) => {
  const { file, estimate } = askedPrices(t);
  const costs = (rows: readonly TableRow[]) =>
    rows.filter(({ values }) => typeof values.monthly_cost_high === 'number').length;
  await scanDemo(PRICED, ({ reader }) => {
    assert.equal(costs(rowsOfKind(reader, 'ebs-snapshot')), 0);
    assert.ok(!reader.facts().prices?.regions.includes('eu-west-1'));
  });
  // Snapshots beside other kinds are the second worker's.
  for (const kinds of [['ebs-snapshot'], ['datasync-agent', 'ebs-snapshot']]) {
    fs.rmSync(file, { force: true });
    await scanDemo({ ...PRICED, kinds, estimate }, ({ reader, messages, refusal }) => {
      assert.equal(refusal, null);
      assert.ok(costs(rowsOfKind(reader, 'ebs-snapshot')) > 0);
      assert.ok(reader.facts().prices?.regions.includes('eu-west-1'));
      assert.deepEqual(noticesOf(messages), []);
      assert.equal(messages.filter(({ type }) => type === 'finished').length, 1);
    });
    assert.deepEqual(Object.keys(readKeptPrices(file, Date.now())), ['eu-west-1']);
  }
});

test('prices that AWS does not give are told of once, and the scan is complete without them', async (t) => {
  const { file, estimate } = askedPrices(t);
  const faults = [{ service: 'pricing', effect: 'denied' }] as const;
  await scanDemo({ ...PRICED, estimate, faults }, ({ reader, messages }) => {
    const [notice, ...more] = noticesOf(messages);
    assert.match(notice ?? '', /^prices of AWS's price list are not known for every region \(AccessDenied/);
    assert.deepEqual(more, []);
    assert.equal(reader.facts().complete, true);
  });
  assert.equal(fs.existsSync(file), false);
});

test('a scan that asks for no prices asks the price list nothing', async () => {
  await scanDemo(PRICED, ({ counters }) => {
    assert.deepEqual(
      Object.keys(counters.byCall).filter((call) => call.startsWith('pricing')),
      [],
    );
  });
});

test('how the credentials were found is told once, however often they are had', async () => {
  const expired = { operation: 'ListAgents', effect: 'expired-token', times: 1 } as const;
  await scanDemo({ ...SCAN, faults: [expired] }, ({ messages, cell }) => {
    assert.equal(cell('us-east-1', 'datasync-agent').phase, 'done');
    assert.deepEqual(
      messages.filter(({ type }) => type === 'credentials'),
      [{ type: 'credentials', words: 'keys from the environment' }],
    );
    assert.deepEqual(
      logOf(messages).filter((line) => line.startsWith('credentials: ')),
      ['credentials: keys from the environment'],
    );
  });
});

test('a region that there is not is said rather than that nobody could be asked', async () => {
  const denied = { service: 'sts', effect: 'denied' } as const;
  await scanDemo({ ...SCAN, regions: ['us-esat-1'], faults: [denied] }, ({ refusal }) => {
    assert.equal(refusal?.exitCode, 2);
    assert.match(refusal.lines[0] ?? '', /us-esat-1/);
  });
  await scanDemo({ ...SCAN, faults: [denied] }, ({ refusal }) => {
    assert.equal(refusal?.exitCode, 4);
    assert.equal(refusal.lines[0], 'AWS did not say who you are, so nothing was scanned.');
  });
});

test('a scan that is stopped has left its file before it says that it is closed, which is the last of it', async () => {
  const hung = { service: 'datasync', effect: 'hang' } as const;
  const writing: boolean[] = [];
  await scanDemo(
    {
      ...SCAN,
      retry: PATIENT,
      faults: [hung],
      onMessage: (message, { scanFile, stop }) => {
        if (message.type === 'planned') void stop();
        if (message.type === 'closed') writing.push(fs.existsSync(`${scanFile}-wal`));
      },
    },
    ({ messages, stopped, cells }) => {
      assert.equal(stopped, true);
      assert.deepEqual(
        cells.map(({ phase }) => phase),
        ['stopped'],
      );
      assert.deepEqual(messages.at(-1), { type: 'closed' });
    },
  );
  assert.ok(writing.length > 0);
  assert.ok(!writing.includes(true));
});
