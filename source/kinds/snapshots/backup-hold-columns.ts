/** How AWS Backup keeps a row of another kind, where it is a recovery point as well. */
import type { ColumnSpec, Value } from '../../model/columns.ts';
import { formatDay } from '../../model/format.ts';
import { itemTexts } from '../../model/list-items.ts';
import type { MakerColumns } from '../define/sources.ts';
import type { DeletabilityFacts } from './deletability.ts';
import { flagOf, textOf } from './derive-snapshots.ts';
import type { BackupHold, VaultPoint } from './recovery-points.ts';
import * as vaults from './vault-columns.ts';

/** What a row of such a kind has. */
export interface MayBeRecoveryPoint {
  readonly hold: BackupHold;
}

const NOT_CHECKED = '"not checked" without the kind backup-recovery-point; blank where it is not known';

type KeptPoint = Exclude<BackupHold, string>;

/** A text of the point; what stands in for it where there is no point, or the point has none. */
function told(hold: BackupHold, of: (point: KeptPoint) => string | null | undefined): string | null {
  if (hold === 'unknown') return null;
  if (typeof hold === 'string') return hold;
  const text = of(hold);
  return text === undefined ? 'none' : text;
}

function legalHolds(hold: BackupHold): readonly string[] | null {
  if (typeof hold !== 'string') return hold.legalHolds;
  if (hold === 'unknown') return null;
  return hold === 'none' ? [] : [hold];
}

function pointOf({ hold }: MayBeRecoveryPoint): VaultPoint | undefined {
  return typeof hold === 'string' ? undefined : hold;
}

/** The plan that made a recovery point, by its name or else its id. */
export const planOf = ({ point: { CreatedBy } }: Pick<VaultPoint, 'point'>): string | undefined =>
  CreatedBy?.BackupPlanName ?? CreatedBy?.BackupPlanId;

/** The rule of that plan, by its name or else its id. */
export const ruleOf = ({ point: { CreatedBy } }: Pick<VaultPoint, 'point'>): string | undefined =>
  CreatedBy?.BackupRuleName ?? CreatedBy?.BackupRuleId;

const HOLD_COLUMNS: readonly ColumnSpec<MayBeRecoveryPoint>[] = [
  {
    ...vaults.VAULT,
    shown: false,
    about: `The backup vault that AWS Backup keeps it in, or none; ${NOT_CHECKED}.`,
    value: ({ hold }) => told(hold, ({ vault }) => vault.BackupVaultName),
  },
  {
    ...vaults.BACKUP_PLAN,
    about: `The backup plan that made it, or none; ${NOT_CHECKED}.`,
    value: ({ hold }) => told(hold, planOf),
  },
  {
    ...vaults.BACKUP_RULE,
    about: `The rule of that plan, or none; ${NOT_CHECKED}.`,
    value: ({ hold }) => told(hold, ruleOf),
  },
  {
    ...vaults.PLAN_EXISTS,
    value: ({ hold }) => told(hold, ({ planExists }) => planExists),
  },
  {
    ...vaults.LEGAL_HOLD,
    value: ({ hold }) => legalHolds(hold),
  },
  {
    ...vaults.DELETE_AT,
    about:
      'When the lifecycle of AWS Backup deletes it; blank for never, and where it is in no vault or not checked.',
    value: (row) => pointOf(row)?.point.CalculatedLifecycle?.DeleteAt,
  },
  {
    ...vaults.VAULT_LOCKED,
    about:
      'Whether a vault lock keeps it from being deleted early; blank where it is in no vault or not checked.',
    value: (row) => pointOf(row)?.vault.Locked,
  },
  {
    header: 'Recovery Point Status',
    type: 'enum',
    width: 21,
    shown: false,
    about: `Its status in AWS Backup, or none: EXPIRED where that could not delete it; ${NOT_CHECKED}.`,
    value: ({ hold }) => told(hold, ({ point }) => point.Status),
  },
  {
    header: 'Recovery Point Message',
    type: 'text',
    width: 30,
    shown: false,
    about: 'Why it is in that status, as AWS Backup says; blank where it says nothing.',
    value: (row) => pointOf(row)?.point.StatusMessage,
  },
  {
    ...vaults.RECOVERY_POINT_ARN,
    about: 'Its ARN in AWS Backup, by which that deletes it; blank where it is in no vault or not checked.',
    value: (row) => pointOf(row)?.point.RecoveryPointArn,
  },
];

/** Columns of a kind whose rows may be recovery points: they tell of the recovery point. */
export const BACKUP_HOLD_COLUMNS = HOLD_COLUMNS.map((column) => ({
  ...column,
  noChange: 'tells of others' as const,
}));

/** Statuses of the recovery point with which the row is no good backup; others, and one that is not known, tell nothing. */
export const SPOILED_BY_BACKUP = {
  column: 'recovery_point_status',
  oneOf: ['EXPIRED', 'PARTIAL'],
} as const;

/** The backup plan that made a row; of one that is copied its `origin` tells. */
export const MADE_BY_PLAN: MakerColumns = {
  ...{ title: 'backup plan', name: 'backup_plan', none: ['none'], untold: ['not checked'] },
  origin: 'AWS Backup',
  ended: { column: 'plan_exists', oneOf: ['no'] },
};

/** What tells of a row whether a vault lock holds it; AWS Backup alone puts something into a vault. */
export const LOCKED_BY_VAULT = {
  vault: 'vault_locked',
  inNoVault: [
    { column: 'recovery_point_status', oneOf: ['none'] },
    { column: 'origin', oneOf: ['manual', 'automated', 'DLM'] },
  ],
} as const;

/** SQL: true for a row that its recovery point does not spoil. */
export const UNSPOILED_BY_BACKUP = `ifnull(${SPOILED_BY_BACKUP.column}, '') NOT IN (${SPOILED_BY_BACKUP.oneOf
  .map((status) => `'${status}'`)
  .join(', ')})`;

/** The columns that `heldByBackup` reads. */
export const BACKUP_HOLD_READS: readonly string[] = [
  ...['vault_locked', 'delete_at', 'recovery_point_status', 'recovery_point_arn'],
  ...['backup_plan', 'plan_exists', 'legal_hold'],
];

/** Why AWS refuses to delete what is in such a vault. */
export const VAULT_LOCK = 'its vault is locked';

/** What of AWS Backup bears on deleting a row. */
type HeldByBackup = Pick<DeletabilityFacts, 'locks' | 'keptBy' | 'isExpired' | 'isEndless' | 'makers'> & {
  /** What could not be read of it, in words. */
  readonly unread: readonly string[];
};

/** What of AWS Backup bears on deleting a row with these values; `status` is that of the recovery point. */
export function heldByBackup(values: Readonly<Record<string, Value>>, status: string): HeldByBackup {
  const isExpired = textOf(values[status]) === 'EXPIRED';
  const { delete_at: deleteAt = null, plan_exists: planExists } = values;
  const isPoint = typeof values.recovery_point_arn === 'string';
  const legalHold = itemTexts(values.legal_hold);
  const plan = textOf(values.backup_plan);
  // The date of an expired one is over, and nothing came of it.
  const isKept = typeof deleteAt === 'number' && !isExpired;
  return {
    locks: [
      ...(flagOf(values.vault_locked) === true ? [VAULT_LOCK] : []),
      ...(legalHold ?? []).filter((title) => title !== NOT_ASKED).map((title) => `under legal hold ${title}`),
    ],
    keptBy: isKept
      ? [{ by: 'AWS Backup', reason: `its lifecycle deletes it on ${formatDay(deleteAt)}` }]
      : [],
    isExpired,
    isEndless: isPoint && deleteAt === null && !isExpired && (planExists === 'none' || planExists === 'no'),
    makers: planExists === 'no' ? [`made by backup plan ${plan ?? ''}, which no longer exists`] : [],
    unread: isPoint && legalHold === null ? ['legal holds could not be read'] : [],
  };
}

const NOT_ASKED = 'not checked';
