/** Where something is that a row names and that the scan may not have: in which account, and what is known of that one. */
import type { DatabaseSync } from 'node:sqlite';
import type { Relation } from '../kinds/define/relation.ts';
import { arnPlace } from '../kinds/snapshots/snapshot-values.ts';
import { type AccountState, isInactive } from '../model/account.ts';
import { isFinal, isSound, type Phase } from '../model/cell.ts';
import type { TableRow } from '../model/table-query.ts';
import { accountsAround } from '../store/accounts-around.ts';
import { readAccountPhase } from '../store/stored-accounts.ts';
import { readCells } from '../store/stored-cells.ts';

/** How far the part of an account is known that something would be found in. */
export type PartKnown =
  /** Nobody meant to read the account, or that part of it. */
  | { readonly is: 'account not in scan' | 'part not in scan' }
  /** It is suspended or closed. */
  | { readonly is: 'not active' }
  /** It has not ended yet. */
  | { readonly is: 'not read yet' }
  /** It could not be read, or not whole: how it ended. */
  | { readonly is: 'not read' | 'read in part'; readonly phase: Phase }
  | { readonly is: 'read' };

/** Where something is that is related to a row. */
export type RelatedPlace =
  /** The account and region that its ARN names. */
  | {
      readonly by: 'arn';
      /** The account's id, and its name where that is known. */
      readonly account: string;
      /** It is the account of the row that names it. */
      readonly isOwn: boolean;
      readonly region: string;
      readonly part: PartKnown;
    }
  /** Its id says neither account nor region. */
  | { readonly by: 'id'; readonly id: string };

/** What is known of an account and of its cells in which something would be. */
export interface PartFacts {
  readonly isScanned: boolean;
  /** Of a scan of many accounts: how far the account as a whole is. */
  readonly account: Pick<AccountState, 'phase' | 'error'> | null;
  readonly cells: readonly Phase[];
}

/** How far a part of an account is known. */
export function partKnown({ isScanned, account, cells }: PartFacts): PartKnown {
  if (!isScanned) return { is: 'account not in scan' };
  // A region that is off has nothing to read.
  const read = cells.filter((phase) => phase !== 'skipped');
  if (read.length === 0) return withoutCells(account);
  if (read.some((phase) => !isFinal(phase))) return { is: 'not read yet' };
  const problem = read.find((phase) => !isSound(phase));
  if (problem === undefined) return { is: 'read' };
  return { is: problem === 'partial' ? 'read in part' : 'not read', phase: problem };
}

function withoutCells(account: PartFacts['account']): PartKnown {
  // An account that was read has no cells of regions and kinds that nobody chose.
  if (account === null || account.phase === 'done' || account.phase === 'partial')
    return { is: 'part not in scan' };
  if (account.phase === 'queued' || account.phase === 'running') return { is: 'not read yet' };
  return isInactive(account) ? { is: 'not active' } : { is: 'not read', phase: account.phase };
}

/** Where what a row names would be found; null: not known, or in the accounts of the scan anyway. */
export function relatedPlace(
  database: DatabaseSync,
  { placed }: Relation,
  [value]: readonly string[],
  { kind, account: own }: Pick<TableRow, 'kind' | 'account'>,
): RelatedPlace | null {
  if (placed === null || value === undefined) return null;
  if (placed === 'anywhere') return { by: 'id', id: value };
  const place = arnPlace(value);
  if (place === undefined || place.account === '') return null;
  const { account, region } = place;
  const { isScanned, words } = accountsAround(database);
  const cells = readCells(database, { account });
  // What it names on its own tab is of its own kind.
  const phases = cells.flatMap((cell) => (cell.region === region && cell.kind === kind ? [cell.phase] : []));
  const facts = {
    isScanned: isScanned(account),
    account: readAccountPhase(database, account),
    cells: phases,
  };
  return {
    by: 'arn',
    account: words(account),
    isOwn: account === own,
    region,
    part: partKnown(facts),
  };
}
