/**
 * What the rows of a kind are known by to AWS Backup, gathered as they are found: a recovery point that a kind could have
 * found and has not stays a row of its own.
 */
import { type CollectContext, sharedInRegion } from './collect-context.ts';
import type { None } from './none.ts';
import type { PointTwin } from './point-twin.ts';

/** The kind whose rows recovery points of every type are. */
export const RECOVERY_POINT_KIND = 'backup-recovery-point';

/** What rows of a kind have been found so far. */
interface Claim {
  readonly ids: ReadonlySet<string>;
  readonly over: Promise<void>;
}

/** The claims of one run over a region, by kind. */
export const claimsOf = sharedInRegion(() => new Map<string, Claim>());

/** Begins to gather what the rows of a kind are known by; undefined where nobody asks AWS Backup for points. */
export function beginClaim<Row>(
  context: CollectContext,
  kind: string,
  twin: PointTwin<Row> | None,
): { readonly add: (rows: readonly Row[]) => void; readonly end: () => void } | undefined {
  if (twin === 'none' || 'resourceType' in twin) return undefined;
  if (!context.kinds.includes(RECOVERY_POINT_KIND)) return undefined;
  const { promise, resolve } = Promise.withResolvers<void>();
  const ids = new Set<string>();
  claimsOf(context).set(kind, { ids, over: promise });
  return {
    add: (rows) => {
      for (const row of rows) for (const id of twin.ids(row)) if (typeof id === 'string') ids.add(id);
    },
    end: resolve,
  };
}
