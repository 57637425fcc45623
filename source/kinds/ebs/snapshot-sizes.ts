/** What the EBS snapshots of a region come to, for AMIs, whose bytes are those of their snapshots. */
import type { Snapshot } from '@aws-sdk/client-ec2';
import { type CollectContext, sharedInRegion } from '../define/collect-context.ts';
import type { Page } from '../define/define-resource.ts';
import { upperSize } from '../snapshots/cost-estimate.ts';
import { gibibytes } from '../snapshots/snapshot-values.ts';
import { AMI_KIND } from './image-pages.ts';

interface KeptSizes {
  /** Bytes by id; null: not known. */
  readonly byId: Map<string, number | null>;
  /** Resolves when the listing of snapshots is over; undefined: this run lists none. */
  over?: Promise<void>;
}

const kept = sharedInRegion((): KeptSizes => ({ byId: new Map() }));

/** The rows of snapshots as they are, with what each comes to kept where AMIs are rows, too. */
export async function* keepingSizes<Row extends { readonly snapshot: Snapshot }>(
  context: CollectContext,
  pages: AsyncGenerator<Page<Row>, void, undefined>,
): AsyncGenerator<Page<Row>, void, undefined> {
  if (!context.kinds.includes(AMI_KIND)) return yield* pages;
  const sizes = kept(context);
  const { promise, resolve } = Promise.withResolvers<void>();
  sizes.over = promise;
  try {
    for await (const page of pages) {
      for (const { snapshot } of page.rows) sizes.byId.set(snapshot.SnapshotId ?? '', sizeOf(snapshot));
      yield page;
    }
  } finally {
    resolve();
  }
}

/** The full size where it is known, else that of the volume, which is never less. */
function sizeOf({ FullSnapshotSizeInBytes: full, State, VolumeSize }: Snapshot): number | null {
  const known = full === 0 && State === 'pending' ? undefined : full;
  return upperSize(known ?? null, gibibytes(VolumeSize) ?? null);
}

/** Waits until the snapshots of the region were listed, and adds up some; null: one was not read, or has no known size. */
export async function sumOfSnapshots(
  context: CollectContext,
): Promise<(ids: readonly string[]) => number | null> {
  const { byId, over } = kept(context);
  await over;
  return (ids) => {
    let sum = 0;
    for (const id of ids) {
      const size = byId.get(id);
      if (size === undefined || size === null) return null;
      sum += size;
    }
    return sum;
  };
}
