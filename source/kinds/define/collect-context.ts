import type { Operation, PagedOperation } from '../../aws/operation.ts';
import type { Place } from '../../model/columns.ts';
import type { ListedSource } from './listed-source.ts';
import type { KindOfPoints } from './point-twin.ts';

/** What the user chose of what is to be collected. */
export interface CollectOptions {
  /** Executions of the last so many days, counted from the scan's start. */
  readonly executionDays: number;
  /** Snapshots created at or after this instant (milliseconds, UTC); null: no bound. */
  readonly since: number | null;
  /** Snapshots created before this instant (milliseconds, UTC); null: no bound. */
  readonly until: number | null;
  /** One call a snapshot: who it is shared with. */
  readonly attributes: boolean;
  /** One call a DataSync resource: its tags. */
  readonly tags: boolean;
  /** Location types to keep, as the Location Type column spells them, in lower case; empty: all. */
  readonly locationTypes: readonly string[];
}

/**
 * What a collector works with: one region of one account, and the only way to call AWS. Every call is paced,
 * retried, counted and can be stopped; what it throws at last is the outcome of the cell.
 */
export interface CollectContext {
  readonly place: Place;
  /** The scan's start: "now" for every age and window. */
  readonly scanStart: Date;
  /** When this run of the cell began, which may be long after: what AWS tells of lies before it. */
  readonly begunAt: Date;
  readonly options: CollectOptions;
  /** Ids of the kinds that the scan is of. */
  readonly kinds: readonly string[];
  /** Which kinds there are whose rows may be recovery points of AWS Backup. */
  readonly kindsOfPoints: readonly KindOfPoints[];
  /** Identifies one run over one region: what is shared between kinds (see `sharedInRegion`) hangs on it. */
  readonly scope: object;
  readonly call: <Input, Output>(operation: Operation<Input, Output>, input: Input) => Promise<Output>;
  /** All pages, each asked for once; a repeated token throws. The next page is asked for as this one is handed out. */
  readonly pages: <Input, Output>(
    operation: PagedOperation<Input, Output>,
    input: Input,
  ) => AsyncGenerator<Output, void, undefined>;
  /**
   * Waits for a part that the rows can do without (a joined listing, one describe, one vault). Where it fails
   * the cell becomes partial, `what` names the part, and the answer is undefined. What ends a whole cell
   * (stop, expired credentials, a region that is off) is thrown on. `lacks` says that rows themselves are missing
   * without the part, not just what is known of them.
   */
  readonly optional: <Result>(
    what: string,
    part: Promise<Result>,
    lacks?: 'rows',
  ) => Promise<Result | undefined>;
  /**
   * Hands over what rows of the kind can be made of, as it is being listed. Where the listing fails that is kept too: then
   * it is not known what there is. Called once, before anything is waited for.
   */
  readonly sources: (listing: Promise<readonly ListedSource[]>) => void;
  /** Notes on the cell that rows are missing for a reason that no call threw. */
  readonly partial: (what: string, reason: string) => void;
}

/** Work that several kinds of one region share in one run (the task listing): made once, by the first that asks. */
export function sharedInRegion<Made>(
  make: (context: CollectContext) => Made,
): (context: CollectContext) => Made {
  const kept = new WeakMap<object, { readonly made: Made }>();
  return (context) => {
    const existing = kept.get(context.scope);
    if (existing !== undefined) return existing.made;
    const made = make(context);
    kept.set(context.scope, { made });
    return made;
  };
}
