import path from 'node:path';
import type { TestContext } from 'node:test';
import {
  type MadeCell,
  type MadeScan,
  madeAccount,
  makeScanFile,
  roleRefused,
  SCAN_START,
} from '../helpers/scan-files.ts';
import { temporaryFolder } from './example-scan.ts';

/** Its id begins with a zero, its name with what a spreadsheet would run. */
export const PAY = '012345678901';
export const WEB = '212345678901';
export const REFUSED = '312345678901';
export const CLOSED = '412345678901';

const GIB = 1024 ** 3;

const DENIED = {
  code: 'AccessDeniedException',
  message: 'not authorized to perform datasync:ListAgents',
  advice: 'add datasync:ListAgents to the role',
};

const CELLS: readonly MadeCell[] = [
  {
    account: PAY,
    region: 'us-east-1',
    kind: 'ebs-snapshot',
    outcome: 'done',
    rows: [
      {
        key: 'snap-1',
        snapshot_id: 'snap-1',
        account: PAY,
        region: 'us-east-1',
        size: 3 * GIB,
        status: 'error',
      },
      { key: 'snap-2', snapshot_id: 'snap-2', account: PAY, region: 'us-east-1', status: 'completed' },
    ].map((row) => ({
      ...row,
      service: 'EBS',
      source: 'vol-1',
      monthly_cost_low: 1.5,
      monthly_cost_high: 2.25,
    })),
  },
  {
    account: WEB,
    region: 'us-east-1',
    kind: 'datasync-agent',
    outcome: 'done',
    rows: [{ key: 'agent-1', agent_name: 'ham-1', status: 'ONLINE', region: 'us-east-1' }],
  },
  { account: PAY, region: 'us-east-1', kind: 'datasync-agent', outcome: 'denied', rows: [], error: DENIED },
  { account: WEB, region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'empty', rows: [] },
];

/** A scan of four accounts of an organization: one has a problem, one refuses, one is closed. */
export const MANY_ACCOUNTS: MadeScan = {
  facts: {
    kinds: ['datasync-agent', 'ebs-snapshot'],
    accountsChoice: { organization: 'o-larkspur', isWholeOrganization: true },
  },
  cells: CELLS,
  accounts: [
    madeAccount(PAY, { name: '=pay/prod', ou: 'Workloads/Prod', phase: 'partial' }),
    madeAccount(WEB, { name: 'web', ou: '' }),
    madeAccount(REFUSED, { name: 'erp', phase: 'denied', regions: [], error: roleRefused(REFUSED) }),
    madeAccount(CLOSED, {
      state: 'SUSPENDED',
      entry: '-',
      phase: 'skipped',
      regions: [],
      error: { code: 'NotActive', message: 'the account is suspended' },
      startedAt: null,
      endedAt: SCAN_START,
    }),
  ],
};

/** The file of such a scan, gone after the test. */
export function manyAccountsFile(test: TestContext, given: Partial<MadeScan> = {}): string {
  const file = path.join(temporaryFolder(test), 'many.sqlite');
  makeScanFile(file, { ...MANY_ACCOUNTS, ...given });
  return file;
}
