import { NOT_CHECKED } from '../define/asked-later.ts';
import type { CollectContext } from '../define/collect-context.ts';

/** Who may use a snapshot besides its account. */
export interface Sharing {
  /** Account ids, and `all` for everybody; a word in place of them where it was not asked; null: unknown. */
  readonly sharedWith: readonly string[] | null;
  readonly isPublic: boolean | null;
  /** Why it is unknown though it was asked. */
  readonly problem?: string;
}

/** Without `--attributes` nobody is asked. */
export const SHARING_NOT_CHECKED: Sharing = { sharedWith: NOT_CHECKED, isPublic: null };

/** Ids of the derived columns that rest on who a snapshot is shared with. */
export const DERIVED_OF_SHARING: readonly string[] = [
  'sharing',
  'across_accounts',
  'deletability',
  'deletability_reasons',
];

/** Automated snapshots, and those that AWS Backup keeps, can be shared with nobody (they have to be copied first). */
export const NOT_SHAREABLE: Sharing = { sharedWith: ['not shareable'], isPublic: false };

/** AWS does not say of what type it is, so that nobody knows whether it can be shared. */
export const SHARING_UNKNOWN: Sharing = { sharedWith: null, isPublic: null };

/** Turns the answer to one describe into who a snapshot is shared with; where it failed, the row says so. */
export async function sharingFrom(
  context: CollectContext,
  id: string,
  grantees: Promise<readonly string[]>,
): Promise<Sharing> {
  const known = await context.optional(`sharing of ${id}`, grantees);
  return known === undefined
    ? { sharedWith: null, isPublic: null, problem: 'who it is shared with could not be read' }
    : { sharedWith: known, isPublic: known.includes('all') };
}
