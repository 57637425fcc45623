import type { Estate, RegionEstate } from '../estate/index.ts';
import type { Answer, Call } from '../protocols/call.ts';

/** Where an operation finds its answer. */
export interface World {
  readonly estate: Estate;
  /** The rows of the call's region. */
  readonly region: RegionEstate;
  /** Whether a listing of RDS has AWS Backup's snapshots too: which of the two AWS does is not documented. */
  readonly overlap: boolean;
}

export type Operation = (call: Call, world: World) => Answer;

export type Operations = Readonly<Record<string, Operation>>;
