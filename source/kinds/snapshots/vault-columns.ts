/** Facts of the columns that tell how AWS Backup keeps a recovery point. */
import type { ColumnFacts } from '../../model/columns.ts';

export const VAULT: ColumnFacts = {
  header: 'Vault',
  type: 'text',
  width: 18,
  shown: true,
  about: 'The backup vault that it is kept in.',
};

export const VAULT_LOCKED: ColumnFacts = {
  header: 'Vault Locked',
  type: 'boolean',
  width: 12,
  shown: false,
  noChange: 'tells of others',
  about: 'Whether a vault lock keeps recovery points of the vault from being deleted early.',
};

export const VAULT_TYPE: ColumnFacts = {
  header: 'Vault Type',
  type: 'enum',
  width: 12,
  shown: false,
  noChange: 'tells of others',
  about: 'A plain vault, a logically air-gapped one, or one for restore access.',
};

export const MOVE_TO_COLD_STORAGE_AT: ColumnFacts = {
  header: 'Move To Cold Storage At',
  type: 'instant',
  width: 16,
  shown: false,
  mayBeFuture: true,
  about: 'When its lifecycle moves it to cold storage; blank for never.',
};

export const DELETE_AT: ColumnFacts = {
  header: 'Delete At',
  type: 'instant',
  width: 16,
  shown: false,
  mayBeFuture: true,
  about: 'When its lifecycle deletes it; blank for never.',
};

export const BACKUP_PLAN: ColumnFacts = {
  header: 'Backup Plan',
  type: 'text',
  width: 24,
  shown: false,
  about: 'The plan that made it, by its name or else its id; blank where it was made on demand.',
};

export const BACKUP_RULE: ColumnFacts = {
  header: 'Backup Rule',
  type: 'text',
  width: 20,
  shown: false,
  about: 'The rule of that plan, by its name or else its id.',
};

export const PLAN_EXISTS: ColumnFacts = {
  header: 'Plan Exists',
  type: 'enum',
  width: 11,
  shown: false,
  noChange: 'tells of others',
  about:
    'yes or no: whether the backup plan that made it is still there; unknown of a plan of another region or account; none where no plan made it; "not checked" without the kind backup-recovery-point; blank where plans could not be listed.',
};

export const LEGAL_HOLD: ColumnFacts = {
  header: 'Legal Hold',
  type: 'list',
  width: 16,
  shown: false,
  noChange: 'tells of others',
  about:
    'Titles of the legal holds that keep AWS from deleting it; "not checked" without the kind backup-recovery-point; blank where there is none, or they could not be read.',
};

export const SOURCE_VAULT: ColumnFacts = {
  header: 'Source Vault',
  type: 'arn',
  width: 30,
  shown: false,
  about: 'The vault that it was copied from; blank for no copy.',
};

export const VAULT_ARN: ColumnFacts = {
  header: 'Vault ARN',
  type: 'arn',
  width: 40,
  shown: false,
  about: 'ARN of the vault; its account is the one that keeps the recovery point.',
};

export const RECOVERY_POINT_ARN: ColumnFacts = {
  header: 'Recovery Point ARN',
  type: 'arn',
  width: 40,
  shown: false,
  about: 'Its ARN.',
};
