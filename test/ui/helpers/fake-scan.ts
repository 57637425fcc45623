import { RESOURCE_KINDS } from '../../../source/kinds/registry.ts';
import type { CellState, ScanState } from '../../../source/model/cell.ts';

/** When the scans of these tests begin: 2026-11-21 12:00 UTC. */
export const SCAN_START = Date.UTC(2026, 10, 21, 12);

export const REGIONS = ['ap-southeast-1', 'eu-central-1', 'eu-west-1', 'us-east-1', 'us-west-2'];

const KINDS = RESOURCE_KINDS.flatMap(({ id, byDefault }) => (byDefault ? [id] : []));

/** What a test says of a cell; the rest is a finished cell without rows. */
export type CellChange = Partial<Omit<CellState, 'id' | 'region' | 'kind'>>;

/** A scan with a cell for every region and kind; `changes` by "region kind". */
export function fakeScan(
  changes: Readonly<Record<string, CellChange>> = {},
  state: Partial<ScanState> = {},
): ScanState {
  const regions = state.regions ?? REGIONS;
  const kinds = state.kinds ?? KINDS;
  const unknown = Object.keys(changes).filter((key) => {
    const [region = '', kind = ''] = key.split(' ');
    return !regions.includes(region) || !kinds.includes(kind);
  });
  if (unknown.length > 0) throw new Error(`no such cell: ${unknown.join(', ')}`);
  const cells = regions.flatMap((region, row) =>
    kinds.map(
      (kind, column): CellState => ({
        id: row * kinds.length + column + 1,
        account: '123456789012',
        partition: 'aws',
        region,
        kind,
        phase: 'empty',
        rows: 0,
        calls: 1,
        retries: 0,
        read: null,
        startedAt: SCAN_START + 200,
        endedAt: SCAN_START + 900,
        error: null,
        waiting: null,
        ...changes[`${region} ${kind}`],
      }),
    ),
  );
  return {
    stage: 'complete',
    identity: {
      account: '123456789012',
      callerArn: 'arn:aws:iam::123456789012:user/demo',
      partition: 'aws',
      accountName: 'PROD-ACCOUNT',
    },
    profile: 'prod',
    credentials: null,
    regions,
    regionsOff: ['af-south-1', 'me-south-1'],
    kinds,
    cells,
    accounts: [],
    lookedInto: null,
    problems: [],
    startedAt: SCAN_START,
    endedAt: SCAN_START + 4300,
    rerunAt: null,
    scanFile: '/data/scan.sqlite',
    refusal: null,
    notice: null,
    ...state,
  };
}

/** A scan in the middle of its work, with a cell in every phase there is. */
export function midScan(): ScanState {
  const open = { endedAt: null };
  return fakeScan(
    {
      'ap-southeast-1 datasync-task': { phase: 'done', rows: 4 },
      'ap-southeast-1 datasync-location': { phase: 'done', rows: 8, calls: 9 },
      'ap-southeast-1 datasync-agent': {
        phase: 'denied',
        error: {
          code: 'AccessDeniedException',
          message:
            'User: arn:aws:iam::123456789012:user/demo is not authorized to perform: datasync:ListAgents on resource: *',
          advice: 'add datasync:ListAgents to the role (snapdeck iam-policy prints the whole policy)',
        },
      },
      'ap-southeast-1 datasync-execution': { phase: 'running', rows: 7, calls: 8, ...open },
      'ap-southeast-1 ebs-snapshot': {
        phase: 'waiting',
        rows: 200,
        calls: 5,
        retries: 3,
        waiting: { attempt: 3, nextTryAt: SCAN_START + 3300, code: 'RequestLimitExceeded' },
        ...open,
      },
      'ap-southeast-1 efs-recovery-point': {
        phase: 'partial',
        rows: 9,
        calls: 4,
        error: { code: 'AccessDeniedException', message: 'vault finance-vault: not authorized' },
      },
      'eu-central-1 datasync-task': { phase: 'queued', calls: 0, startedAt: null, ...open },
      'eu-central-1 datasync-location': { phase: 'running', ...open },
      'eu-central-1 rds-snapshot': {
        phase: 'failed',
        rows: 12,
        error: { code: 'InternalFailure', message: 'AWS answered 500 ten times' },
      },
      'eu-central-1 rds-cluster-snapshot': {
        phase: 'throttled',
        calls: 10,
        retries: 9,
        error: { code: 'Throttling', message: 'Rate exceeded' },
      },
      'eu-central-1 efs-recovery-point': { phase: 'skipped', calls: 0 },
      'eu-west-1 ebs-snapshot': { phase: 'stopped', rows: 3 },
      'us-east-1 datasync-task': { phase: 'done', rows: 12 },
      'us-east-1 datasync-execution': { phase: 'done', rows: 156, calls: 158 },
      'us-east-1 ebs-snapshot': { phase: 'done', rows: 8112, calls: 9 },
      'us-east-1 rds-snapshot': { phase: 'running', rows: 1000, calls: 10, ...open },
      'us-east-1 efs-recovery-point': { phase: 'done', rows: 1_240_000, calls: 1240 },
    },
    { stage: 'scanning', endedAt: null },
  );
}

/** A finished scan with rows in one region. */
export function finishedScan(state: Partial<ScanState> = {}): ScanState {
  return fakeScan(
    {
      'us-east-1 datasync-task': { phase: 'done', rows: 2 },
      'us-east-1 datasync-location': { phase: 'done', rows: 1 },
      'us-east-1 datasync-agent': { phase: 'done', rows: 1 },
      'us-east-1 datasync-execution': { phase: 'done', rows: 2 },
      'us-east-1 ebs-snapshot': { phase: 'done', rows: 40 },
      'us-east-1 rds-snapshot': { phase: 'done', rows: 1 },
      'us-east-1 rds-cluster-snapshot': { phase: 'done', rows: 1 },
      'us-east-1 efs-recovery-point': { phase: 'done', rows: 1 },
      'eu-west-1 ebs-snapshot': { phase: 'done', rows: 2 },
      'eu-central-1 ebs-snapshot': {
        phase: 'denied',
        error: {
          code: 'UnauthorizedOperation',
          message: 'not authorized',
          advice: 'add ec2:DescribeSnapshots',
        },
      },
    },
    state,
  );
}
