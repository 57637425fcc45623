import assert from 'node:assert/strict';
import path from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import type { AccountState } from '../../source/model/account.ts';
import type { Cell, CellState } from '../../source/model/cell.ts';
import { readElsewhere } from '../../source/store/rows-elsewhere.ts';
import { createScanFile } from '../../source/store/scan-file.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { openScanWriter } from '../../source/store/scan-writer.ts';
import { DatabaseSync } from '../../source/store/sqlite.ts';
import { rowsOfKind } from '../helpers/rows-of-kind.ts';
import { madeAccount, madeFacts, madePage, SCAN_START } from '../helpers/scan-files.ts';
import { temporaryFolder } from './folders.ts';
import { kinds, things } from './kinds.ts';

const [ONE, TWO, THREE] = ['111111111111', '222222222222', '333333333333'] as const;

const arn = (account: string, name: string): string => `arn:aws:backup:eu-west-1:${account}:vault:${name}`;

/** Rows by the ARNs that are their keys. */
const page = (...keys: readonly string[]) =>
  madePage(
    things,
    keys.map((key) => ({ key, name: key })),
  );

/** A scan file of these accounts, each with one cell whose run has begun. */
function begun(test: TestContext, accounts: readonly AccountState[]) {
  const folder = temporaryFolder();
  test.after(() => folder[Symbol.dispose]());
  const file = path.join(folder.path, 'scan.sqlite');
  createScanFile(file, madeFacts(), kinds);
  const writer = openScanWriter(file);
  writer.saveAccounts(accounts);
  const planned = accounts.length === 0 ? [madeAccount(ONE)] : accounts;
  const cells = writer.planCells(
    planned.map(({ id }) => ({ account: id, partition: 'aws', region: 'eu-west-1', kind: things.id })),
  );
  for (const { id } of cells) writer.startCells([id], SCAN_START);
  const [first, second] = cells;
  assert.ok(first !== undefined);
  return { file, writer, first, second: second ?? first };
}

function ended(cell: Cell): CellState {
  const times = { startedAt: SCAN_START, endedAt: SCAN_START };
  return {
    ...cell,
    ...times,
    phase: 'done',
    rows: 0,
    calls: 1,
    retries: 0,
    read: null,
    error: null,
    waiting: null,
  };
}

/** Rows of each account, and what was left to others. */
function kept(file: string) {
  const reader = openScanReader(file);
  try {
    const rows = rowsOfKind(reader, things.id).map(({ account, values }) => `${account} ${values.name}`);
    return { rows, elsewhere: readElsewhere(reader.database) };
  } finally {
    reader.close();
  }
}

suite('a row that two accounts of a scan see', () => {
  test('counts once, at the account that its ARN names, whichever is read first', (t) => {
    const { file, writer, first, second } = begun(t, [madeAccount(ONE), madeAccount(TWO)]);
    assert.equal(writer.writePage(first, things, page(arn(TWO, 'a'), arn(ONE, 'b'), arn(TWO, 'c'))), 1);
    assert.equal(writer.writePage(second, things, page(arn(TWO, 'a'), arn(TWO, 'c'))), 2);
    assert.equal(writer.writePage(first, things, page(arn(TWO, 'd'))), 1);
    writer.close();
    assert.deepEqual(kept(file), {
      rows: [`${ONE} ${arn(ONE, 'b')}`, `${TWO} ${arn(TWO, 'a')}`, `${TWO} ${arn(TWO, 'c')}`],
      elsewhere: [{ account: ONE, owner: TWO, rows: 3 }],
    });
  });

  test('stays where its owner is not scanned, or cannot be read', (t) => {
    for (const phase of ['denied', 'failed', 'skipped'] as const) {
      const { file, writer, first } = begun(t, [madeAccount(ONE), madeAccount(TWO, { phase })]);
      assert.equal(writer.writePage(first, things, page(arn(TWO, 'a'), arn(THREE, 'b'))), 2);
      writer.close();
      assert.deepEqual(kept(file).elsewhere, []);
    }
    const { writer, first } = begun(t, []);
    assert.equal(writer.writePage(first, things, page(arn(TWO, 'a'))), 1);
    writer.close();
  });

  test('is told by its ARN alone: ids, and ARNs without an account, are of the account that they are seen in', (t) => {
    const { writer, first } = begun(t, [madeAccount(ONE), madeAccount(TWO)]);
    const keys = ['snap-1', 'arn:aws:ec2:eu-west-1::snapshot/snap-2', `x:aws:ec2:eu-west-1:${TWO}:y`];
    assert.equal(writer.writePage(first, things, page(...keys)), 3);
    writer.close();
  });

  test('is counted anew by a new run, and by one that is read aside once that takes its place', (t) => {
    const { file, writer, first } = begun(t, [madeAccount(ONE), madeAccount(TWO)]);
    writer.writePage(first, things, page(arn(TWO, 'a'), arn(TWO, 'b')));
    writer.finishCell(ended(first));
    writer.startCells([first.id], SCAN_START);
    writer.writePage(first, things, page(arn(TWO, 'a')));
    writer.finishCell(ended(first));
    assert.deepEqual(kept(file).elsewhere, [{ account: ONE, owner: TWO, rows: 1 }]);
    const rerun = writer.beginRerun(first, things);
    assert.equal(rerun.writePage(page(arn(TWO, 'a'), arn(TWO, 'b'), arn(ONE, 'c'))), 1);
    assert.deepEqual(kept(file).elsewhere, [{ account: ONE, owner: TWO, rows: 1 }]);
    rerun.replaceRows(ended(first));
    writer.close();
    assert.deepEqual(kept(file), {
      rows: [`${ONE} ${arn(ONE, 'c')}`],
      elsewhere: [{ account: ONE, owner: TWO, rows: 2 }],
    });
  });

  test('is left to nobody in a file of a version that did not tell', (t) => {
    const { file, writer } = begun(t, []);
    writer.close();
    const database = new DatabaseSync(file);
    database.exec('DROP TABLE elsewhere');
    database.close();
    assert.deepEqual(kept(file).elsewhere, []);
  });
});
