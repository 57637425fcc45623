/** What the columns of AWS Backup hold on a row of another kind where that was not asked. */
export const BACKUP_NOT_ASKED = {
  vault: 'not checked',
  vault_locked: null,
  backup_plan: 'not checked',
  backup_rule: 'not checked',
  plan_exists: 'not checked',
  legal_hold: ['not checked'],
  delete_at: null,
  recovery_point_status: 'not checked',
  recovery_point_message: null,
  recovery_point_arn: null,
} as const;

/** The same without those that are blank. */
export const BACKUP_NOT_ASKED_GIVEN = Object.fromEntries(
  Object.entries(BACKUP_NOT_ASKED).filter(([, value]) => value !== null),
);
