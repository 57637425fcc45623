import type { Row } from './collection.ts';
import { daysBefore, isHome, minutesAfter, type RegionContext } from './context.ts';

interface Made {
  readonly began: Date;
  readonly now: Date;
  readonly account: string;
}

type RareCase = (made: Made) => Row;

/** The rare kinds of recovery point, index by index. */
const rareCases: readonly RareCase[] = [
  ({ now }) => ({
    Status: 'CREATING',
    CreationDate: minutesAfter(now, -9),
    InitiationDate: minutesAfter(now, -9),
    CompletionDate: undefined,
    BackupSizeInBytes: 0,
  }),
  // In cold storage since ten days ago: nothing but the calculated date tells.
  ({ now }) => ({
    CreationDate: daysBefore(now, 40),
    InitiationDate: daysBefore(now, 40),
    CompletionDate: daysBefore(now, 39.9),
    Lifecycle: { MoveToColdStorageAfterDays: 30, DeleteAfterDays: 730 },
    CalculatedLifecycle: { MoveToColdStorageAt: daysBefore(now, 10), DeleteAt: daysBefore(now, -690) },
  }),
  ({ account, now }) => ({
    Status: 'EXPIRED',
    StatusMessage: `The recovery point has expired but could not be deleted: the role arn:aws:iam::${account}:role/larkspur-backup-2021 does not exist.`,
    CreationDate: daysBefore(now, 377),
    InitiationDate: daysBefore(now, 377),
    CompletionDate: daysBefore(now, 376.9),
    Lifecycle: { DeleteAfterDays: 365 },
    CalculatedLifecycle: { DeleteAt: daysBefore(now, 12) },
  }),
  () => ({ Status: 'DELETING' }),
  () => ({ Status: 'PARTIAL', StatusMessage: 'Some files could not be read.' }),
  () => ({ Lifecycle: undefined, CalculatedLifecycle: undefined, CreatedBy: undefined, IsEncrypted: false }),
  () => ({ Status: 'STOPPED', BackupSizeInBytes: 1024 }),
  () => ({ Status: 'AVAILABLE', IndexStatus: 'ACTIVE' }),
  () => ({ IndexStatus: 'FAILED', IndexStatusMessage: 'The index could not be built.' }),
  ({ began }) => ({ InitiationDate: undefined, LastRestoreTime: minutesAfter(began, 600) }),
];

/** The rare points of a region's vault Default: each kind once, where the company began. */
export function pointRareCases(context: RegionContext): readonly RareCase[] {
  return isHome(context) ? rareCases : [];
}
