import type { DeletePlanReview, PlanSum } from '../../../source/analysis/delete-plan/delete-plan.ts';
import { SCAN_START } from './fake-scan.ts';

const GIB = 2 ** 30;

function sum(rows: number, gib: number, low: number, high: number, unknown = 0): PlanSum {
  return {
    rows,
    bytes: { sum: gib * GIB, unknown },
    low: { sum: low, unknown },
    high: { sum: high, unknown },
  };
}

/** A plan of a few rows of two accounts. */
export function fakePlan(given: Partial<DeletePlanReview> = {}): DeletePlanReview {
  return {
    rows: 42,
    goes: sum(12, 5120, 0, 256.25, 1),
    kinds: [{ kind: 'ebs-snapshot', ...sum(12, 5120, 0, 256.25, 1) }],
    accounts: [
      { account: '123456789012', ...sum(10, 4096, 0, 205) },
      { account: '222222222222', ...sum(2, 1024, 0, 51.25, 1) },
    ],
    heeded: [{ reason: 'sharing not checked', rows: 12 }],
    leftOut: [
      { reason: 'managed by AWS Backup: AWS Backup keeps it', rows: 20 },
      {
        ...{ reason: 'last backup', rows: 8 },
        example: { id: 'snap-01', reason: 'the newest backup of web-data, of 3' },
      },
      { reason: 'in use: used by AMI ami-0a', rows: 1 },
      { reason: 'unknown: AMIs could not be listed', rows: 1 },
    ],
    readAt: SCAN_START,
    ...given,
  };
}

/** A plan of rows that all stay. */
export function emptyPlan(): DeletePlanReview {
  const { leftOut } = fakePlan();
  return fakePlan({
    rows: 30,
    goes: sum(0, 0, 0, 0),
    kinds: [],
    accounts: [],
    heeded: [],
    leftOut,
    readAt: null,
  });
}
