import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  protectedShare,
  protectionByService,
} from '../../../source/analysis/protection/protection-totals.ts';
import { summarize } from '../../../source/analysis/summary-from-scan-file.ts';
import { summaryTables } from '../../../source/analysis/summary-tables.ts';
import { openForReading, openForWriting } from '../../../source/store/scan-file.ts';
import { temporaryFolder } from '../../export/example-scan.ts';
import {
  type MadeCell,
  madeAccount,
  madeSource,
  madeSources,
  makeScanFile,
  SCAN_START,
} from '../../helpers/scan-files.ts';

const HOUR = 3_600_000;

const snapshot = (source: string, hours: number, given = {}) => ({
  ...{ key: `snap of ${source}`, snapshot_id: `snap of ${source}`, source, source_exists: 'yes' },
  ...{ status: 'completed', service: 'EBS', creation_time: SCAN_START - hours * HOUR, ...given },
});

const EBS: MadeCell = {
  ...{ region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done' },
  rows: [snapshot('vol-1', 2), snapshot('vol-2', 90), snapshot('vol-9', 2, { source_exists: 'no' })],
  found: madeSources(['vol-1', 'vol-2', 'vol-3'].map((id) => madeSource(id))),
};
const RDS: MadeCell = {
  ...{ region: 'us-east-1', kind: 'rds-snapshot', outcome: 'denied', rows: [] },
  error: { code: 'AccessDenied', message: 'not for you' },
  found: madeSources([madeSource('db-1', { service: 'RDS' })]),
};

describe('sources by how they are protected', () => {
  it('are counted by service; what is gone is exempt, and in no share', (test) => {
    const file = `${temporaryFolder(test)}/scan`;
    makeScanFile(file, { cells: [EBS, RDS] });
    const database = openForReading(file);
    const totals = protectionByService(database);
    const report = summarize(database);
    database.close();
    assert.deepEqual(totals, [
      {
        ...{ service: 'EBS', kind: 'ebs-snapshot' },
        ...{ unprotected: 1, late: 1, unknown: 0, protected: 1, exempt: 1 },
      },
      {
        ...{ service: 'RDS', kind: 'rds-snapshot' },
        ...{ unprotected: 0, late: 0, unknown: 1, protected: 0, exempt: 0 },
      },
    ]);
    assert.deepEqual(report.protection, totals);
    const table = summaryTables(report).find(({ title }) => title === 'Protection of sources');
    assert.deepEqual(table?.rows, [
      ['EBS', 1, 1, 0, 1, 1, '33 %'],
      ['RDS instances', 0, 0, 1, 0, 0, '0 %'],
    ]);
  });

  it('have a share that is never called all where it is not', () => {
    const none = { unprotected: 0, late: 0, unknown: 0, protected: 0 };
    assert.equal(protectedShare(none), null);
    assert.equal(protectedShare({ ...none, protected: 9_999, late: 1 }), 99);
    assert.equal(protectedShare({ ...none, protected: 3 }), 100);
  });

  it('are not told of a file of an earlier version, which does not say what there is', (test) => {
    const file = `${temporaryFolder(test)}/scan`;
    makeScanFile(file, { cells: [EBS] });
    const writing = openForWriting(file);
    writing.exec('DROP TABLE source; DROP TABLE source_listing; DROP TABLE source_backup');
    writing.close();
    const database = openForReading(file);
    assert.equal(protectionByService(database), undefined);
    assert.equal(summarize(database).protection, undefined);
    database.close();
  });
});

describe('sources of several accounts', () => {
  it('are counted by account, those with the most to look at first', (test) => {
    const file = `${temporaryFolder(test)}/scan`;
    const of = (account: string, cell: MadeCell): MadeCell => ({ ...cell, account });
    const accounts = ['111111111111', '222222222222'].map((id) => madeAccount(id));
    const good: MadeCell = {
      ...EBS,
      rows: [snapshot('vol-1', 2)],
      found: madeSources([madeSource('vol-1')]),
    };
    makeScanFile(file, { cells: [of('111111111111', good), of('222222222222', EBS)], accounts });
    const database = openForReading(file);
    const report = summarize(database);
    database.close();
    assert.deepEqual(report.protectionByAccount, [
      {
        ...{ account: '222222222222', name: accounts[1]?.name },
        ...{ unprotected: 1, late: 1, unknown: 0, protected: 1, exempt: 1 },
      },
      {
        ...{ account: '111111111111', name: accounts[0]?.name },
        ...{ unprotected: 0, late: 0, unknown: 0, protected: 1, exempt: 0 },
      },
    ]);
    const table = summaryTables(report).find(({ title }) => title === 'Protection by account');
    assert.deepEqual(table?.rows[0], ['222222222222', accounts[1]?.name ?? null, 1, 1, 0, 1, 1, '33 %']);
  });
});
