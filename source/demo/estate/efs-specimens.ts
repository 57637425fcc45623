import type { Row } from './collection.ts';
import { daysBefore, minutesAfter } from './context.ts';

interface Specimen {
  readonly began: Date;
  readonly now: Date;
  readonly region: string;
}

/** The rare kinds of recovery point, index by index, in every vault named Default. */
export const pointSpecimens: readonly ((specimen: Specimen) => Row)[] = [
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
  ({ now }) => ({
    Status: 'EXPIRED',
    StatusMessage: 'The recovery point could not be deleted: the backup role is missing.',
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
